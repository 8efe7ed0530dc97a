//! Dates and instants as text, one spelling each.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};

/// Reads a civil date written `YYYY-MM-DD`, and nothing looser.
///
/// # Example
///
/// ```
/// use complaints::domain::calendar::iso;
///
/// let date = iso::parse_date("2028-02-29").unwrap();
/// assert_eq!(iso::format_date(date), "2028-02-29");
/// assert_eq!(iso::parse_date("2027-02-29"), None);
/// assert_eq!(iso::parse_date("29/02/2028"), None);
/// ```
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    date(text.as_bytes())
}

/// Writes a civil date as `YYYY-MM-DD`. Years are 0 to 9999.
pub fn format_date(date: NaiveDate) -> String {
    let mut text = String::with_capacity(10);
    push_date(&mut text, date);
    text
}

/// Reads an instant written as RFC 3339: `T` between date and time, seconds, and `Z` or an offset.
///
/// A fraction of a second may have any number of digits; those past the ninth are dropped. Leap
/// seconds (`:60`) are refused.
///
/// # Example
///
/// ```
/// use complaints::domain::calendar::iso;
///
/// let instant = iso::parse_instant("2026-07-01T10:00:00.25+01:00").unwrap();
/// assert_eq!(iso::format_instant(instant), "2026-07-01T09:00:00Z");
/// assert_eq!(iso::parse_instant("2026-07-01T10:00:00"), None);
/// ```
pub fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    let (day, rest) = text.as_bytes().split_at_checked(10)?;
    let (clock, rest) = rest.strip_prefix(b"T")?.split_at_checked(8)?;
    let &[h1, h2, b':', m1, m2, b':', s1, s2] = clock else {
        return None;
    };
    let (nanos, offset) = match rest.strip_prefix(b".") {
        Some(rest) => fraction(rest)?,
        None => (0, rest),
    };
    let time = NaiveTime::from_hms_nano_opt(
        number(&[h1, h2])?,
        number(&[m1, m2])?,
        number(&[s1, s2])?,
        nanos,
    )?;
    let local = date(day)?.and_time(time);
    local
        .checked_sub_signed(offset_from_utc(offset)?)
        .map(|utc| utc.and_utc())
}

/// Writes an instant as RFC 3339 in UTC, in whole seconds: `2026-11-23T10:00:00Z`.
pub fn format_instant(instant: DateTime<Utc>) -> String {
    let (local, mut text) = (instant.naive_utc(), String::with_capacity(20));
    push_date(&mut text, local.date());
    for (mark, value) in [
        ('T', local.hour()),
        (':', local.minute()),
        (':', local.second()),
    ] {
        text.push(mark);
        push_digits(&mut text, value, 2);
    }
    text.push('Z');
    text
}

fn date(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let year = number(&[y1, y2, y3, y4])?;
    NaiveDate::from_ymd_opt(year as i32, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// The nanoseconds after a decimal point, and what follows the digits.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text
        .split_at_checked(digits)
        .filter(|(digits, _)| !digits.is_empty())?;
    let nanos = (0..9).fold(0, |nanos, place| {
        nanos * 10 + digits.get(place).map_or(0, |digit| u32::from(digit - b'0'))
    });
    Some((nanos, rest))
}

fn offset_from_utc(text: &[u8]) -> Option<TimeDelta> {
    let (sign, hours, minutes) = match *text {
        [b'Z'] => return Some(TimeDelta::zero()),
        [b'+', h1, h2, b':', m1, m2] => (1, number(&[h1, h2])?, number(&[m1, m2])?),
        [b'-', h1, h2, b':', m1, m2] => (-1, number(&[h1, h2])?, number(&[m1, m2])?),
        _ => return None,
    };
    (hours < 24 && minutes < 60).then(|| TimeDelta::minutes(sign * i64::from(hours * 60 + minutes)))
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| {
        digit
            .is_ascii_digit()
            .then(|| value * 10 + u32::from(digit - b'0'))
    })
}

fn push_date(text: &mut String, date: NaiveDate) {
    push_digits(text, date.year().unsigned_abs(), 4);
    text.push('-');
    push_digits(text, date.month(), 2);
    text.push('-');
    push_digits(text, date.day(), 2);
}

fn push_digits(text: &mut String, value: u32, width: u32) {
    for place in (0..width).rev() {
        let digit = value / 10u32.pow(place) % 10;
        text.push(char::from(b'0' + digit as u8));
    }
}

/// The date a number of days later, for dates this crate can hold.
pub(crate) fn days_later(date: NaiveDate, days: u64) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(days))
}

/// Whether a date has a year of four digits.
pub(crate) fn is_writable(date: &NaiveDate) -> bool {
    (0..=9999).contains(&date.year())
}
