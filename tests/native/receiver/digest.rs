//! What is due, by e-mail each working morning.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::Relaxed};

use chrono::TimeDelta;
use complaints::domain::calendar::iso;
use complaints::receiver::Tell;
use mail_parser::MessageParser;
use support::mail::{Mail, MailStub};

use super::inbox::answer;
use super::mails::by;
use super::outbox::{own_clock, start, wait_until_all_is_told};
use super::server::{Form, Server, lines_with};
use super::wait_until;

/// The e-mails about what is due: subject and text.
pub fn digests(stub: &MailStub) -> Vec<(String, String)> {
    let read = |mail: &Mail| {
        let mail = MessageParser::default()
            .parse(mail.text.as_bytes())
            .unwrap();
        let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
        (mail.subject().unwrap().to_owned(), text)
    };
    let all: Vec<_> = stub.taken().iter().map(read).collect();
    all.into_iter()
        .filter(|(subject, _)| subject.starts_with("Complaints: "))
        .collect()
}

/// Seconds since 1970 of an instant.
pub fn at(instant: &str) -> i64 {
    iso::parse_instant(instant).unwrap().timestamp()
}

#[test]
fn what_is_late_or_due_is_said_once_each_working_morning_and_nothing_where_nothing_is() {
    own_clock!(NOW, clock);
    let stub = MailStub::that_takes_all();
    let mut server = Server::prepared();
    start(&mut server, by(&stub.address()), clock);
    let post = |id: &str, form: Form| {
        server
            .post_form(&form.text("submission_id", id))
            .reference()
    };
    // Received on Monday 23 November, due on Monday the 30th.
    let first = post("one", Form::complete().text("help_needed", "Please phone."));
    let done = post("two", Form::complete());
    answer(
        &server,
        &[
            "answered",
            &done,
            "--on",
            "2026-11-23",
            "--today",
            "2026-11-23",
        ],
    );
    // Thursday, the weekend, and too early on Friday: nothing; what the clock shows is looked at in between.
    let mut seen = 0;
    for (instant, expected) in [
        ("2026-11-26T12:00:00Z", 0),
        ("2026-11-27T07:59:59Z", 0),
        ("2026-11-27T08:00:00Z", 1),
        ("2026-11-27T18:00:00Z", 1),
        ("2026-11-28T12:00:00Z", 1),
        ("2026-11-30T08:00:00Z", 2),
        ("2026-12-01T09:30:00Z", 3),
    ] {
        NOW.store(at(instant), Relaxed);
        if expected > seen {
            wait_until(instant, || digests(&stub).len() == expected);
            seen = expected;
        } else {
            // It goes through the same hands: when this one is told, the clock was looked at.
            post(instant, Form::complete());
            wait_until_all_is_told(&server);
            answer(&server, &["delete", &super::newest(&server)]);
        }
    }
    let digests = digests(&stub);
    let subjects: Vec<&str> = digests
        .iter()
        .map(|(subject, _)| subject.as_str())
        .collect();
    assert_eq!(
        subjects,
        [
            "Complaints: 0 late, 1 due soon, 0 deadlock letters due",
            "Complaints: 0 late, 1 due soon, 0 deadlock letters due",
            "Complaints: 1 late, 0 due soon, 0 deadlock letters due",
        ]
    );
    let line = format!(
        "Late\n----\n\n- {first}: due Monday 30 November 2026, working days since: 1, asks for help\n"
    );
    assert!(digests[2].1.contains(&line), "{}", digests[2].1);
    assert!(
        digests
            .iter()
            .all(|(_, text)| !text.contains(&done) && !text.contains("Jo Smith"))
    );
    // Started again on the same day, it was said already; on the next day it is said again.
    server.stop();
    start(&mut server, by(&stub.address()), clock);
    NOW.store(at("2026-12-02T08:00:00Z"), Relaxed);
    wait_until("the next day's", || self::digests(&stub).len() == 4);
}

#[test]
fn what_is_due_is_said_again_that_day_where_the_mail_server_was_down_and_never_where_it_is_not_wanted()
 {
    own_clock!(NOW, clock);
    static IS_DOWN: AtomicBool = AtomicBool::new(false);
    IS_DOWN.store(false, Relaxed);
    let stub = MailStub::start(|line| {
        (IS_DOWN.load(Relaxed) && line.starts_with("MAIL")).then(|| "451 later".to_owned())
    });
    let mut server = Server::prepared();
    // Before the hour of the e-mail: it would say on that day already what is due on the next.
    NOW.store(at("2026-11-23T07:00:00Z"), Relaxed);
    start(&mut server, by(&stub.address()), clock);
    // By the regulator's weeks a letter is due on the day of the complaint's second mail.
    let form = Form::complete()
        .text("complained_before", "yes")
        .text("first_complained_on", "2026-10-13");
    let reference = server.post_form(&form).reference();
    wait_until_all_is_told(&server);
    IS_DOWN.store(true, Relaxed);
    let failed = "digest-not-sent why=\"smtp 451\" next=2026-11-24T08:00:30Z";
    // The same test with another store has said it too.
    let before = lines_with(failed).len();
    NOW.store(at("2026-11-24T08:00:00Z"), Relaxed);
    wait_until("it fails", || lines_with(failed).len() > before);
    IS_DOWN.store(false, Relaxed);
    NOW.fetch_add(TimeDelta::minutes(1).num_seconds(), Relaxed);
    wait_until("it is sent", || digests(&stub).len() == 1);
    let (subject, text) = digests(&stub).remove(0);
    assert_eq!(
        subject,
        "Complaints: 0 late, 0 due soon, 1 deadlock letters due"
    );
    let line = format!("{reference}: deadlock letter due Tuesday 24 November 2026\n");
    assert!(text.contains(&line), "{text}");
    server.stop();
    let none = Tell {
        digest: false,
        ..by(&stub.address())
    };
    start(&mut server, none, clock);
    NOW.store(at("2026-11-25T09:00:00Z"), Relaxed);
    server
        .post_form(&Form::complete().text("submission_id", "last"))
        .reference();
    wait_until_all_is_told(&server);
    assert_eq!(digests(&stub).len(), 1);
}

crate::receiver::stores::with_postgresql!(
    what_is_late_or_due_is_said_once_each_working_morning_and_nothing_where_nothing_is,
    what_is_due_is_said_again_that_day_where_the_mail_server_was_down_and_never_where_it_is_not_wanted,
);
