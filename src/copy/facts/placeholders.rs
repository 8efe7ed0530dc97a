//! What stands for each fact in a text.

use chrono::{NaiveDate, NaiveTime, Timelike, Weekday};

use super::words::two_digits;
use super::{Facts, Words};
use crate::copy::scalars::MailAddress;
use crate::domain::complaint::FileType;

/// Every fact by the name of its placeholder.
pub fn placeholders(facts: &Facts, words: &Words) -> Vec<(String, String)> {
    let lines = &facts.lines;
    let name =
        |names: &[String; 7], day: Weekday| names[day.num_days_from_monday() as usize].clone();
    let hours = words.lines_hours.fill(&[
        ("opens", &words.time(lines.opens())),
        ("closes", &words.time(lines.closes())),
        ("first_day", &name(&words.weekdays, lines.first_day())),
        ("last_day", &name(&words.weekdays, lines.last_day())),
    ]);
    let hours_short = words.lines_hours_short.fill(&[
        ("opens", &time_24(lines.opens())),
        ("closes", &time_24(lines.closes())),
        ("first_day", &name(&words.weekdays_short, lines.first_day())),
        ("last_day", &name(&words.weekdays_short, lines.last_day())),
    ]);
    // The text states the figures that hold in the long run.
    let figures = facts.cisas.on(NaiveDate::MAX);
    let counts = &words.counts;
    let response_days = counts.working_days.fill(facts.response_days as usize);
    let wait_weeks = counts.weeks.fill(figures.wait_weeks as usize);
    let limit_months = counts.months.fill(figures.limit_months as usize);
    let endings: Vec<&str> = FileType::ENDINGS
        .iter()
        .map(|(ending, _)| *ending)
        .collect();
    let megabytes = |bytes: u64| (bytes >> 20).to_string();
    let mut placeholders = Vec::from(
        [
            ("company", facts.company.clone()),
            ("phone", facts.phone.clone()),
            ("phone_digits", digits(&facts.phone)),
            ("lines_hours", hours),
            ("lines_hours_short", hours_short),
            ("lines_close", words.time(lines.closes())),
            ("response_days", facts.response_days.to_string()),
            ("response_days_words", response_days),
            ("wait_weeks", figures.wait_weeks.to_string()),
            ("wait_weeks_words", wait_weeks),
            ("limit_months", figures.limit_months.to_string()),
            ("limit_months_words", limit_months),
            ("file_mb", megabytes(facts.attachments.file_bytes)),
            ("total_mb", megabytes(facts.attachments.total_bytes)),
            ("files", facts.attachments.files.to_string()),
            ("files_words", counts.files.fill(facts.attachments.files)),
            ("file_types", endings.join(", ")),
            ("draft_days", facts.draft_days.to_string()),
            (
                "draft_days_words",
                counts.days.fill(facts.draft_days as usize),
            ),
        ]
        .map(|(name, fact)| (name.to_owned(), fact)),
    );
    let mut given = |name: &str, fact: Option<String>| {
        if let Some(fact) = fact {
            placeholders.push((name.to_owned(), fact));
        }
    };
    let mail =
        |address: &Option<MailAddress>| address.as_ref().map(|MailAddress(mail)| mail.clone());
    given("contact_email", mail(&facts.contact_email));
    given("contact_address", facts.contact_address.clone());
    if let Some(data) = &facts.data_protection {
        let days = counts.days.fill(data.acknowledge_days as usize);
        given("acknowledge_days_words", Some(days));
    }
    if let Some(scheme) = &facts.scheme {
        given("scheme_people", Some(scheme.people.to_string()));
        given("scheme_sum", Some(scheme.sum.clone()));
        given("scheme_phone", scheme.phone.clone());
        given("scheme_phone_digits", scheme.phone.as_deref().map(digits));
        given("scheme_email", mail(&scheme.email));
        given("scheme_address", scheme.address.clone());
    }
    placeholders
}

/// A phone number as a link takes it.
fn digits(phone: &str) -> String {
    phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

/// A time on the twenty-four-hour clock, like "9:00".
fn time_24(time: NaiveTime) -> String {
    [time.hour().to_string(), two_digits(time.minute())].join(":")
}
