//! The page follows its copy file: what is moved, removed, repeated, hidden, asked for or opened there
//! is so on the page.

use complaints::domain::complaint::FieldId::{Description, Name, Phone};
use complaints::domain::complaint::{Problem, ProblemKind};
use complaints::ui::Moment;
use complaints::view_model::CheckDate;
use complaints::view_model::{Fault, LinesView, Step};

use super::{at, checked, empty, full_draft, question, rendered, step};
use crate::fixture::{DEFAULT_COPY, edited, holidays, instant, leaked, now, smallest_draft};
use crate::html::Element;
use crate::played::{Played, PlayedCheck};

/// The default copy cut into what stands before its sections, each section, and what comes after.
fn sections() -> (&'static str, Vec<&'static str>, &'static str) {
    let (before, rest) = DEFAULT_COPY.split_once("\"sections\": [\n").unwrap();
    let (sections, after) = rest.split_once("\n  ],\n  \"form\"").unwrap();
    (
        before,
        sections.split(",\n    {\n      \"id\"").collect(),
        after,
    )
}

/// The default copy with these of its sections, by their places, in this order; one that stands again
/// has another id.
fn with_sections(order: &[usize]) -> String {
    let (before, sections, after) = sections();
    assert_eq!(sections.len(), 7);
    let mut written = Vec::new();
    for (place, index) in order.iter().enumerate() {
        let section = sections[*index]
            .trim_start()
            .trim_start_matches("{\n      \"id\"");
        let (id, rest) = section.split_once(',').unwrap();
        let id = match order[..place].contains(index) {
            true => id.trim_end_matches('"').to_owned() + "-again\"",
            false => id.to_owned(),
        };
        written.push(format!("{{ \"id\"{id},{rest}"));
    }
    let written = written.join(",\n");
    format!("{before}\"sections\": [\n{written}\n  ],\n  \"form\"{after}")
}

/// The headings of the sections of a page.
fn headings(copy: &str) -> Vec<String> {
    let page = empty(leaked(copy));
    page.every("h2").into_iter().map(Element::text).collect()
}

const HEADINGS: [&str; 7] = [
    "Quick summary",
    "How to raise a complaint",
    "What information we need from you",
    "Response target",
    "External Dispute Resolution (CISAS)",
    "Raise a complaint",
    "FAQs",
];

#[test]
fn the_sections_of_a_page_are_those_of_its_copy_in_their_order() {
    for order in [
        vec![0, 1, 2, 3, 4, 5, 6],
        vec![6, 5, 4, 3, 2, 1, 0],
        vec![5],
        vec![1, 5, 6],
        vec![0, 1, 0, 5, 6, 1, 6],
    ] {
        let expected: Vec<&str> = order.iter().map(|index| HEADINGS[*index]).collect();
        assert_eq!(headings(&with_sections(&order)), expected);
    }
}

#[test]
fn the_link_to_the_form_finds_it_wherever_its_section_stands() {
    for order in [[5, 0, 1, 2], [0, 1, 2, 5]] {
        let page = empty(leaked(&with_sections(&order)));
        let action = page
            .every("a")
            .into_iter()
            .find(|link| link.text() == "Go to the complaint form")
            .expect("the band has a link");
        let id = action.attr("href").unwrap().trim_start_matches('#');
        let section = page
            .every("section")
            .into_iter()
            .find(|section| section.all().iter().any(|one| one.attr("id") == Some(id)))
            .expect("the link leads into a section");
        assert!(section.text().starts_with("Raise a complaint"));
    }
}

/// The questions on a page, in their order.
fn asked(page: &Element) -> Vec<&str> {
    let form = step(page, Step::Fill);
    let asked = form.all().into_iter();
    asked.filter_map(|one| one.attr("data-question")).collect()
}

#[test]
fn a_question_that_is_hidden_is_neither_asked_nor_shown_nor_sent() {
    let copy = leaked(&edited(
        DEFAULT_COPY,
        &[("\"id\": \"phone\",", "\"id\": \"phone\", \"hidden\": true,")],
    ));
    let page = empty(copy);
    assert!(!asked(&page).contains(&"phone"));
    let mut journey = Played::checked(copy, full_draft(), now());
    assert_eq!(journey.step(), Step::Check);
    let page = rendered(copy, at(journey.clone()));
    assert!(!step(&page, Step::Check).text().contains("07700 900123"));
    let sent = journey.send("id", now()).unwrap();
    assert!(!format!("{sent:?}").contains("07700 900123"));
}

#[test]
fn a_question_that_is_required_must_be_answered() {
    let copy = leaked(&edited(
        DEFAULT_COPY,
        &[(
            "\"id\": \"phone\",",
            "\"id\": \"phone\", \"required\": true,",
        )],
    ));
    let question = question(&empty(copy), Phone).text();
    assert_eq!(question, "Phone number");
    let journey = Played::checked(copy, smallest_draft(), now());
    let empty = Problem {
        field: Phone,
        kind: ProblemKind::Empty,
    };
    assert_eq!(journey.faults(), [Fault::Found(empty)]);
    assert_eq!(journey.messages(), ["Enter your phone number"]);
}

#[test]
fn a_question_that_need_not_be_answered_says_so() {
    let copy = leaked(&edited(
        DEFAULT_COPY,
        &[(
            "            \"label\": \"Full name\",\n            \"required\": true,",
            "            \"label\": \"Full name\",",
        )],
    ));
    assert_eq!(question(&empty(copy), Name).text(), "Full name (optional)");
    let mut draft = smallest_draft();
    draft.set_text(Name, String::new());
    let journey = Played::checked(copy, draft, now());
    assert_eq!(journey.step(), Step::Check, "{:?}", journey.faults());
}

#[test]
fn questions_are_asked_in_the_order_of_the_copy() {
    let swapped = edited(
        DEFAULT_COPY,
        &[
            (
                "\"id\": \"services\",\n            \"label\": \"Which services are affected?\",",
                "\"id\": \"problem_dates\",\n            \"label\": \"When\",",
            ),
            (
                "\"id\": \"problem_dates\",\n            \"label\": \"Dates and times of the problem\",",
                "\"id\": \"services\",\n            \"label\": \"Services\",",
            ),
        ],
    );
    let place = |copy: &str, name: &str| {
        let page = empty(leaked(copy));
        asked(&page).iter().position(|asked| *asked == name)
    };
    assert!(place(DEFAULT_COPY, "services") < place(DEFAULT_COPY, "problem_dates"));
    assert!(place(&swapped, "problem_dates") < place(&swapped, "services"));
    assert!(place(&swapped, "services") < place(&swapped, Description.name()));
}

/// The default copy with other hours of the phone lines.
fn open(hours: &str) -> String {
    edited(
        DEFAULT_COPY,
        &[(
            "{ \"first_day\": \"monday\", \"last_day\": \"friday\", \"opens\": \"09:00\", \"closes\": \"17:00\" }",
            hours,
        )],
    )
}

#[test]
fn opening_hours_are_said_and_kept_as_the_copy_has_them() {
    let copy = leaked(&open(
        "{ \"first_day\": \"tuesday\", \"last_day\": \"saturday\", \"opens\": \"08:30\", \"closes\": \"12:15\" }",
    ));
    let text = empty(copy).text();
    for said in [
        "(Tue–Sat, 8:30–12:15, excl. bank holidays)",
        "(lines open 8:30am–12:15pm Tuesday to Saturday, excluding bank holidays)",
    ] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("9:00") && !text.contains("Monday"));
    for (now, said) in [
        ("2026-11-21T10:00:00Z", "Lines are open now, until 12:15pm"),
        (
            "2026-11-21T12:15:00Z",
            "Lines are closed now and open again on Tuesday at 8:30am",
        ),
        (
            "2026-11-23T10:00:00Z",
            "Lines are closed now and open again on Tuesday at 8:30am",
        ),
    ] {
        let moment = Moment {
            now: Some(instant(now)),
            ..Moment::first()
        };
        assert!(rendered(copy, moment).text().contains(said), "{now}");
        let lines = LinesView::new(copy, holidays(), instant(now)).unwrap();
        assert_eq!(lines.words, said, "{now}");
    }
}

#[test]
fn a_bank_holiday_is_one_of_the_division_of_the_copy() {
    let scotland = edited(DEFAULT_COPY, &[("\"england-and-wales\"", "\"scotland\"")]);
    let said = |copy: &str| {
        let now = instant("2026-11-30T10:00:00Z");
        LinesView::new(leaked(copy), holidays(), now).unwrap().words
    };
    assert_eq!(said(DEFAULT_COPY), "Lines are open now, until 5:00pm");
    // St Andrew's Day.
    assert_eq!(
        said(&scotland),
        "Lines are closed now and open again on Tuesday at 9:00am"
    );
}

#[test]
fn the_self_check_counts_by_the_figures_of_the_day_of_the_complaint() {
    let copy = leaked(&edited(
        DEFAULT_COPY,
        &[(
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]",
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }, { \"from\": \"2026-09-01\", \"wait_weeks\": 2, \"limit_months\": 1 }]",
        )],
    ));
    let until = |complained: &str, now: &str| {
        let mut played = PlayedCheck::new(copy);
        played.set_date(CheckDate::Complained, crate::date(complained));
        _ = played.check(instant(now));
        let text = rendered(copy, checked(played)).text();
        let line = text
            .lines()
            .find(|line| line.starts_with("You can ask CISAS to look"));
        line.map(str::to_owned)
    };
    let now = "2026-11-02T10:00:00Z";
    assert_eq!(
        until("2026-08-31", now).as_deref(),
        Some("You can ask CISAS to look at your complaint until Monday 31 May 2027")
    );
    assert_eq!(until("2026-09-01", now), None);
    assert_eq!(
        until("2026-09-01", "2026-09-16T10:00:00Z").as_deref(),
        Some("You can ask CISAS to look at your complaint until Thursday 1 October 2026")
    );
}
