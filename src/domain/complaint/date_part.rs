/// One of the three boxes of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    Day,
    Month,
    Year,
}

impl DatePart {
    /// The boxes in British order.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// The end of the box's name in a native form, after the field's name and a hyphen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// The names of the months in the page's language, January first, full names.
pub type MonthNames = [String; 12];
