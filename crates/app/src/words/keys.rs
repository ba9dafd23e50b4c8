//! The keys of the page, and what they do.

/// One or several keys, and what they do.
pub struct Key {
    /// The keys; several do something each, in this order.
    pub keys: &'static [&'static str],
    /// What they do.
    pub does: &'static str,
}

/// Keys that work in one place.
pub struct Place {
    /// The place.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

/// Leads into the list.
pub const LEAD: &str = "Everything on this page can be reached with Tab, and pressed with Enter or Space.";
/// Switches single keys on and off.
pub const SINGLE_KEYS: &str = "Single keys";
/// What single keys are.
pub const SINGLE_KEYS_HINT: &str =
    "? and the digits work while you are not typing. Turn them off if you speak to your computer.";

/// The keys that need no other key beside them and work all over the page.
pub const SINGLE: Place = Place {
    name: "Anywhere, while you are not typing",
    keys: &[
        Key { keys: &["?"], does: "Shows these keys" },
        Key { keys: &["1", "…", "9"], does: "Chooses the first to the ninth of “What changed?”" },
    ],
};

/// All other keys, by place.
pub const PLACES: &[Place] = &[
    Place {
        name: "Dockerfile",
        keys: &[
            Key { keys: &["Esc", "Tab"], does: "Closes what is open, and leaves the editor" },
            Key { keys: &["↑", "↓"], does: "Moves the caret, and selects the layer of its line" },
            Key { keys: &["Ctrl Space"], does: "Offers what can stand at the caret" },
            Key { keys: &["Ctrl I"], does: "Explains the word at the caret" },
            Key { keys: &["Ctrl Shift [", "]"], does: "Folds a long instruction, and opens it again" },
            Key { keys: &["Ctrl F"], does: "Finds text" },
            Key { keys: &["Ctrl Z"], does: "Takes an edit back; on a Mac, ⌘ stands for Ctrl" },
        ],
    },
    Place {
        name: "What changed? and View",
        keys: &[Key { keys: &["←", "→"], does: "Chooses the one before or behind" }],
    },
    Place {
        name: "Layers",
        keys: &[
            Key { keys: &["↑", "↓"], does: "Selects the layer before or behind" },
            Key { keys: &["Home", "End"], does: "Selects the first or the last layer" },
        ],
    },
    Place {
        name: "The instruction, word by word",
        keys: &[
            Key { keys: &["←", "→"], does: "Goes to the word before or behind" },
            Key { keys: &["Home", "End"], does: "Goes to the first or the last word" },
        ],
    },
    Place { name: "Dialogs", keys: &[Key { keys: &["Esc"], does: "Closes the dialog" }] },
];
