//! Enums whose variants have a name each.

/// An enum of plain variants, each with a name by which files, forms and addresses know it.
pub trait Named: Copy + 'static {
    /// Every variant, in order.
    const VARIANTS: &'static [Self];

    fn name(self) -> &'static str;

    /// Its place among the variants, from 0.
    fn place(self) -> usize;

    /// What is said of it to those who write the files: its doc comment, line by line.
    fn about(self) -> &'static [&'static str];
}

/// Declares a [`Named`] enum: a row for each variant, with its name.
///
/// The enum has `ALL` besides, an array, and `name` and `from_name` without the trait.
macro_rules! named_enum {
    ($(#[$meta:meta])* $vis:vis enum $Enum:ident { $($(#[doc = $about:literal])* $Variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        $vis enum $Enum { $($(#[doc = $about])* $Variant,)* }

        impl $Enum {
            /// Every variant, in order.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$Variant),*];

            /// A stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name,)* }
            }

            /// The variant of a name.
            #[allow(dead_code, reason = "not every enum is read by its name")]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|known| known.name() == name)
            }
        }

        impl $crate::base::named::Named for $Enum {
            const VARIANTS: &'static [Self] = &Self::ALL;

            fn name(self) -> &'static str {
                self.name()
            }

            fn place(self) -> usize {
                self as usize
            }

            fn about(self) -> &'static [&'static str] {
                match self { $(Self::$Variant => &[$($about),*],)* }
            }
        }
    };
}
pub(crate) use named_enum;
