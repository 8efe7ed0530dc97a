use crate::base::named::named_enum;

named_enum! {
    /// One of the three boxes of a date, in British order. Its name ends that of the box in a native form, after
    /// the field's name and a hyphen.
    pub enum DatePart {
        Day = "day",
        Month = "month",
        Year = "year",
    }
}

/// The names of the months in the page's language, January first, full names.
pub type MonthNames = [String; 12];
