/// Defines an enum whose variants have a name in the entries, and finds them by it.
macro_rules! named {
    ($(#[$meta:meta])* enum $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
        }

        impl $type {
            /// Every variant, in the order of its code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that entries use.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}
