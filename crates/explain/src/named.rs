/// Defines an enum whose variants have a name in the entries under `data/`, and finds them by it.
macro_rules! named {
    ($(#[$meta:meta])* enum $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $type {
            $($(#[$doc])* $variant,)*
        }

        #[allow(dead_code, reason = "the build script needs one half of it, the crate the other one")]
        impl $type {
            /// Every variant, in the order of its code.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that entries use.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}
