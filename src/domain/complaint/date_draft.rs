use chrono::NaiveDate;

use crate::domain::text::clean_line;

/// A date as typed into three boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateDraft {
    pub day: String,
    pub month: String,
    pub year: String,
}

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

/// What is wrong with a typed date; the first that applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// All three boxes are empty.
    Empty,
    /// One box is empty.
    Missing(DatePart),
    /// The year does not have four digits.
    YearDigits,
    /// No such day, month or date; the part to look at first.
    NotADate(DatePart),
    /// Later than today.
    InFuture,
    /// Before [`EARLIEST_DATE`].
    TooEarly,
}

impl DateProblem {
    /// The one wrong box, or none where the whole date is.
    pub const fn wrong_part(self) -> Option<DatePart> {
        match self {
            Self::Missing(part) | Self::NotADate(part) => Some(part),
            Self::YearDigits => Some(DatePart::Year),
            Self::Empty | Self::InFuture | Self::TooEarly => None,
        }
    }

    /// The box to focus: the first wrong part, else the day.
    pub const fn part(self) -> DatePart {
        match self.wrong_part() {
            Some(part) => part,
            None => DatePart::Day,
        }
    }
}

/// The first date taken for a complaint; anything earlier is a slip of the finger.
pub const EARLIEST_DATE: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a real date");

/// The names of the months in the page's language, January first, full names.
pub type MonthNames = [String; 12];

impl DateDraft {
    /// The boxes filled with a date's numbers.
    pub fn from_date(date: NaiveDate) -> Self {
        use chrono::Datelike;
        Self {
            day: date.day().to_string(),
            month: date.month().to_string(),
            year: date.year().to_string(),
        }
    }

    /// One box.
    pub fn part(&self, part: DatePart) -> &str {
        match part {
            DatePart::Day => &self.day,
            DatePart::Month => &self.month,
            DatePart::Year => &self.year,
        }
    }

    /// One box, to write to.
    pub fn part_mut(&mut self, part: DatePart) -> &mut String {
        match part {
            DatePart::Day => &mut self.day,
            DatePart::Month => &mut self.month,
            DatePart::Year => &mut self.year,
        }
    }

    /// Writes a month that was typed as a name in other names; anything else stays as it was typed.
    pub fn translate_month(&mut self, from: &MonthNames, to: &MonthNames) {
        let typed = clean_line(&self.month);
        if let (None, Some(month)) = (number(&typed), month_number(&typed, from)) {
            self.month = to[month as usize - 1].clone();
        }
    }

    /// The date that was meant. A month may be a number, a name or at least the first three letters of one.
    ///
    /// # Errors
    /// The first [`DateProblem`] in its order: missing, impossible, then out of range.
    pub fn read(&self, months: &MonthNames, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
        let [day, month, year] = DatePart::ALL.map(|part| clean_line(self.part(part)));
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return Err(DateProblem::Empty);
        }
        for (part, typed) in [
            (DatePart::Day, &day),
            (DatePart::Month, &month),
            (DatePart::Year, &year),
        ] {
            if typed.is_empty() {
                return Err(DateProblem::Missing(part));
            }
        }
        let day_number = number(&day)
            .filter(|day| (1..=31).contains(day))
            .ok_or(DateProblem::NotADate(DatePart::Day))?;
        let month_number =
            month_number(&month, months).ok_or(DateProblem::NotADate(DatePart::Month))?;
        let year_number = number(&year).ok_or(DateProblem::NotADate(DatePart::Year))?;
        if year.len() != 4 {
            return Err(DateProblem::YearDigits);
        }
        let date = NaiveDate::from_ymd_opt(year_number as i32, month_number, day_number)
            .ok_or(DateProblem::NotADate(DatePart::Day))?;
        match date {
            date if date > today => Err(DateProblem::InFuture),
            date if date < EARLIEST_DATE => Err(DateProblem::TooEarly),
            date => Ok(date),
        }
    }
}

fn number(typed: &str) -> Option<u32> {
    (typed.len() <= 9 && typed.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| typed.parse().ok())
        .flatten()
}

fn month_number(typed: &str, months: &MonthNames) -> Option<u32> {
    if let Some(number) = number(typed) {
        return (1..=12).contains(&number).then_some(number);
    }
    let typed = typed.trim_end_matches('.');
    let meant = |name: &String| {
        let start = name.get(..typed.len());
        typed.chars().count() >= 3 && start.is_some_and(|start| start.eq_ignore_ascii_case(typed))
    };
    let mut matching = (1..).zip(months).filter(|(_, name)| meant(name));
    let (number, _) = matching.next()?;
    matching.next().is_none().then_some(number)
}
