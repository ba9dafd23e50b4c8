use onionskin_entries::Registry;

/// The name of the file that holds all explanations, for [`Registry::parse`] to read. It changes with every byte of them.
pub const EXPLANATIONS_FILE: &str = env!("ONIONSKIN_EXPLANATIONS");

/// All explanations, as the program brings them along.
#[cfg(feature = "embedded")]
pub fn embedded() -> Registry {
    parse(include_str!(concat!(env!("OUT_DIR"), "/explanations.txt")))
}

/// What can be told without the file of explanations: causes, changes, and what a file builds and costs. These are told
/// no other with it.
pub fn first_words() -> Registry {
    parse(include_str!(concat!(env!("OUT_DIR"), "/first-words.txt")))
}

/// The build script packed it, so it is whole.
fn parse(packed: &str) -> Registry {
    Registry::parse(packed).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::first_words;

    #[test]
    fn what_the_build_packs_is_whole() {
        assert_ne!(first_words(), super::Registry::default());
        #[cfg(feature = "embedded")]
        {
            let all = super::embedded();
            assert_eq!(super::EXPLANATIONS_FILE, onionskin_entries::file_name(&all.pack()));
            assert!(first_words().pack().len() * 5 < all.pack().len(), "they are few");
        }
    }
}
