//! What a text says of a date: `2 March 2026`, `02/03/2026`, `2il o Fawrth`, `March`, `27`.

use super::date_part::{DatePart, MonthNames};
use crate::base::text::{clean_line, fold_digits, fold_signs};

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub value: u32,
    pub digits: usize,
}

/// The parts of a date that a text names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateWords {
    /// In the order of [`DatePart::ALL`].
    pub parts: [Option<Number>; 3],
    /// Monday is 1.
    pub weekday: Option<u32>,
}

/// The months in English and in Welsh, with the mutated forms that stand after `o` and in lists.
///
/// # Source
/// P. W. Thomas, Gramadeg y Gymraeg: soft mutation after `o`; nasal after `yn`; aspirate after `a`.
const MONTHS: &[&str] = &[
    "january ionawr",
    "february chwefror",
    "march mawrth fawrth",
    "april ebrill",
    "may mai fai",
    "june mehefin fehefin",
    "july gorffennaf orffennaf ngorffennaf",
    "august awst",
    "september medi fedi",
    "october hydref",
    "november tachwedd dachwedd nhachwedd thachwedd",
    "december rhagfyr ragfyr",
];

/// Mawrth is a month too: it is a weekday after `dydd`, and before another month.
const WEEKDAYS: &[&str] = &[
    "monday llun",
    "tuesday mawrth",
    "wednesday mercher",
    "thursday iau",
    "friday gwener",
    "saturday sadwrn",
    "sunday sul",
];

/// Words that say nothing by themselves, and the ends of ordinals.
const FILLERS: &str = "of the on o yr y ar mis st nd rd th af il ydd edd ed fed eg ain";

/// Reads what one box says of a date; a number alone is what the box is for. `None` where any of it
/// cannot be understood.
///
/// Days come before months in numbers, as the British write them, and after a year of four digits.
pub fn date_words(typed: &str, own: DatePart, months: &MonthNames) -> Option<DateWords> {
    let text = fold_signs(&fold_digits(&clean_line(typed)));
    let mut weekday = None;
    let mut is_weekday = false;
    let mut month = None;
    let mut numbers: Vec<Number> = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let is_digit = |c: char| c.is_ascii_digit();
        let is_number = rest.starts_with(is_digit);
        let is_end = |c: char| is_digit(c) != is_number || is_separator(c);
        let length = rest.find(is_end).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        rest = after.trim_start_matches(is_separator);
        if is_number {
            let value = if length > 8 { None } else { word.parse().ok() };
            numbers.push(Number {
                value: value?,
                digits: length,
            });
        } else if FILLERS
            .split(' ')
            .any(|filler| filler.eq_ignore_ascii_case(word))
        {
            continue;
        } else if is_weekday {
            weekday = Some(row_of(WEEKDAYS, word)?);
            is_weekday = false;
        } else if let Some(named) = month_of(word, months) {
            match month.replace(named) {
                None => {}
                Some(3) => weekday = Some(2),
                Some(_) => return None,
            }
        } else if word.eq_ignore_ascii_case("dydd") {
            is_weekday = true;
        } else {
            weekday = Some(row_of(WEEKDAYS, word)?);
        }
    }
    if let [Number { value, digits: 8 }] = numbers[..] {
        numbers = compact(value).into();
    }
    let count = numbers.len() + usize::from(month.is_some());
    let mut parts = [None; 3];
    // Alone, a number is what the box is for.
    if count == 1 && month.is_none() {
        parts[own as usize] = numbers.pop();
        return Some(DateWords { parts, weekday });
    }
    let long = numbers.iter().position(|number| number.digits > 2);
    let year_at = long.or((count == 3).then(|| numbers.len() - 1));
    parts[2] = year_at.map(|at| numbers.remove(at));
    parts[1] = month.map(|value| Number { value, digits: 2 });
    // What is left is a day, a month or both; after a year the month comes first.
    let is_month_first = year_at == Some(0) || numbers.len() == 1;
    for part in if is_month_first { [1, 0] } else { [0, 1] } {
        if parts[part].is_none() && !numbers.is_empty() {
            parts[part] = Some(numbers.remove(0));
        }
    }
    let is_understood = numbers.is_empty() && count <= 3 && parts[1].is_some();
    is_understood.then_some(DateWords { parts, weekday })
}

fn is_separator(character: char) -> bool {
    " .,/-\\'".contains(character)
}

/// A month by its name: the page's own, English or Welsh, or at least the first three letters of one
/// that no other month shares.
pub fn month_of(word: &str, months: &MonthNames) -> Option<u32> {
    let is_own = |own: &String| own.eq_ignore_ascii_case(word);
    if let Some(at) = months.iter().position(is_own) {
        return Some(at as u32 + 1);
    }
    let mut found = row_of(MONTHS, word);
    for (month, own) in (1..).zip(months) {
        if begins(own, word) {
            if found.is_some_and(|found| found != month) {
                return None;
            }
            found = Some(month);
        }
    }
    found
}

/// The row, from 1, with a name that is this word or begins with it.
fn row_of(rows: &[&str], word: &str) -> Option<u32> {
    let named = |row: &&str| row.split(' ').any(|name| begins(name, word));
    rows.iter().position(named).map(|row| row as u32 + 1)
}

fn begins(name: &str, word: &str) -> bool {
    let start = name.get(..word.len());
    word.len() >= 3 && start.is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Eight digits in a row: the year comes first where that can be a date, else last.
fn compact(value: u32) -> [Number; 3] {
    let number = |value, digits| Number { value, digits };
    let [year, month, day] = [value / 10_000, value / 100 % 100, value % 100];
    if year >= 1_900 && (1..=12).contains(&month) && (1..=31).contains(&day) {
        [number(year, 4), number(month, 2), number(day, 2)]
    } else {
        [
            number(year / 100, 2),
            number(year % 100, 2),
            number(value % 10_000, 4),
        ]
    }
}
