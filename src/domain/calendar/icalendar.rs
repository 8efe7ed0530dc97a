//! Dates to be reminded of, as a file that every calendar imports.

use chrono::{DateTime, NaiveDate, Utc};

use super::iso::{days_later, format_date, format_instant};
use crate::base::text::clean_text;

/// A day to be reminded of: an all-day event that leaves the day free, with an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The same in every file for the same event, as [`stable_uid`] makes it.
    pub uid: String,
    pub date: NaiveDate,
    pub summary: String,
    pub description: String,
    /// How many days earlier the alarm sounds, at 9:00 in the morning; 0 is the day itself.
    pub alarm_days_before: u32,
}

/// Writes reminders as one iCalendar file; imported again, a newer file updates the same events.
///
/// `product` names what made the file (`-//company.example//Complaints//EN`), `stamp` is when. Texts
/// keep their lines and lose blank edges and control characters. The file is valid with at least one
/// reminder, for years 0 to 9999.
///
/// Calendars know an event by its `UID`, and the newer file by `SEQUENCE`, here the minutes since
/// 1970. Outlook for Windows looks at neither: a second import puts the events there twice.
///
/// # Source
///
/// RFC 5545. No `METHOD`: the file is a snapshot and no invitation (3.7.2), and publishing would need
/// an organizer (RFC 5546, 3.2.1). The name is `NAME` (RFC 7986, 5.1), not `X-WR-CALNAME`, for which
/// Outlook opens a second calendar. As met in use, on GitHub: mangstadt/biweekly issue 87 (updates),
/// Shelf-nu/shelf.nu pull 2485 (Google's limit on `SEQUENCE`), UWFlow/uwflow pull 108 (`METHOD`),
/// stephenharris/Event-Organiser issue 410 (the name).
///
/// # Example
///
/// ```
/// use complaints::domain::calendar::{Reminder, iso, stable_uid, write_calendar};
///
/// let complained = iso::parse_date("2026-11-02").unwrap();
/// let opens = Reminder {
///     uid: stable_uid("company.example", "cisas-opens", complained),
///     date: iso::parse_date("2026-12-28").unwrap(),
///     summary: "CISAS is open to you".to_owned(),
///     description: "Apply online, by post or by phone.".to_owned(),
///     alarm_days_before: 0,
/// };
/// let stamp = iso::parse_instant("2026-11-23T10:00:00Z").unwrap();
/// let file = write_calendar("Complaint", "-//company.example//Complaints//EN", stamp, &[opens]);
/// assert!(file.contains("DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20261229\r\n"));
/// ```
pub fn write_calendar(
    name: &str,
    product: &str,
    stamp: DateTime<Utc>,
    reminders: &[Reminder],
) -> String {
    let stamp_text = format_instant(stamp);
    // Google holds it in 31 bits, which seconds would pass in 2038.
    let sequence = u32::try_from(stamp.timestamp() / 60).unwrap_or(0);
    let mut revision = String::from("DTSTAMP:");
    push_basic(&mut revision, &stamp_text);
    revision.push_str("\r\nLAST-MODIFIED:");
    push_basic(&mut revision, &stamp_text);
    revision.push_str("\r\nSEQUENCE:");
    revision.push_str(&sequence.to_string());
    let mut file = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    push_text(&mut file, "PRODID:", product);
    push_text(&mut file, "NAME:", name);
    for reminder in reminders {
        push_event(&mut file, &revision, reminder);
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

/// The name of an event in every calendar: a UUID made from what makes the event this one.
///
/// `company` is its domain or name, `kind` tells the events of one complaint apart
/// (`cisas-opens`), `complained` is the day the complaint was first made. Nothing else goes in, so
/// a date that moves keeps its event. Two complaints of one day share their events.
///
/// # Source
///
/// RFC 7986, 5.3: a UUID without private data. RFC 9562, 5.8: version 8, here on the 128-bit FNV-1a
/// hash of RFC 9923, each part followed by a zero octet.
///
/// # Example
///
/// ```
/// use complaints::domain::calendar::{iso, stable_uid};
///
/// let complained = iso::parse_date("2026-03-02").unwrap();
/// let uid = stable_uid("company.example", "cisas-opens", complained);
/// assert_eq!(uid, "4e583325-a0bd-8be6-88ed-e52bf6e4f61a");
/// ```
pub fn stable_uid(company: &str, kind: &str, complained: NaiveDate) -> String {
    const OFFSET_BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = (1 << 88) + 0x13b;
    let mut hash = OFFSET_BASIS;
    for part in [company, kind, &format_date(complained)] {
        for octet in part.bytes().chain([0]) {
            hash = (hash ^ u128::from(octet)).wrapping_mul(PRIME);
        }
    }
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    hash = hash & !(VERSION | VARIANT) | 8 << 76 | 0b10 << 62;
    let mut uid = String::with_capacity(36);
    for place in (0..32).rev() {
        if matches!(place, 23 | 19 | 15 | 11) {
            uid.push('-');
        }
        let digit = (hash >> (4 * place)) as usize % 16;
        uid.push(char::from(b"0123456789abcdef"[digit]));
    }
    uid
}

/// Writes an event, with the lines that say which file is newer.
fn push_event(file: &mut String, revision: &str, reminder: &Reminder) {
    file.push_str("BEGIN:VEVENT\r\n");
    push_text(file, "UID:", &reminder.uid);
    file.push_str(revision);
    file.push_str("\r\nDTSTART;VALUE=DATE:");
    push_basic(file, &format_date(reminder.date));
    // Left out, it means the same: one day.
    if let Some(next) = days_later(reminder.date, 1) {
        file.push_str("\r\nDTEND;VALUE=DATE:");
        push_basic(file, &format_date(next));
    }
    file.push_str("\r\nTRANSP:TRANSPARENT\r\n");
    push_text(file, "SUMMARY:", &reminder.summary);
    push_text(file, "DESCRIPTION:", &reminder.description);
    file.push_str("BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
    push_text(file, "DESCRIPTION:", &reminder.summary);
    file.push_str("TRIGGER:");
    push_trigger(file, reminder.alarm_days_before);
    file.push_str("\r\nEND:VALARM\r\nEND:VEVENT\r\n");
}

/// Writes when an alarm sounds, as the time from midnight at the start of the event.
///
/// Apple's calendars spell 9:00 so themselves. Outlook takes every trigger for a time before the
/// event (MS-OXCICAL, 2.1.3.1.1.20.62): there `PT9H` sounds at 15:00 the day before, early but not
/// too late.
fn push_trigger(file: &mut String, days_before: u32) {
    match days_before {
        0 => file.push_str("PT9H"),
        1 => file.push_str("-PT15H"),
        days => {
            file.push_str("-P");
            file.push_str(&(days - 1).to_string());
            file.push_str("DT15H");
        }
    }
}

/// The most octets in a line, its end not counted.
const LINE_OCTETS: usize = 75;

/// Writes a text: escaped, and folded between characters and never inside an escape.
fn push_text(file: &mut String, name: &str, text: &str) {
    file.push_str(name);
    let mut octets = name.len();
    for character in clean_text(text).chars() {
        let mut utf8 = [0; 4];
        let piece = match character {
            '\\' => "\\\\",
            ';' => "\\;",
            ',' => "\\,",
            '\n' => "\\n",
            _ => character.encode_utf8(&mut utf8),
        };
        if octets + piece.len() > LINE_OCTETS {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push_str(piece);
        octets += piece.len();
    }
    file.push_str("\r\n");
}

/// Writes a date or an instant as iCalendar spells it: ISO 8601 without its marks.
fn push_basic(file: &mut String, extended: &str) {
    for character in extended.chars() {
        if !matches!(character, '-' | ':') {
            file.push(character);
        }
    }
}
