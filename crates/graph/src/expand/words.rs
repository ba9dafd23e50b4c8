/// The words that a text falls into while it is expanded. Empty ones vanish.
#[derive(Debug, Default)]
pub(super) struct Words {
    done: Vec<String>,
    word: String,
}

impl Words {
    /// Adds what was written in quotes or behind an escape: its blanks are part of the word.
    pub(super) fn push(&mut self, text: &str) {
        self.word.push_str(text);
    }

    /// Adds plain text or the value of a variable: its blanks end words.
    pub(super) fn push_split(&mut self, text: &str) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.end();
            } else {
                self.word.push(character);
            }
        }
    }

    /// Drops what the current word has collected so far. BuildKit reads the word behind a modifier into the same
    /// buffer, so that `80${x:-81}` is the word `81`.
    pub(super) fn forget(&mut self) {
        self.word.clear();
    }

    /// All words.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end();
        self.done
    }

    fn end(&mut self) {
        if !self.word.is_empty() {
            self.done.push(std::mem::take(&mut self.word));
        }
    }
}
