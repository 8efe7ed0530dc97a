//! A complaint about personal data goes its own way: acknowledged within the law's days, and to the
//! Information Commissioner instead of to CISAS.

use chrono::Days;
use complaints::copy::{FieldDetail, PageCopy};
use complaints::domain::complaint::{Acknowledgement, DATA_CATEGORY, Draft, FieldId, Reply};

use crate::date;
use crate::fixture::{DEFAULT_COPY, edited, instant, leaked, page, smallest_draft, welsh};
use crate::played::Played;

fn about_data() -> Draft {
    let mut draft = smallest_draft();
    draft.set_text(FieldId::Category, DATA_CATEGORY.to_owned());
    draft
}

fn received(page: &'static PageCopy, day: &str) -> Played {
    let noon = instant(&[day, "T12:00:00Z"].concat());
    let mut journey = Played::checked(page, about_data(), noon);
    let id = "0b9ed8ea-8c8d-4b3f-9f5c-5d7c1e8f3a21";
    journey.send(id, noon).expect("it is complete");
    let acknowledgement = Acknowledgement {
        reference: "C-1".to_owned(),
        received_at: Some(noon),
        receipt_url: None,
    };
    journey.reply_at(Reply::Delivered(acknowledgement), noon);
    journey
}

#[test]
fn its_dates_and_next_steps_are_the_laws_and_name_no_date_for_cisas() {
    let journey = received(page(), "2026-11-28");
    let receipt = journey.receipt().unwrap();
    let dates = receipt.dates.as_ref().unwrap();
    let rows: Vec<String> = dates
        .in_order()
        .into_iter()
        .map(|row| [row.label, ": ".into(), row.iso].concat())
        .collect();
    assert_eq!(
        rows,
        [
            "We aim to respond by: 2026-12-07",
            "We tell you that we have your complaint by: 2026-12-28",
        ]
    );
    assert_eq!(
        receipt.next[0],
        "We tell you that we have your complaint by Monday 28 December 2026, and look into it without delay."
    );
    let text = journey
        .record(instant("2026-11-28T12:00:00Z"))
        .unwrap()
        .to_text();
    assert!(text.contains("data protection regulator (ICO)"), "{text}");
    for cisas in ["our page’s date", "Ofcom’s rules", "9 months"] {
        assert!(!text.contains(cisas), "{cisas} in {text}");
    }
}

#[test]
fn on_any_day_it_is_acknowledged_thirty_days_after_that_day() {
    for day in date("2026-06-19").iter_days().take(800) {
        let journey = received(
            if day.to_string().ends_with('1') {
                welsh()
            } else {
                page()
            },
            &day.to_string(),
        );
        let dates = journey.receipt().unwrap().dates.unwrap();
        assert_eq!(dates.shown.acknowledge_by, Some(day + Days::new(30)));
        assert!(dates.cisas.is_empty());
    }
}

#[test]
fn one_key_turns_the_way_off() {
    let off = leaked(&edited(
        DEFAULT_COPY,
        &[("\"off\": false", "\"off\": true")],
    ));
    let has = |page: &PageCopy| match &page.field(FieldId::Category).unwrap().detail {
        FieldDetail::Options(options) => options.iter().any(|option| option.value == DATA_CATEGORY),
        _ => false,
    };
    assert!(has(page()) && !has(off));
    assert!(
        !off.form_rules()
            .categories
            .contains(&DATA_CATEGORY.to_owned())
    );
}

#[test]
fn the_wire_keeps_what_was_shown_of_it() {
    let now = instant("2026-11-28T12:00:00Z");
    let mut journey = Played::checked(page(), about_data(), now);
    let sent = journey.send("1", now).unwrap().wire_fields();
    let names: Vec<&str> = sent.iter().map(|(name, _)| *name).collect();
    assert!(
        names.contains(&"acknowledge_by") && !names.contains(&"cisas_opens"),
        "{names:?}"
    );
}
