//! The answers that real servers and services give, and whether what the customer then reads is true.

use complaints::domain::complaint::{Answer, Reply};
use complaints::view_model::{DeliveryStatus, sending_words};

use super::{ENDPOINT, copy_without, page_with, read_by_customer, reply, setting_out, under_way};
use crate::fixture::{DEFAULT_COPY, leaked, now};

const SENT: &str = "Complaint sent ";
const MAYBE: &str = "Your complaint may not have reached us";
const NOT_SENT: &str = "Your complaint has not been sent";

const OTHER: &str = "https://www.forms.example/contact";
const SLASH: &str = "https://forms.example/contact/";
const THANKS: &str = "https://forms.example/thanks";

/// Whether the endpoint has the complaint; what it answers, from where; what the customer reads.
type Row<'r> = (bool, u16, &'r str, &'r str, &'r [&'r str]);

/// Checks what is read of each answer, that it is true, and that nothing is sent again by itself that may have
/// arrived.
#[track_caller]
fn assert_true(submit: &str, rows: &[Row]) {
    let page = page_with(submit);
    for (is_taken, status, body, answered_by, expected) in rows {
        let (mut journey, _) = under_way(page, &["bill.pdf"]);
        let answer = Answer {
            status: *status,
            retry_after: None,
            body,
            sent_to: ENDPOINT,
            answered_by,
        };
        let (read, is_repeated) = read_by_customer(&mut journey, reply(page, &answer));
        let what = format!("{submit}: {status} {body} by {answered_by}");
        if expected[0] == SENT {
            assert!(
                read[0].starts_with(SENT) && read[0] != SENT,
                "{what}: {read:?}"
            );
        } else {
            assert_eq!(read, *expected, "{what}");
        }
        let is_true = match &*read[0] {
            MAYBE => true,
            NOT_SENT => !is_taken,
            sent if sent.starts_with(SENT) => *is_taken,
            // A message beside a question.
            _ => !is_taken,
        };
        assert!(is_true, "{what}: {read:?}");
        assert!(!is_repeated || !is_taken, "{what}: is sent again");
    }
}

#[test]
fn by_the_pages_own_rules_an_answer_without_a_reference_may_mean_anything() {
    assert_true(
        "{}",
        &[
            (true, 200, r#"{"ok":true}"#, ENDPOINT, &[MAYBE]),
            (
                true,
                200,
                r#"{"success":true,"message":"Thanks"}"#,
                ENDPOINT,
                &[MAYBE],
            ),
            (
                true,
                200,
                r#"{"next":"/thanks","ok":true}"#,
                ENDPOINT,
                &[MAYBE],
            ),
            (true, 200, r#"{"status":"mail_sent"}"#, ENDPOINT, &[MAYBE]),
            (true, 200, "", ENDPOINT, &[MAYBE]),
            (true, 202, "", ENDPOINT, &[MAYBE]),
            (true, 204, "", ENDPOINT, &[MAYBE]),
            (true, 200, "success", ENDPOINT, &[MAYBE]),
            (true, 200, "Accepted", ENDPOINT, &[MAYBE]),
            (true, 200, "<h1>Thank you</h1>", ENDPOINT, &[MAYBE]),
            (true, 201, "", ENDPOINT, &[MAYBE]),
            (false, 200, r#"{"success":"false"}"#, ENDPOINT, &[MAYBE]),
            (true, 200, r#"{"reference":"C-1"}"#, ENDPOINT, &[SENT]),
            // Led on to a page, to one that is not there, and within the server to the answer.
            (true, 200, "<h1>Thank you</h1>", THANKS, &[MAYBE]),
            (true, 404, "<h1>Not found</h1>", THANKS, &[MAYBE]),
            (true, 503, "", THANKS, &[MAYBE]),
            (true, 200, r#"{"reference":"C-1"}"#, THANKS, &[SENT]),
            // A slash more: the browser asked there without what was sent.
            (false, 200, "<form>", SLASH, &[MAYBE]),
            (false, 405, "", SLASH, &[MAYBE]),
            // What a proxy or a firewall says in its own pages.
            (false, 403, "<h1>403 Forbidden</h1>", ENDPOINT, &[NOT_SENT]),
            (false, 415, "", ENDPOINT, &[NOT_SENT]),
            (
                false,
                413,
                "<h1>413</h1>",
                ENDPOINT,
                &["Your files could not be sent. Remove some, or choose smaller ones"],
            ),
            (true, 502, "<h1>Bad gateway</h1>", ENDPOINT, &[MAYBE]),
            (true, 500, "<h1>Error</h1>", ENDPOINT, &[MAYBE]),
            (true, 409, "", ENDPOINT, &[MAYBE]),
            // Without field errors in the page's own shape, no question is named.
            (
                false,
                422,
                r#"{"detail":[{"loc":["body","email"],"msg":"No"}]}"#,
                ENDPOINT,
                &[NOT_SENT],
            ),
            (
                false,
                422,
                r#"{"errors":{"email":["No"]}}"#,
                ENDPOINT,
                &[NOT_SENT],
            ),
        ],
    );
}

#[test]
fn the_reference_is_found_wherever_the_pointer_leads() {
    for (pointer, body) in [
        ("/id", r#"{"id":123}"#),
        ("/data/id", r#"{"data":{"id":"a"}}"#),
        ("/request/id", r#"{"request":{"id":33}}"#),
        ("/0/id", r#"[{"id":7}]"#),
    ] {
        let submit = format!(r#"{{"reference_pointer": "{pointer}"}}"#);
        assert_true(&submit, &[(true, 201, body, ENDPOINT, &[SENT])]);
    }
}

#[test]
fn with_the_pages_own_number_any_2xx_is_success_but_not_one_that_lost_what_was_sent() {
    assert_true(
        r#"{"reference": "page", "success": {"status": true}}"#,
        &[
            (true, 200, r#"{"ok":true}"#, ENDPOINT, &[SENT]),
            (true, 200, "", ENDPOINT, &[SENT]),
            (true, 202, "", ENDPOINT, &[SENT]),
            (true, 204, "", ENDPOINT, &[SENT]),
            (true, 200, "Accepted", ENDPOINT, &[SENT]),
            (true, 200, "<h1>Thank you</h1>", THANKS, &[SENT]),
            (true, 404, "<h1>Not found</h1>", THANKS, &[MAYBE]),
            (false, 200, "<form>", SLASH, &[MAYBE]),
            (false, 200, "<form>", OTHER, &[MAYBE]),
            (false, 400, "", ENDPOINT, &[NOT_SENT]),
            (true, 500, "", ENDPOINT, &[MAYBE]),
        ],
    );
}

#[test]
fn success_can_demand_a_value_and_what_says_another_was_certainly_not_taken() {
    let text = r#"{"success": {"pointer": "/success", "is": "true"}, "reference": "page"}"#;
    assert_true(
        text,
        &[
            (true, 200, r#"{"success":true}"#, ENDPOINT, &[SENT]),
            (true, 200, r#"{"success":"true"}"#, ENDPOINT, &[SENT]),
            (false, 200, r#"{"success":false}"#, ENDPOINT, &[NOT_SENT]),
            (false, 200, r#"{"success":"false"}"#, ENDPOINT, &[NOT_SENT]),
            (true, 200, "{}", ENDPOINT, &[MAYBE]),
            (true, 200, "<h1>Thank you</h1>", ENDPOINT, &[MAYBE]),
            (true, 200, r#"{"success":true}"#, SLASH, &[SENT]),
        ],
    );
    // The careless pointer of old took a refusal for a reference.
    assert_true(
        r#"{"success": {"pointer": "/status", "is": "mail_sent"}, "reference": "page",
            "body": {"your-email": "{email}", "your-message": "{everything}", "files": "{attachments}"},
            "errors": {"list": "/invalid_fields", "field": "/field", "detail": "/message"}}"#,
        &[
            (true, 200, r#"{"status":"mail_sent"}"#, ENDPOINT, &[SENT]),
            (
                false,
                200,
                r#"{"status":"validation_failed","invalid_fields":[{"field":"your-email","message":"Please enter an email address."}]}"#,
                ENDPOINT,
                &["Please enter an email address."],
            ),
            (
                false,
                200,
                r#"{"status":"spam","invalid_fields":[]}"#,
                ENDPOINT,
                &[NOT_SENT],
            ),
        ],
    );
}

#[test]
fn foreign_field_errors_stand_beside_their_questions() {
    for (errors, body) in [
        (
            r#"{"list": "/detail", "field": "/loc/1", "detail": "/msg"}"#,
            r#"{"detail":[{"type":"missing","loc":["body","from"],"msg":"Not good"}]}"#,
        ),
        (
            r#"{"list": "/errors", "detail": "/0"}"#,
            r#"{"message":"Invalid","errors":{"from":["Not good","Nor this"]}}"#,
        ),
        (
            r#"{"list": "/errors", "field": "/field", "detail": "/message"}"#,
            r#"{"error":"Validation","errors":[{"code":"TYPE_EMAIL","field":"from","message":"Not good"}]}"#,
        ),
        (
            r#"{"list": "/details", "detail": "/0/description"}"#,
            r#"{"error":"RecordInvalid","details":{"from":[{"description":"Not good"}]}}"#,
        ),
    ] {
        let submit = format!(
            r#"{{"errors": {errors}, "body": {{"from": "{{email}}", "text": "{{everything}}", "attachments": "{{attachments}}"}}}}"#
        );
        assert_true(&submit, &[(false, 422, body, ENDPOINT, &["Not good"])]);
        let page = page_with(&submit);
        let (mut journey, _) = under_way(page, &[]);
        let answer = Answer {
            status: 422,
            retry_after: None,
            body,
            sent_to: ENDPOINT,
            answered_by: ENDPOINT,
        };
        journey.reply(reply(page, &answer));
        assert_eq!(journey.problems()[0].target.id(), "email", "{errors}");
    }
}

#[test]
fn what_is_too_large_without_files_is_not_said_to_be_files() {
    let page = page_with("{}");
    for files in [&["bill.pdf"][..], &[]] {
        let (mut journey, _) = under_way(page, files);
        let answer = Answer {
            status: 413,
            retry_after: None,
            body: "<h1>413</h1>",
            sent_to: ENDPOINT,
            answered_by: "",
        };
        let (read, _) = read_by_customer(&mut journey, reply(page, &answer));
        assert_eq!(read[0] == NOT_SENT, files.is_empty(), "{read:?}");
    }
}

#[test]
fn what_may_have_arrived_is_sent_again_by_itself_only_where_it_is_counted_once() {
    for once in [true, false] {
        let page = page_with(&format!(r#"{{"once": {once}}}"#));
        for reply in [
            Reply::InProgress { after: None },
            Reply::Unanswered { after: None },
            Reply::Unreadable { elsewhere: true },
            Reply::Unreadable { elsewhere: false },
        ] {
            let (mut journey, _) = under_way(page, &[]);
            let (read, is_repeated) = read_by_customer(&mut journey, reply.clone());
            assert_eq!(is_repeated, once, "{reply:?}");
            assert_eq!(read, [MAYBE], "{reply:?}");
        }
        // What was certainly not taken is.
        let (mut journey, _) = under_way(page, &[]);
        let (_, is_repeated) = read_by_customer(&mut journey, Reply::TryAgain { after: None });
        assert!(is_repeated);
        // Neither what broke off on its way.
        let (mut journey, _) = under_way(page, &[]);
        journey.progressed(8, 9, now());
        let (_, is_repeated) = read_by_customer(&mut journey, Reply::Unanswered { after: None });
        assert!(is_repeated);
    }
    // Nobody follows how far a plain one has come.
    let page = page_with(r#"{"plain": true}"#);
    let (mut journey, _) = setting_out(page, &[]);
    let (read, is_repeated) = read_by_customer(&mut journey, Reply::Unanswered { after: None });
    assert_eq!((&*read[0], is_repeated), (MAYBE, false));
}

#[test]
fn that_a_complaint_is_counted_once_is_said_only_where_it_is() {
    let promise = "once";
    for (is_old, once) in [(false, true), (false, false), (true, false)] {
        let text = super::copy_with(&format!(r#"{{"once": {once}}}"#));
        let page = leaked(&if is_old {
            copy_without(&text, "_twice")
        } else {
            text
        });
        let (mut journey, _) = under_way(page, &[]);
        journey.reply(Reply::Unclear);
        let (title, kept) = journey.failed_words();
        assert_eq!(title, MAYBE);
        assert_eq!(kept.contains(promise), once, "{kept}");
        assert_eq!(kept.contains("twice"), !once && !is_old, "{kept}");
        for delivery in [DeliveryStatus::Stopped, DeliveryStatus::Interrupted] {
            let words = sending_words(page, delivery, false);
            assert_eq!(words.contains(promise), once, "{words}");
            assert_eq!(words.contains("twice"), !once && !is_old, "{words}");
        }
    }
}

#[test]
fn at_another_path_than_the_copy_files_nobody_is_known_to_count_once() {
    let mut submit = leaked(DEFAULT_COPY).submit.clone();
    assert!(submit.once);
    for endpoint in [
        "https://other.example/complaints/form",
        "/help/complaints/form/",
    ] {
        submit.send_to(endpoint.to_owned());
        assert!(submit.once, "{endpoint}");
    }
    submit.send_to("https://formspree.example/f/abc".to_owned());
    assert!(!submit.once);
}

#[test]
fn the_owner_is_told_what_came_and_what_to_do() {
    let owner = |submit: &str, status, answered_by| {
        let page = page_with(submit);
        let answer = Answer {
            status,
            retry_after: None,
            body: "",
            sent_to: ENDPOINT,
            answered_by,
        };
        page.submit
            .with_rules("C-1", |rules| answer.for_the_owner(rules))
    };
    assert_eq!(
        owner("{}", 403, ENDPOINT),
        "the endpoint https://forms.example/contact answered 403: expected a 2xx with JSON that has a reference at /reference"
    );
    assert_eq!(
        owner(r#"{"reference": "page"}"#, 200, SLASH),
        "the endpoint https://forms.example/contact answered 200 by a redirect to https://forms.example/contact/: expected a 2xx: write that address into submit.endpoint, a browser asks there without what was sent"
    );
    assert_eq!(
        owner(
            r#"{"success": {"pointer": "/status", "is": "mail_sent"}}"#,
            200,
            ""
        ),
        "the endpoint https://forms.example/contact answered 200: expected a 2xx with JSON that says so at /status"
    );
}
