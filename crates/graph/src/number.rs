/// Hands out the numbers and labels of the steps of one stage.
pub(crate) struct Numbering {
    next: u32,
    total: u32,
    /// The stage's name and a blank; empty where `docker build` names no stage.
    prefix: String,
}

impl Numbering {
    /// Numbers from 1 to `total` in the stage that `docker build` calls `name` where it names stages.
    pub(crate) fn new(name: Option<&str>, total: usize) -> Self {
        let prefix = name.map_or_else(String::new, |name| [name, " "].concat());
        Self { next: 1, total: u32::try_from(total).unwrap_or(u32::MAX), prefix }
    }

    /// Leaves a number out.
    pub(crate) fn skip(&mut self) {
        self.next = self.next.saturating_add(1);
    }

    /// Has `total` steps from now on.
    pub(crate) fn set_total(&mut self, total: usize) {
        self.total = u32::try_from(total).unwrap_or(u32::MAX);
    }

    /// The next number, the total, and the label: the number stands right-aligned under the total.
    pub(crate) fn next(&mut self) -> (u32, u32, String) {
        let number = self.next;
        self.skip();
        let total = self.total.to_string();
        let label = format!("[{}{number:>width$}/{total}]", self.prefix, width = total.len());
        (number, self.total, label)
    }
}
