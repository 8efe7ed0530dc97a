//! The page, the command line and the endpoint give the same dates for the same copy file, and they are
//! those of the oracle.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use complaints::domain::calendar::{BankHolidays, iso};
use complaints::view_model::CheckDate;
use complaints::view_model::{DateRow, DatesView};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::date;
use crate::fixture::{DEFAULT_COPY, instant, leaked};
use crate::oracle::{Company, Figures, Window};
use crate::played::PlayedCheck;
use crate::receiver::server::{Form, Server};

const DIVISIONS: [&str; 3] = ["england-and-wales", "scotland", "northern-ireland"];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A company's files, and a complaint to it.
#[derive(Clone, Debug)]
struct Case {
    company: Company,
    division: usize,
    /// The first and the last day of the phone lines; the hour they open at is the one before.
    lines: (usize, usize),
    received: DateTime<Utc>,
    /// How many days before that it was first made.
    made_before: u64,
    /// How many days after it was first made a letter was sent.
    letter_after: Option<u64>,
}

/// Rows of figures, of which the first need not have begun.
fn rows(
    weeks: std::ops::Range<u32>,
    months: std::ops::Range<u32>,
) -> impl Strategy<Value = Vec<Figures>> {
    let starts = btree_set(0_u64..1_900, 1..4);
    (starts, vec((weeks, months), 3)).prop_map(|(starts, figures)| {
        let row = |(start, (weeks, months))| Figures {
            from: date("2023-06-01") + Days::new(start),
            weeks,
            months,
        };
        starts.into_iter().zip(figures).map(row).collect()
    })
}

fn cases() -> impl Strategy<Value = Case> {
    // Four months are never shorter than the wait.
    let company = (
        1_u32..15,
        7_u32..24,
        0_u32..60,
        rows(1..13, 4..25),
        rows(1..13, 1..25),
    );
    // New Year's Day is among them, so that no year is without and computed by rule: from the year in which the
    // oldest complaint was first made to the year in which the newest is answered.
    let bank_holidays = btree_set(0_u64..2_190, 10..80);
    let company =
        (company, bank_holidays).prop_map(|((days, hour, minute, own, regulator), off)| {
            let mut bank_holidays: BTreeSet<NaiveDate> = off
                .into_iter()
                .map(|day| date("2023-06-01") + Days::new(day))
                .collect();
            bank_holidays
                .extend((2022..2031).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1)));
            Company {
                response_days: days,
                closes: NaiveTime::from_hms_opt(hour, minute, 0).unwrap(),
                bank_holidays,
                own,
                regulator,
            }
        });
    let complaint = (
        0_i64..1_700 * 24 * 60,
        0_u64..400,
        proptest::option::of(0_u64..400),
    );
    (company, 0_usize..3, (0_usize..7, 0_usize..7), complaint).prop_map(
        |(company, division, lines, (minutes, made_before, letter_after))| Case {
            company,
            division,
            lines,
            received: instant("2024-01-01T00:00:00Z") + TimeDelta::minutes(minutes),
            made_before,
            // A letter is not dated ahead.
            letter_after: letter_after.filter(|after| *after <= made_before),
        },
    )
}

impl Case {
    fn today(&self) -> NaiveDate {
        self.received
            .with_timezone(&chrono_tz::Europe::London)
            .date_naive()
    }

    fn complained(&self) -> NaiveDate {
        self.today() - Days::new(self.made_before)
    }

    fn letter(&self) -> Option<NaiveDate> {
        let after = self.letter_after?;
        Some(self.complained() + Days::new(after))
    }

    /// The copy file of the company.
    fn copy(&self) -> String {
        let mut copy: Value = serde_json::from_str(DEFAULT_COPY).unwrap();
        let facts = &mut copy["facts"];
        let closes = self.company.closes;
        facts["response_days"] = json!(self.company.response_days);
        facts["division"] = json!(DIVISIONS[self.division]);
        facts["lines"] = json!({
            "first_day": WEEKDAYS[self.lines.0],
            "last_day": WEEKDAYS[self.lines.1],
            "opens": format!("{:02}:{:02}", closes.hour() - 1, closes.minute()),
            "closes": format!("{:02}:{:02}", closes.hour(), closes.minute()),
        });
        let entries = |rows: &[Figures], months: &str| -> Vec<Value> {
            let entry = |row: &Figures| {
                let mut entry = json!({ "from": row.from.to_string(), "wait_weeks": row.weeks });
                entry[months] = json!(row.months);
                entry
            };
            rows.iter().map(entry).collect()
        };
        facts["cisas"] = json!(entries(&self.company.own, "limit_months"));
        let mut regulator = entries(&self.company.regulator, "limit_months_from_letter");
        for entry in &mut regulator {
            entry["source"] = json!("https://www.ofcom.org.uk/");
        }
        facts["regulator"] = json!(regulator);
        copy.to_string()
    }

    /// The file of bank holidays beside it, as GOV.UK writes one; the other divisions have the first only.
    fn bank_holidays(&self) -> String {
        let mut file = json!({});
        for (index, division) in DIVISIONS.into_iter().enumerate() {
            let mut days: Vec<_> = self.company.bank_holidays.iter().collect();
            if index != self.division {
                days.truncate(1);
            }
            let event = |day: &&NaiveDate| json!({ "title": "A day off", "date": day.to_string(), "notes": "", "bunting": true });
            let events: Vec<Value> = days.iter().map(event).collect();
            file[division] = json!({ "division": division, "events": events });
        }
        file.to_string()
    }
}

/// When the endpoint thinks it is.
static NOW: AtomicI64 = AtomicI64::new(0);

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
}

/// What `complaints dates` prints beside a server's copy file.
fn printed(server: &Server, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .current_dir(server.dist())
        .arg("dates")
        .args(arguments)
        .args(["--copy", "complaints.json"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn printed_json(server: &Server, arguments: &[&str]) -> Value {
    let json = printed(server, &[arguments, &["--json"]].concat());
    serde_json::from_str(&json).unwrap()
}

/// Names and days of the rows that are dates of CISAS, or of the response.
fn shown(rows: &[DateRow]) -> BTreeSet<(&str, &str)> {
    let others = ["complained", "agreed", "today"];
    let rows = rows.iter().filter(|row| !others.contains(&row.name.name()));
    rows.map(|row| (row.name.name(), row.iso.as_str()))
        .collect()
}

/// The rows that are to be shown.
fn expected(window: &Window, response_due: NaiveDate) -> Vec<(&'static str, String)> {
    let rows = [
        ("response-due", Some(response_due)),
        ("allowed-from", window.sooner()),
        ("opens", Some(window.opens)),
        ("closes", Some(window.closes)),
        ("last-safe-day", window.closes_by_regulator),
    ];
    let rows = rows.into_iter();
    rows.filter_map(|(name, day)| Some((name, day?.to_string())))
        .collect()
}

fn borrowed<'r>(rows: &'r [(&'static str, String)]) -> BTreeSet<(&'static str, &'r str)> {
    rows.iter()
        .map(|(name, day)| (*name, day.as_str()))
        .collect()
}

/// A date as the command line writes it.
fn in_words(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

fn check(case: &Case) {
    let copy = case.copy();
    let page = leaked(&copy);
    let holidays = BankHolidays::from_govuk(&case.bank_holidays()).unwrap();
    let (complained, today) = (case.complained(), case.today());
    let (counted_from, due) = case.company.response(case.received);
    let window = case.company.window(complained, None);

    // What the browser shows before sending and on the receipt.
    let view = DatesView::new(page, &holidays, case.received, Some(complained)).unwrap();
    let rows = view.in_order();
    let expected_rows = expected(&window, due);
    assert_eq!(shown(&rows), borrowed(&expected_rows), "the page");

    // What the self-check shows, which knows of the letter and counts the response from the complaint.
    let letter = case.letter();
    let with_letter = case.company.window(complained, letter);
    let holidays: &'static BankHolidays = Box::leak(Box::new(holidays));
    let mut check = PlayedCheck::new(page);
    check.data.holidays = holidays;
    check.set_date(CheckDate::Complained, complained);
    if let Some(letter) = letter {
        check.set_date(CheckDate::Agreed, letter);
    }
    check.check(case.received).unwrap();
    let midnight = complained.and_time(NaiveTime::MIN).and_utc();
    let (_, from_complaint) = case.company.response(midnight);
    let expected_rows = expected(&with_letter, from_complaint);
    let timeline = check.result().unwrap().timeline;
    assert_eq!(shown(&timeline), borrowed(&expected_rows), "the self-check");

    let mut server = Server::prepared();
    std::fs::write(server.dist().join("complaints.json"), &copy).unwrap();
    std::fs::write(
        server.dist().join("bank-holidays.json"),
        case.bank_holidays(),
    )
    .unwrap();

    // What the command line prints.
    let received = iso::format_instant(case.received);
    let response = ["response", "--received", &received];
    let json = printed_json(&server, &response);
    assert_eq!(json["counted_from"], counted_from.to_string(), "{json}");
    assert_eq!(json["response_date"], due.to_string(), "{json}");
    assert_eq!(json["basis"], "published", "{json}");
    let words = printed(&server, &response);
    for line in [
        format!("\nCounted from  {}\n", in_words(counted_from)),
        format!("\nResponse due  {}\n", in_words(due)),
    ] {
        assert!(words.contains(&line), "{line} in {words}");
    }
    for (letter, window) in [(None, window), (letter, with_letter)] {
        let [complained, today] = [complained, today].map(|day| day.to_string());
        let letter = letter.map(|day| day.to_string());
        let mut cisas = vec!["cisas", "--complained", &complained, "--today", &today];
        cisas.extend(
            letter
                .iter()
                .flat_map(|letter| ["--agreed", letter.as_str()]),
        );
        let json = printed_json(&server, &cisas);
        let last = window.closes_by_regulator.map(|day| day.to_string());
        assert_eq!(
            [
                &json["opens"],
                &json["opens_regulator"],
                &json["closes"],
                &json["closes_regulator"]
            ],
            [
                &json!(window.opens.to_string()),
                &json!(window.opens_by_regulator.to_string()),
                &json!(window.closes.to_string()),
                &json!(last),
            ],
            "{cisas:?}"
        );
        let words = printed(&server, &cisas);
        let mut lines = vec![
            format!("\nOpens       {}, ", in_words(window.opens)),
            format!("\nCloses      {}, ", in_words(window.closes)),
        ];
        // Staff are told of a later day as well.
        let other = Some(window.opens_by_regulator).filter(|day| *day != window.opens);
        lines.extend(other.map(|day| format!("\nRegulator   from {}, ", in_words(day))));
        let last = window.closes_by_regulator.map(in_words);
        lines.extend(last.map(|day| format!("\nRegulator   to {day}, ")));
        for line in &lines {
            assert!(words.contains(line), "{line} in {words}");
        }
        assert_eq!(
            words.matches("\nRegulator ").count(),
            lines.len() - 2,
            "{words}"
        );
    }

    // What the endpoint answers.
    NOW.store(case.received.timestamp(), Ordering::SeqCst);
    let mut settings = server.settings();
    settings.clock = now;
    server.start_with(settings);
    let form = Form::complete().text("first_complained_on", &complained.to_string());
    let json = server.post_form(&form).json();
    assert_eq!(json["response_due"], due.to_string(), "{json}");
    assert_eq!(json["cisas_opens"], window.opens.to_string(), "{json}");
    assert_eq!(
        json["cisas_opens_regulator"],
        window.opens_by_regulator.to_string(),
        "{json}"
    );
    assert_eq!(json["cisas_closes"], window.closes.to_string(), "{json}");
}

#[test]
fn page_command_line_and_endpoint_give_the_same_dates_for_any_copy_file_and_day() {
    let config = ProptestConfig::with_cases(48);
    proptest!(config, |(case in cases())| check(&case));
}
