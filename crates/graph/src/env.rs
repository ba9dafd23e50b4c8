use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use crate::sequence::{Item, Sequence};
use crate::shared_map::SharedMap;
use crate::value::Value;

/// What BuildKit sets where the base image has no `PATH` of its own; nothing on Windows.
pub(crate) const DEFAULT_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// What a look-up finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variable {
    /// The variable is set to this text.
    Set(Rc<str>),
    /// It is not set.
    Unset,
    /// Whether it is set, or to what, cannot be known here.
    Unknown,
}

impl From<&Value> for Variable {
    fn from(value: &Value) -> Self {
        match value {
            Value::Known(text) => Self::Set(Rc::clone(text)),
            Value::Unknown(_) => Self::Unknown,
        }
    }
}

/// The variables at a line of a stage as a command sees them: ENV, the ARGs that have a value, and what the base
/// brings, in BuildKit's order. Copies are cheap.
#[derive(Clone, Debug)]
pub struct EnvList {
    list: Sequence,
    entries: SharedMap<Entry>,
    /// Whether a name that is not among the variables is certainly unset: no image beneath can set it.
    is_complete: bool,
    n_assigned: u64,
    n_settings: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    value: Value,
    /// Its place in the list.
    key: u64,
    /// The value that ENV gave it, and its place among the variables of the image.
    setting: Option<(Value, u64)>,
}

/// Variables of the image, at the start of a stage, stand behind ARGs that were inherited.
const OF_IMAGE: u64 = 1 << 62;
/// What the stage itself assigns stands behind both.
const OF_STAGE: u64 = 1 << 63;

impl PartialEq for EnvList {
    fn eq(&self, other: &Self) -> bool {
        self.digest() == other.digest() && self.is_complete == other.is_complete
    }
}

impl Eq for EnvList {}

impl EnvList {
    /// The variables that an image brings, in its order. Without a `PATH` among them, BuildKit adds `default_path`.
    pub(crate) fn of_image(variables: &[(String, String)], default_path: Option<&str>) -> Self {
        let mut env = Self::new(true);
        for (name, value) in variables {
            env.bring(name, Value::Known(value.as_str().into()));
        }
        if let Some(path) = default_path.filter(|_| env.entries.get("PATH").is_none()) {
            env.bring("PATH", Value::Known(path.into()));
        }
        env
    }

    /// The variables of an image of which nothing is known.
    pub(crate) fn of_unknown_image() -> Self {
        Self::new(false)
    }

    fn new(is_complete: bool) -> Self {
        let (list, entries) = (Sequence::default(), SharedMap::default());
        Self { list, entries, is_complete, n_assigned: 0, n_settings: 0 }
    }

    /// A variable that is there from the start.
    fn bring(&mut self, name: &str, value: Value) {
        let place = self.place_among_settings(name);
        self.put(name, value.clone(), OF_IMAGE | place, Some((value, place)));
    }

    /// ENV: it goes to the end of the list and hides an ARG of the same name.
    pub(crate) fn set_env(&mut self, name: &str, value: Value) {
        let place = self.place_among_settings(name);
        let key = self.next_key();
        self.put(name, value.clone(), key, Some((value, place)));
    }

    /// ARG with a value: it goes to the end of the list and hides an ENV of the same name up to the end of the stage.
    pub(crate) fn set_arg(&mut self, name: &str, value: Value) {
        let setting = self.entries.get(name).and_then(|entry| entry.setting.clone());
        let key = self.next_key();
        self.put(name, value, key, setting);
    }

    /// The variables that a stage built on this one starts with, where `assigned` are the names that this stage has
    /// assigned: BuildKit sets those of the image once more, so they hide ARGs and stand behind them.
    pub(crate) fn of_child(&self, assigned: &[Rc<str>]) -> Self {
        let mut env = self.clone();
        for name in assigned {
            let Some(Entry { value, key, setting }) = env.entries.get(name).cloned() else { continue };
            match setting {
                Some((value, place)) => {
                    env.put(name, value.clone(), OF_IMAGE | place, Some((value, place)));
                }
                None => env.put(name, value, key & !OF_STAGE, None),
            }
        }
        env
    }

    fn place_among_settings(&mut self, name: &str) -> u64 {
        let before = self.entries.get(name).and_then(|entry| entry.setting.as_ref());
        let place = before.map_or(self.n_settings, |(_, place)| *place);
        self.n_settings = self.n_settings.max(place + 1);
        place
    }

    fn next_key(&mut self) -> u64 {
        self.n_assigned += 1;
        OF_STAGE | self.n_assigned
    }

    fn put(&mut self, name: &str, value: Value, key: u64, setting: Option<(Value, u64)>) {
        if let Some(before) = self.entries.get(name) {
            self.list.remove(before.key);
        }
        let mut hasher = DefaultHasher::new();
        (name, &value).hash(&mut hasher);
        self.list.insert(key, Item { name: name.into(), value: value.clone(), hash: hasher.finish() });
        self.entries.insert(name, Entry { value, key, setting });
    }

    /// Whether a name that is not here is certainly unset.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Variable {
        match self.entries.get(name) {
            Some(entry) => Variable::from(&entry.value),
            None if self.is_complete => Variable::Unset,
            None => Variable::Unknown,
        }
    }

    /// The variables in order, each with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.list.iter().map(|item| (&*item.name, &item.value))
    }

    /// The variables as a process has them: `NAME=value`.
    pub fn to_strings(&self) -> Vec<String> {
        let text = |(name, value): (&str, &Value)| {
            let mut text = String::with_capacity(name.len() + 1 + value.text().len());
            let _ = write!(text, "{name}={}", value.text());
            text
        };
        self.iter().map(text).collect()
    }

    /// A number that is equal for equal lists, order included.
    pub fn digest(&self) -> u64 {
        self.list.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::{EnvList, Variable};
    use crate::value::Value;

    fn known(text: &str) -> Value {
        Value::Known(text.into())
    }

    fn set(text: &str) -> Variable {
        Variable::Set(text.into())
    }

    fn scratch() -> EnvList {
        EnvList::of_image(&[], Some("/bin"))
    }

    #[test]
    fn the_later_of_arg_and_env_counts_and_env_alone_in_a_child() {
        let mut env = scratch();
        env.set_env("V", known("env"));
        env.set_arg("V", known("arg"));
        env.set_arg("W", known("arg"));
        assert_eq!(env.to_strings(), ["PATH=/bin", "V=arg", "W=arg"]);

        let mut child = env.of_child(&["V".into(), "V".into(), "W".into()]);
        assert_eq!(child.get("V"), set("env"));
        assert_eq!(child.get("W"), set("arg"), "an ARG is inherited where no ENV hides it");
        assert_eq!(child.to_strings(), ["W=arg", "PATH=/bin", "V=env"]);
        child.set_env("W", known("env"));
        assert_eq!((child.get("W"), env.get("W")), (set("env"), set("arg")));
    }

    #[test]
    fn the_last_assignment_decides_the_place() {
        let mut env = scratch();
        for name in ["A", "B", "A"] {
            env.set_env(name, known("1"));
        }
        assert_eq!(env.to_strings(), ["PATH=/bin", "B=1", "A=1"]);
        let child = env.of_child(&["A".into(), "B".into(), "A".into()]);
        assert_eq!(child.to_strings(), ["PATH=/bin", "A=1", "B=1"], "the image keeps the first place");
    }

    #[test]
    fn lists_are_compared_as_they_are_and_not_how_they_came_to_be() {
        let mut once = scratch();
        once.set_env("A", known("1"));
        let mut twice = scratch();
        twice.set_env("A", known("0"));
        twice.set_arg("A", known("1"));
        assert_eq!(once.digest(), twice.digest());
        twice.set_arg("A", known("2"));
        assert_ne!(once.digest(), twice.digest());
    }

    #[test]
    fn an_image_may_set_any_variable() {
        assert_eq!(EnvList::of_unknown_image().get("JAVA_HOME"), Variable::Unknown);
        assert_eq!(scratch().get("JAVA_HOME"), Variable::Unset);
        let image = [("PATH".to_owned(), "/x".to_owned())];
        assert_eq!(EnvList::of_image(&image, Some("/bin")).get("PATH"), set("/x"));
    }
}
