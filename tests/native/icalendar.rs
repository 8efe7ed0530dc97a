//! Reminders as a calendar file, read back by parsers that know nothing of its writer.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty,
    ICalendarValue,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use complaints::base::text::clean_text;
use complaints::domain::calendar::{Reminder, iso, stable_uid, write_calendar};
use proptest::prelude::*;

use crate::date;

const PRODUCT: &str = "-//company.example//Complaints//EN";

/// What a text has to survive: 300 characters of everything that a calendar file writes otherwise.
const AWKWARD: &str = "Apply online, by post; or by phone: “020 7520 3814”, 9–5 Mon–Fri.\n\
    C:\\new\\notes \\n is no line, \\; no semicolon\\, and this is a backslash: \\\n\
    \n\
    👩🏽‍🚒 🏴󠁧󠁢󠁳󠁣󠁴󠁿 😀😀😀😀😀😀😀😀 café £10,000; Ελληνικά, שלום, हिन्दी\t(a tab)\r\n\
    BEGIN:VEVENT\nEND:VCALENDAR\n  two spaces lead; two follow  \nhttps://company.example/?a=1;b=2,3#%0D%0A \
    \"quoted\" {braces} ^n ,;,;,;,;\\,\\;";

fn stamp() -> DateTime<Utc> {
    iso::parse_instant("2026-11-23T10:00:00Z").expect("an instant")
}

fn write(reminders: &[Reminder]) -> String {
    write_calendar("Your complaint", PRODUCT, stamp(), reminders)
}

fn reminder(date: NaiveDate, text: &str, alarm_days_before: u32) -> Reminder {
    Reminder {
        uid: stable_uid("company.example", text, date),
        date,
        summary: text.to_owned(),
        description: text.to_owned(),
        alarm_days_before,
    }
}

/// An event as one of the parsers understands it.
#[derive(Debug, PartialEq, Eq)]
struct Event {
    uid: String,
    stamp: String,
    sequence: String,
    start: String,
    end: String,
    summary: String,
    description: String,
    alarm_minutes: String,
}

/// The event that a reminder means.
fn meant(reminder: &Reminder) -> Event {
    let next = reminder.date.succ_opt().expect("a day follows");
    Event {
        uid: reminder.uid.clone(),
        stamp: iso::format_instant(stamp()),
        sequence: "29923800".to_owned(),
        start: iso::format_date(reminder.date),
        end: iso::format_date(next),
        summary: clean_text(&reminder.summary),
        description: clean_text(&reminder.description),
        alarm_minutes: (9 * 60 - 24 * 60 * i64::from(reminder.alarm_days_before)).to_string(),
    }
}

/// The events of a file, as the crate `calcard` reads them.
fn read_in_rust(file: &str) -> Vec<Event> {
    let calendar = ICalendar::parse(file).unwrap_or_else(|entry| panic!("{entry:?}: {file}"));
    let events = calendar.components.iter().enumerate();
    events
        .filter(|(_, component)| component.component_type == ICalendarComponentType::VEvent)
        .map(|(id, event)| {
            let alarms: Vec<_> = calendar.alarms_for_id(id as u32).collect();
            let [alarm] = alarms[..] else {
                panic!("{} alarms: {event:?}", alarms.len())
            };
            let [ICalendarValue::Duration(trigger)] = values(alarm, ICalendarProperty::Trigger)
            else {
                panic!("not a duration: {alarm:?}")
            };
            let field = |property| match values(event, property) {
                [] => String::new(),
                [ICalendarValue::Text(text)] => text.clone(),
                [ICalendarValue::Integer(integer)] => integer.to_string(),
                [ICalendarValue::PartialDateTime(time)] => match **time {
                    PartialDateTime {
                        hour: None,
                        year: Some(year),
                        month: Some(month),
                        day: Some(day),
                        ..
                    } => format!("{year:04}-{month:02}-{day:02}"),
                    _ => time.to_rfc3339().expect("a whole instant"),
                },
                other => panic!("not a text, a number or a time: {other:?}"),
            };
            Event {
                uid: field(ICalendarProperty::Uid),
                stamp: field(ICalendarProperty::Dtstamp),
                sequence: field(ICalendarProperty::Sequence),
                start: field(ICalendarProperty::Dtstart),
                end: field(ICalendarProperty::Dtend),
                summary: field(ICalendarProperty::Summary),
                description: field(ICalendarProperty::Description),
                alarm_minutes: (trigger.as_seconds() / 60).to_string(),
            }
        })
        .collect()
}

/// The value of a property that stands once in a component; none when it is empty.
fn values(component: &ICalendarComponent, property: ICalendarProperty) -> &[ICalendarValue] {
    let named = |entry: &&ICalendarEntry| entry.name == property;
    let entries: Vec<_> = component.entries.iter().filter(named).collect();
    let [entry] = entries[..] else {
        panic!("{property:?}: {entries:?}")
    };
    &entry.values
}

/// The events of a file, as Python's `icalendar` reads them; `./x test` says where that Python is.
fn read_in_python(python: &str, file: &str) -> Vec<Event> {
    let mut reader = Command::new(python)
        .args(["-c", include_str!("icalendar/events.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let mut input = reader.stdin.take().expect("its input is a pipe");
    input.write_all(file.as_bytes()).expect("Python reads");
    drop(input);
    let output = reader.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "Python does not read {file:?}");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let fields: Vec<String> = printed.split_terminator('\0').map(str::to_owned).collect();
    let (events, rest) = fields.as_chunks();
    assert_eq!(rest, [""; 0], "Python prints whole events");
    events
        .iter()
        .cloned()
        .map(
            |[
                uid,
                stamp,
                sequence,
                start,
                end,
                summary,
                description,
                alarm_minutes,
            ]| Event {
                uid,
                stamp,
                sequence,
                start,
                end,
                summary,
                description,
                alarm_minutes,
            },
        )
        .collect()
}

/// Sets of reminders that a careless writer or reader would spoil.
fn delicate() -> [Vec<Reminder>; 2] {
    let awkward = vec![
        reminder(date("2026-12-28"), AWKWARD, 0),
        reminder(date("2028-02-28"), "", 1),
        reminder(
            date("2028-02-29"),
            "one\r\ntwo\rthree\nfour\u{0}\u{7}\u{85}",
            14,
        ),
    ];
    // What must stay whole, at every distance from a fold.
    let at_a_fold = (0..80).map(|distance| {
        let text = [
            "x".repeat(distance).as_str(),
            "\\\\;,\n\\n😀é€ a\u{2028} \t b👩‍👩‍👧",
        ]
        .concat();
        reminder(date("2026-12-28"), &text, 0)
    });
    [awkward, at_a_fold.collect()]
}

/// Sees that a parser reads those reminders as they were meant.
#[track_caller]
fn reads_what_was_meant(read: impl Fn(&str) -> Vec<Event>) {
    assert!(AWKWARD.chars().count() >= 300);
    for reminders in delicate() {
        let meant: Vec<Event> = reminders.iter().map(meant).collect();
        assert_eq!(read(&write(&reminders)), meant);
    }
}

#[test]
fn a_file_is_written_so_to_the_last_character() {
    let reminder = Reminder {
        uid: "0b7bc1ec-0ebd-8be6-88f1-51eb3724699d".to_owned(),
        date: date("2026-12-31"),
        summary: "CISAS closes".to_owned(),
        description:
            "Last day to apply: Thursday, 31 December 2026; 020 7520 3814.\nKeep your reference."
                .to_owned(),
        alarm_days_before: 7,
    };
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//company.example//Complaints//EN
NAME:Your complaint
BEGIN:VEVENT
UID:0b7bc1ec-0ebd-8be6-88f1-51eb3724699d
DTSTAMP:20261123T100000Z
LAST-MODIFIED:20261123T100000Z
SEQUENCE:29923800
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
TRANSP:TRANSPARENT
SUMMARY:CISAS closes
DESCRIPTION:Last day to apply: Thursday\\, 31 December 2026\\; 020 7520 3814.
 \\nKeep your reference.
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:CISAS closes
TRIGGER:-P6DT15H
END:VALARM
END:VEVENT
END:VCALENDAR
";
    assert_eq!(write(&[reminder]), expected.replace('\n', "\r\n"));
}

#[test]
fn an_alarm_sounds_at_nine_in_the_morning_so_many_days_before() {
    for (days, trigger) in [
        (0, "PT9H"),
        (1, "-PT15H"),
        (2, "-P1DT15H"),
        (28, "-P27DT15H"),
        (u32::MAX, "-P4294967294DT15H"),
    ] {
        let file = write(&[reminder(date("2026-12-31"), "CISAS closes", days)]);
        let line = ["\r\nTRIGGER:", trigger, "\r\n"].concat();
        assert!(file.contains(&line), "{days}: {file}");
    }
}

#[test]
fn awkward_texts_survive_at_every_distance_from_a_fold_in_the_crate_calcard() {
    reads_what_was_meant(read_in_rust);
}

#[test]
#[ignore = "needs Python's icalendar: ./x test installs and runs it"]
fn awkward_texts_survive_at_every_distance_from_a_fold_in_pythons_icalendar() {
    let python =
        env::var("ICALENDAR_PYTHON").expect("ICALENDAR_PYTHON names a Python that has icalendar");
    reads_what_was_meant(|file| read_in_python(&python, file));
}

#[test]
fn a_later_file_has_a_higher_sequence_that_google_can_hold() {
    let sequence = |stamp: &str| {
        let stamp = iso::parse_instant(stamp).expect("an instant");
        let file = write_calendar("", "", stamp, &[reminder(date("2026-12-28"), "", 0)]);
        let events = read_in_rust(&file);
        events[0].sequence.parse::<i32>().expect("below 2^31")
    };
    assert_eq!(sequence("1969-12-31T23:59:59Z"), 0);
    assert_eq!(sequence("1970-01-01T00:01:00Z"), 1);
    assert!(sequence("2026-11-23T10:00:59Z") < sequence("2026-11-23T10:01:00Z"));
    assert!(sequence("2026-11-23T10:01:00Z") < sequence("2099-12-31T23:59:59Z"));
}

#[test]
fn an_event_on_the_last_day_there_is_has_no_day_after_it() {
    let file = write(&[reminder(NaiveDate::MAX, "", 0)]);
    assert!(!file.contains("DTEND"), "{file}");
}

#[test]
fn an_event_keeps_its_uid_from_one_release_to_the_next() {
    let uid = |kind| stable_uid("company.example", kind, date("2026-03-02"));
    assert_eq!(uid("cisas-opens"), "4e583325-a0bd-8be6-88ed-e52bf6e4f61a");
    assert_eq!(uid("cisas-closes"), "83a42f8d-8de3-8a6f-94ab-f80c9e0885e6");
    assert_eq!(uid("response-due"), "8a5289e0-88c4-8e28-8ee2-402584667867");
}

#[test]
fn events_of_ten_years_of_complaints_have_uids_of_their_own() {
    let mut uids = Vec::new();
    for company in ["company.example", "company.exampl", ""] {
        for kind in ["cisas-opens", "ecisas-opens", "cisas-closes", ""] {
            let days = date("2024-01-01").iter_days().take(3653);
            uids.extend(days.map(|day| stable_uid(company, kind, day)));
        }
    }
    let count = uids.len();
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), count);
}

/// The file as one line per property: each line end followed by a space goes.
fn unfold(file: &str) -> String {
    file.replace("\r\n ", "")
}

/// A text as RFC 5545 section 3.3.11 reads it; a backslash before anything else is no escape.
fn unescape(text: &str) -> String {
    let mut characters = text.chars();
    let mut plain = String::new();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some(escaped @ ('\\' | ';' | ',')) => escaped,
                other => panic!("{other:?} is escaped in {text:?}"),
            },
            ';' | ',' => panic!("{character:?} is not escaped in {text:?}"),
            _ => character,
        });
    }
    plain
}

/// Texts with much to escape, to fold and to drop.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,90}",
        r"[\\;,\n]{1,40}",
        "[😀é€\u{301}\u{200d}]{1,30}",
        "[\r\n\t \u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}]{1,5}",
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn reminders() -> impl Strategy<Value = Vec<Reminder>> {
    let reminder = (
        "[a-f0-9-]{36}",
        0..3_650_000i64,
        texts(),
        texts(),
        0..400u32,
    )
        .prop_map(
            |(uid, days, summary, description, alarm_days_before)| Reminder {
                uid,
                date: date("0001-01-01") + TimeDelta::days(days),
                summary,
                description,
                alarm_days_before,
            },
        );
    proptest::collection::vec(reminder, 1..4)
}

proptest! {
    #[test]
    fn every_line_ends_with_crlf_within_75_octets_and_between_characters(
        reminders in reminders(), name in texts(), product in texts(),
    ) {
        let file = write_calendar(&name, &product, stamp(), &reminders);
        let lines = file.strip_suffix("\r\n").expect("the last line ends");
        for line in lines.split("\r\n") {
            prop_assert!(line.len() <= 75, "{line:?}");
            prop_assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "{line:?}");
        }
    }

    #[test]
    fn no_escape_is_folded_apart(reminders in reminders()) {
        for line in write(&reminders).split("\r\n") {
            let backslashes = line.bytes().rev().take_while(|octet| *octet == b'\\').count();
            prop_assert_eq!(backslashes % 2, 0, "{:?}", line);
        }
    }

    #[test]
    fn unfolded_and_unescaped_a_text_is_what_was_written(
        text in texts(), name in texts(), product in texts(),
    ) {
        let reminder = reminder(date("2026-12-28"), &text, 0);
        let file = unfold(&write_calendar(&name, &product, stamp(), &[reminder]));
        for (property, count, written) in [
            ("PRODID:", 1, product), ("NAME:", 1, name), ("SUMMARY:", 1, text.clone()), ("DESCRIPTION:", 2, text),
        ] {
            let read: Vec<String> =
                file.split("\r\n").filter_map(|line| line.strip_prefix(property)).map(unescape).collect();
            prop_assert_eq!(read, vec![clean_text(&written); count], "{}", property);
        }
    }

    #[test]
    fn another_parser_reads_the_events_that_were_meant(reminders in reminders()) {
        let meant: Vec<Event> = reminders.iter().map(meant).collect();
        prop_assert_eq!(read_in_rust(&write(&reminders)), meant);
    }
}
