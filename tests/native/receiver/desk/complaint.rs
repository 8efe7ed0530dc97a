//! One complaint: what stands there, and what can be done about it.

use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

use complaints::domain::calendar::iso;
use complaints::domain::complaint::{Handling, State};
use complaints::receiver::DeskSettings;

use super::super::outbox::own_clock;
use super::super::server::{Answer, Form, Server};
use super::at_work::Desk;
use super::{complaint, path, problems, received, with_one};
use crate::html::Element;

/// The rows of a page: what it is, and what it says.
fn rows(page: &Element) -> Vec<(String, String)> {
    let rows = page.all().into_iter();
    let rows = rows.filter(|one| one.is("cp-desk-rows__row"));
    let text = |row: &Element, tag| row.every(tag)[0].text();
    rows.map(|row| (text(row, "dt"), text(row, "dd"))).collect()
}

fn date(
    day: &'static str,
    month: &'static str,
    year: &'static str,
) -> [(&'static str, &'static str); 3] {
    [("day", day), ("month", month), ("year", year)]
}

/// Where a form led that was taken.
#[track_caller]
fn taken(answer: &Answer, reference: &str, action: &str) {
    let there = format!("{}?done={action}", path(reference)).to_lowercase();
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some(&*there)),
        "{answer:?}"
    );
}

#[test]
fn a_complaint_stands_there_whole_in_the_order_of_the_form_and_the_words_of_the_copy() {
    let server = Server::started();
    let form = complaint("one")
        .text("help_needed", "Large print.")
        .text("services", "SIP\nnumbers")
        .text("complained_before", "yes")
        .text("first_complained_on", "2026-11-02")
        .text("response_due", "2026-11-30")
        .text("cisas_opens", "2027-01-01")
        .text("copy_version", "en-GB-1");
    let reference = server.post_form(&form).reference();
    let desk = Desk::of(&server);
    let page = desk.get(&path(&reference)).page();
    let row = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let expected = [
        row("Received", "Monday 23 November 2026, 10:00am"),
        row(
            "Response due",
            "Monday 30 November 2026: 5 working days left\nThe customer was shown this day.",
        ),
        row("Deadlock letter due", "Monday 14 December 2026"),
        row(
            "CISAS opens by Ofcom’s figure",
            "Monday 14 December 2026\nThe customer was shown no day.",
        ),
        row(
            "CISAS opens by the page’s figure",
            "Monday 28 December 2026\nThe customer was shown Friday 1 January 2027.",
        ),
        row(
            "CISAS closes by the page’s figure",
            "Monday 2 August 2027\nThe customer was shown no day.",
        ),
        row("Full name", "Zephyrine Quux"),
        row("Email address", "zephyrine@quux.example"),
        row("What is your complaint about?", "A bill or charge"),
        row("I have complained to you about this before", "Yes"),
        row(
            "When did you first complain to us about this?",
            "Monday 2 November 2026",
        ),
        row("Which services are affected?", "SIP\nnumbers"),
        row(
            "Description of your complaint",
            "The fritillary line was billed twice.",
        ),
        row(
            "Is there anything that would make this easier for you?",
            "Large print.",
        ),
        row("Submission", "one"),
        row("Version of the words", "en-GB-1"),
    ];
    assert_eq!(rows(&page), expected);
    assert_eq!(page.every("h1")[0].text(), format!("Complaint {reference}"));
}

#[test]
fn a_complaint_is_marked_as_answered_and_the_deadlock_letter_as_sent() {
    let (server, reference) = with_one();
    let desk = Desk::of(&server);
    let answer = desk.act(&reference, "answered", &date("23", "Nov", "2026"));
    taken(&answer, &reference, "answered");
    let day = iso::parse_date("2026-11-23");
    let answered = Handling {
        answered_on: day,
        deadlock_on: None,
    };
    assert_eq!(received(&server, &reference).handling, answered);
    let page = desk
        .get(&format!("{}?done=answered", path(&reference)))
        .page();
    assert!(page.text().contains("It is marked as answered."));
    assert!(rows(&page).contains(&(
        "Answered on".to_owned(),
        "Monday 23 November 2026".to_owned()
    )));
    let answer = desk.act(&reference, "deadlock", &date("23", "11", "2026"));
    taken(&answer, &reference, "deadlock");
    let both = Handling {
        deadlock_on: day,
        ..answered
    };
    assert_eq!(received(&server, &reference).handling, both);
    // The same again is done already.
    taken(
        &desk.act(&reference, "answered", &date("23", "11", "2026")),
        &reference,
        "answered",
    );
    taken(&desk.act(&reference, "reopen", &[]), &reference, "reopen");
    assert_eq!(received(&server, &reference).handling.state(), State::Open);
    taken(&desk.act(&reference, "reopen", &[]), &reference, "reopen");
}

#[test]
fn only_what_can_be_done_is_offered() {
    let server = Server::started();
    let held = complaint("one").text("filled_in_seconds", "1");
    let reference = server.post_form(&held).reference();
    let desk = Desk::of(&server);
    let offered = || {
        let page = desk.get(&path(&reference)).page();
        let forms = page.every("form").into_iter();
        let start = format!("{}/", path(&reference));
        let actions =
            forms.filter_map(|form| Some(form.attr("action")?.strip_prefix(&start)?.to_owned()));
        actions.collect::<Vec<_>>()
    };
    assert_eq!(offered(), ["release", "answered", "deadlock", "note"]);
    taken(&desk.act(&reference, "release", &[]), &reference, "release");
    assert_eq!(received(&server, &reference).held, None);
    assert_eq!(offered(), ["answered", "deadlock", "note"]);
    desk.act(&reference, "answered", &date("23", "11", "2026"));
    assert_eq!(offered(), ["deadlock", "reopen", "note"]);
    desk.act(&reference, "deadlock", &date("23", "11", "2026"));
    assert_eq!(offered(), ["reopen", "note"]);
}

#[test]
fn a_date_that_cannot_be_is_told_beside_its_box_with_everything_still_there() {
    let (server, reference) = with_one();
    // In December, so that there are days after the complaint.
    let desk = Desk::signed_in(DeskSettings {
        clock: || iso::parse_instant("2026-12-02T10:00:00Z").unwrap(),
        ..Desk::settings(&server)
    });
    for (typed, part, said) in [
        (date("", "", ""), "day", "Enter the date of the answer"),
        (
            date("27", "", "2026"),
            "month",
            "Date of the answer must include a month",
        ),
        (
            date("", "11", "2026"),
            "day",
            "Date of the answer must include a day",
        ),
        (
            date("31", "11", "2026"),
            "day",
            "Date of the answer must be a real date",
        ),
        (
            date("27", "Nev", "2026"),
            "month",
            "Date of the answer must be a real date",
        ),
        (
            date("27", "11", "26"),
            "year",
            "Year of the answer must have 4 digits",
        ),
        (
            date("3", "12", "2026"),
            "day",
            "Date of the answer must be today or in the past",
        ),
        (
            date("1", "1", "1999"),
            "day",
            "Date of the answer must be in 2000 or later",
        ),
        (
            date("22", "11", "2026"),
            "day",
            "Date of the answer must be Monday 23 November 2026 or later: that is when the complaint was received",
        ),
        (
            date("<b>", "\"", "&"),
            "day",
            "Date of the answer must be a real date",
        ),
    ] {
        let answer = desk.act(&reference, "answered", &typed);
        assert_eq!(answer.status, 422, "{typed:?}");
        let page = answer.page();
        let target = format!("answered-{part}");
        assert_eq!(problems(&page), [(target.clone(), said.to_owned())]);
        assert_eq!(
            page.by_id("answered-error").text(),
            format!("Error: {said}")
        );
        assert_eq!(
            page.by_id(&target).attr("aria-invalid"),
            Some("true"),
            "{typed:?}"
        );
        for (name, value) in typed {
            let there = page.by_id(&format!("answered-{name}"));
            assert_eq!(there.attr("value"), Some(value));
        }
        let title = page.every("title")[0].text();
        assert!(title.starts_with("Error: Complaint C-"), "{title}");
    }
    assert_eq!(received(&server, &reference).handling, Handling::default());
    taken(
        &desk.act(&reference, "answered", &date("27", "November", "2026")),
        &reference,
        "answered",
    );
    let answer = desk.act(&reference, "answered", &date("28", "11", "2026"));
    let said =
        "It was done on Friday 27 November 2026 already: open the complaint again to change that";
    assert_eq!(
        problems(&answer.page()),
        [("reopen".to_owned(), said.to_owned())]
    );
    let answer = desk.act(&reference, "deadlock", &date("", "", ""));
    let said = "Enter the date of the letter";
    assert_eq!(
        problems(&answer.page()),
        [("deadlock-day".to_owned(), said.to_owned())]
    );
}

#[test]
fn a_note_is_kept_and_one_that_cannot_be_is_still_there_to_be_mended() {
    let (server, reference) = with_one();
    let desk = Desk::of(&server);
    let text = "Phoned her.\r\nShe will send the bill.";
    taken(
        &desk.act(&reference, "note", &[("note", text)]),
        &reference,
        "note",
    );
    let notes = received(&server, &reference).notes;
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].text, "Phoned her.\nShe will send the bill.");
    assert_eq!(notes[0].written_at, "2026-11-23T10:00:00Z");
    let page = desk.get(&path(&reference)).page();
    let row = (
        "Monday 23 November 2026, 10:00am".to_owned(),
        notes[0].text.clone(),
    );
    assert!(rows(&page).contains(&row), "{:?}", rows(&page));
    let long = "ä".repeat(8_001);
    for (text, said) in [
        ("", "Enter a note"),
        (" \n\t ", "Enter a note"),
        (
            &*long,
            "Note must be 8,000 characters or fewer: it has 8,001",
        ),
    ] {
        let answer = desk.act(&reference, "note", &[("note", text)]);
        assert_eq!(answer.status, 422);
        let page = answer.page();
        assert_eq!(problems(&page), [("note".to_owned(), said.to_owned())]);
        assert_eq!(page.by_id("note").text(), text.trim());
    }
    taken(
        &desk.act(&reference, "note", &[("note", &long[2..])]),
        &reference,
        "note",
    );
    assert_eq!(received(&server, &reference).notes.len(), 2);
}

#[test]
fn a_note_that_is_sent_twice_within_a_minute_is_kept_once() {
    own_clock!(NOW, clock);
    let (server, reference) = with_one();
    let desk = Desk::signed_in(DeskSettings {
        clock,
        ..Desk::settings(&server)
    });
    let csrf = desk.csrf(&path(&reference));
    let note = |text: &str| {
        let fields = [("csrf", &*csrf), ("note", text)];
        let answer = desk.post(&format!("{}/note", path(&reference)), &fields, &[]);
        taken(&answer, &reference, "note");
    };
    let texts = || {
        let notes = received(&server, &reference).notes.into_iter();
        notes.map(|note| note.text).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| note("Phoned her."));
        }
    });
    assert_eq!(texts(), ["Phoned her."]);
    NOW.fetch_add(60, Relaxed);
    note("Phoned her.\r\n");
    assert_eq!(texts(), ["Phoned her."]);
    // Later, or after another note, it is what somebody has done again.
    NOW.fetch_add(1, Relaxed);
    note("Phoned her.");
    note("No answer.");
    note("Phoned her.");
    let all = ["Phoned her.", "Phoned her.", "No answer.", "Phoned her."];
    assert_eq!(texts(), all);
}

#[test]
fn what_is_not_there_is_not_found() {
    let (server, reference) = with_one();
    let desk = Desk::of(&server);
    let csrf = desk.csrf(&path(&reference));
    for address in [
        "/complaint/C-00000000",
        "/complaint/C-00000000/file/1",
        "/complaint/nothing",
        "/nothing",
        &format!("{}/file/1", path(&reference)),
        &format!("{}/file/-1", path(&reference)),
        &format!("{}/nothing", path(&reference)),
        &format!("{}/", path(&reference)),
        "/complaint/../../etc/passwd",
        "/complaint/%2e%2e",
    ] {
        assert_eq!(desk.get(address).status, 404, "{address}");
    }
    for action in [
        "answered", "deadlock", "reopen", "note", "release", "delete",
    ] {
        let fields = [
            ("csrf", &*csrf),
            ("note", "x"),
            ("day", "23"),
            ("month", "11"),
            ("year", "2026"),
        ];
        let answer = desk.post(&format!("/complaint/C-00000000/{action}"), &fields, &[]);
        assert_eq!(answer.status, 404, "{action}");
    }
    // A form that was refused there is loaded again.
    let again = desk.get(&format!("{}/note", path(&reference)));
    assert_eq!(
        again.header("location"),
        Some(&*path(&reference).to_lowercase())
    );
}

#[test]
fn while_the_database_cannot_be_changed_what_was_typed_stays_and_it_is_said_so() {
    let (mut server, reference) = with_one();
    server.stop();
    let desk = Desk::of(&server);
    let csrf = desk.csrf(&path(&reference));
    let database = server.data().join("complaints.sqlite3");
    let other = rusqlite::Connection::open(&database).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let fields = [("csrf", &*csrf), ("note", "Phoned her.")];
    let answer = desk.post(&format!("{}/note", path(&reference)), &fields, &[]);
    assert_eq!(answer.status, 503);
    let page = answer.page();
    let said = "Nothing was changed: the complaints cannot be changed now. Try again in a moment";
    assert_eq!(problems(&page), [("note".to_owned(), said.to_owned())]);
    assert_eq!(page.by_id("note").text(), "Phoned her.");
    drop(other);
    std::fs::rename(&database, server.data().join("elsewhere")).unwrap();
    for address in ["/", &*path(&reference), "/complaints.csv"] {
        let answer = desk.get(address);
        assert_eq!(answer.status, 503, "{address}");
        let heading = answer.page().every("h1")[0].text();
        assert_eq!(heading, "The complaints cannot be read now");
    }
}

#[test]
fn what_the_desk_logs_says_nothing_about_anybody() {
    let server = Server::started();
    // Words that no other test has.
    let form = Form::default()
        .text("name", "Xanthippe")
        .text("email", "x@yonder.example")
        .text("category", "billing")
        .text("description", "Xanthippe was billed twice for it.");
    let reference = server.post_form(&form).reference();
    let desk = Desk::of(&server);
    desk.act(&reference, "note", &[("note", "Phoned Xanthippe at noon.")]);
    desk.act(&reference, "answered", &date("23", "11", "2026"));
    desk.get("/complaints.csv");
    desk.get("/find?reference=Xanthippe");
    desk.sign_in("the wrong Xanthippe");
    let log = Desk::log();
    for line in ["note", "answered"].map(|event| format!("{event} reference={reference}")) {
        assert!(log.contains(&line), "{line} is not in {log}");
    }
    let token = desk.cookie.as_deref().unwrap().split('=').nth(1).unwrap();
    for secret in ["Xanthippe", "yonder.example", "Phoned", token] {
        assert!(!log.contains(secret), "{secret}");
    }
}

crate::receiver::stores::with_postgresql!(
    a_complaint_stands_there_whole_in_the_order_of_the_form_and_the_words_of_the_copy,
    a_complaint_is_marked_as_answered_and_the_deadlock_letter_as_sent,
    only_what_can_be_done_is_offered,
    a_note_is_kept_and_one_that_cannot_be_is_still_there_to_be_mended,
    a_note_that_is_sent_twice_within_a_minute_is_kept_once,
    what_is_not_there_is_not_found,
);
