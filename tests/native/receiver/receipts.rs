//! Receipts that can be opened again, and complaints that are sent twice.

use chrono::{DateTime, Utc};
use complaints::domain::calendar::iso;
use complaints::receiver::Settings;
use rusqlite::Connection;

use super::server::{Answer, Form, Server};
use super::{count, pdf};

fn location(answer: &Answer) -> &str {
    assert_eq!((answer.status, answer.body.as_str()), (303, ""));
    answer.header("location").unwrap()
}

fn reference(receipt: &Answer) -> String {
    receipt.page().by_id("reference").text()
}

/// The words of a receipt, from its title on.
fn words(receipt: &Answer) -> String {
    assert_eq!(receipt.status, 200, "{receipt:?}");
    let page = receipt.page();
    let mut receipts = page.all().into_iter();
    let text = receipts.find(|one| one.is("cp-receipt")).unwrap();
    text.text()
}

#[test]
fn a_form_sent_without_script_leads_to_its_receipt() {
    let server = Server::started();
    let sent = server.submit(&Form::complete().text("first_complained_on", "2026-03-02"));
    assert_eq!(sent.header("cache-control"), Some("no-store"));
    let receipt = server.get(location(&sent));
    assert_eq!(
        receipt.page().every("title")[0].text(),
        "Complaint sent – Complaints Procedure"
    );
    assert_eq!(
        words(&receipt),
        format!(
            "Complaint sent\n\
             Your reference\n\
             {}\n\
             Received on Monday 23 November 2026, 10:00am\n\
             Save this receipt. Quote this reference whenever you contact us about this complaint.\n\
             Your dates\n\
             CISAS may be available from (our page’s date)\n\
             Monday 27 April 2026\n\
             We aim to respond by\n\
             Monday 30 November 2026\n\
             Apply to CISAS by, to be safe (our page’s date)\n\
             Wednesday 2 December 2026\n\
             Counted from Monday 23 November 2026. A complaint that reaches us after 5:00pm, at a weekend or on a bank holiday counts as received on the next working day.\n\
             5 working days: Tue 24, Wed 25, Thu 26, Fri 27, (Sat 28, Sun 29 skipped), Mon 30.\n\
             You have complained to us about this before. If we did not reply by a date that we gave you, tell us.\n\
             CISAS dates are counted from Monday 2 March 2026, when you first complained to us about this. CISAS is free. You can go sooner if we send you a deadlock letter (our letter or email that says that we cannot settle your complaint), and CISAS may still take a complaint after our page’s last day: ask CISAS.\n\
             What happens next\n\
             We aim to respond by Monday 30 November 2026.\n\
             If we need more time, we’ll tell you why and when you can expect a reply.\n\
             If it stays unresolved, you may be able to take it to CISAS, which is free: see the CISAS dates above.\n\
             To add something, correct it or withdraw your complaint, call 01702 668836 with your reference.\n\
             Questions, or not happy with our reply? Call 01702 668836 (9:00am–5:00pm Monday to Friday, excluding bank holidays) with your reference. You can ask for your complaint to be escalated.\n\
             To keep this receipt, print this page, or save its address. Anyone who has the address can read it. We may delete old receipts, so a printed copy is safer.",
            super::the_only_reference(&server)
        )
    );
}

#[test]
fn a_receipt_gives_back_nothing_that_was_sent() {
    let server = Server::started();
    let form = Form::complete().file("letter.pdf", &pdf(5_000));
    let receipt = server.get(location(&server.submit(&form))).body;
    for sent in ["Jo Smith", "jo@example.com", "billed twice", "letter.pdf"] {
        assert!(!receipt.contains(sent), "{sent} in {receipt}");
    }
}

#[test]
fn a_receipt_says_later_what_it_said_at_first() {
    let mut server = Server::started();
    let address = location(&server.submit(&Form::complete())).to_owned();
    let first = words(&server.get(&address));
    server.edit_copy(|copy| {
        copy.replace("\"response_days\": 5", "\"response_days\": 7")
            .replace(
                "\"wait_weeks\": 8, \"limit_months\": 9",
                "\"wait_weeks\": 6, \"limit_months\": 12",
            )
            .replace("\"closes\": \"17:00\"", "\"closes\": \"16:00\"")
            .replace("We aim to respond by", "We hope to respond by")
            .replace(
                "\"{weekday} {day} {month} {year}\"",
                "\"{day} {month} {year}\"",
            )
    });
    server.stop();
    server.start();
    // Whom to call, and when, is as it is now.
    assert_eq!(
        words(&server.get(&address)),
        first.replace("(9:00am–5:00pm", "(9:00am–4:00pm")
    );
    let now = words(&server.get(location(
        &server.submit(&Form::complete().text("services", "SIP")),
    )));
    assert!(
        now.contains("We hope to respond by\n2 December 2026"),
        "{now}"
    );
}

#[test]
fn a_receipt_answers_head_as_it_answers_get() {
    let server = Server::started();
    let address = location(&server.submit(&Form::complete())).to_owned();
    let (get, head) = (
        server.get(&address),
        server.send("HEAD", &address, &[], b""),
    );
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for name in [
        "content-type",
        "content-length",
        "cache-control",
        "x-robots-tag",
    ] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    assert!(
        get.header("content-security-policy")
            .is_some_and(|policy| policy.starts_with("default-src 'none';"))
    );
}

#[test]
fn an_address_without_a_receipt_says_so() {
    let server = Server::started();
    let address = location(&server.submit(&Form::complete())).to_owned();
    let (rest, _) = address.split_at(address.len() - 1);
    for address in [
        rest,
        "/complaints/form?receipt=",
        "/complaints?a=b&receipt=%27",
    ] {
        let answer = server.get(address);
        assert_eq!(
            (
                answer.status,
                answer.page().every("main")[0].text().as_str()
            ),
            (
                404,
                "We cannot find this receipt\n\
                 Check that you have the whole address. We may also have deleted an old receipt. To ask about a complaint, call 01702 668836 \
                 (9:00am–5:00pm Monday to Friday, excluding bank holidays)."
            ),
            "{address}"
        );
    }
}

#[test]
fn a_script_is_told_where_the_receipt_is() {
    let server = Server::started();
    server.edit_copy(|copy| {
        copy.replace(
            r#""endpoint": "/complaints/form""#,
            r#""endpoint": "/api/complaints?from=page""#,
        )
    });
    let body = Form::complete().body();
    let headers = [("Content-Type", "multipart/form-data; boundary=----cut-here")];
    let sent = server.send("POST", "/api/complaints", &headers, &body);
    let address = sent.json()["receipt_url"].as_str().unwrap().to_owned();
    assert!(address.starts_with("/api/complaints?receipt="), "{address}");
    assert_eq!(reference(&server.get(&address)), sent.reference());
}

#[test]
fn the_same_complaint_sent_again_on_the_same_day_is_one() {
    let server = Server::started();
    let form = Form::complete().file("letter.pdf", &pdf(5_000));
    let first = server.submit(&form);
    assert_eq!(location(&server.submit(&form)), location(&first));
    let by_script = server.post_form(&form).json();
    assert_eq!(by_script["receipt_url"], location(&first));
    assert_eq!(count(&server), 1);
    let other_file = Form::complete().file("letter.pdf", &pdf(5_001));
    assert_ne!(location(&server.submit(&other_file)), location(&first));
    let other_words = form.text("services", "SIP");
    assert_ne!(location(&server.submit(&other_words)), location(&first));
    assert_eq!(count(&server), 3);
}

/// The last second of that Monday in London, and the first of Tuesday.
fn monday_night() -> DateTime<Utc> {
    iso::parse_instant("2026-11-23T23:59:59Z").unwrap()
}

fn tuesday() -> DateTime<Utc> {
    iso::parse_instant("2026-11-24T00:00:00Z").unwrap()
}

#[test]
fn the_same_words_on_another_day_are_another_complaint() {
    let mut server = Server::started();
    let mut sent = |clock| {
        server.stop();
        let settings = server.settings();
        server.start_with(Settings { clock, ..settings });
        location(&server.submit(&Form::complete())).to_owned()
    };
    let monday = sent(super::server::monday_morning);
    assert_eq!(sent(monday_night), monday);
    assert_ne!(sent(tuesday), monday);
}

#[test]
fn a_database_of_version_1_gets_receipts_for_what_it_holds() {
    let mut server = Server::prepared();
    std::fs::create_dir(server.data()).unwrap();
    let path = server.data().join("complaints.sqlite3");
    let database = Connection::open(&path).unwrap();
    database
        .execute_batch(include_str!(
            "../../../src/receiver/store/sqlite/schema/1.sql"
        ))
        .unwrap();
    for (reference, id) in [("C-00000001", "one"), ("C-00000002", "two")] {
        let insert = "insert into complaint (reference, submission_id, content_hash, received_at,
                response_due, cisas_opens, cisas_closes)
            values (?1, ?2, x'00', '2026-11-02T09:30:00Z', '2026-11-09', '2026-12-28', '2027-08-02')";
        database.execute(insert, [reference, id]).unwrap();
    }
    drop(database);
    server.start();
    let database = Connection::open(&path).unwrap();
    let tokens: Vec<String> = database
        .prepare("select receipt_token from complaint order by id")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(tokens.len() == 2 && tokens[0] != tokens[1], "{tokens:?}");
    let receipt = server.get(&format!("/complaints/form?receipt={}", tokens[1]));
    let words = words(&receipt);
    assert!(
        words.starts_with(
            "Complaint sent\nYour reference\nC-00000002\n\
             Received on Monday 2 November 2026, 9:30am\n\
             Save this receipt. Quote this reference whenever you contact us about this complaint.\n\
             Your dates\n\
             We aim to respond by\nMonday 9 November 2026\n\
             CISAS may be available from (our page’s date)\nMonday 28 December 2026\n\
             Apply to CISAS by, to be safe (our page’s date)\nMonday 2 August 2027\n\
             What happens next\nWe aim to respond by Monday 9 November 2026.\n"
        ),
        "{words}"
    );
    server.submit(&Form::complete());
    assert_eq!(count(&server), 3);
}

crate::receiver::stores::with_postgresql!(
    a_form_sent_without_script_leads_to_its_receipt,
    a_receipt_says_later_what_it_said_at_first,
    an_address_without_a_receipt_says_so,
    the_same_complaint_sent_again_on_the_same_day_is_one,
    the_same_words_on_another_day_are_another_complaint,
);
