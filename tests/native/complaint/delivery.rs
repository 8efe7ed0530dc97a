use complaints::domain::complaint::{
    Acknowledgement, Answer, AnswerRules, ErrorPointers, FieldError, FieldId, NotSent, Progress,
    Reply, header_value, is_elsewhere, pause_before_try, read_reply, receipt_link,
};
use proptest::prelude::*;

use crate::fixture::{delivered, instant};

/// What an answer means by the page's own rules, with a reference at this place.
fn read_at(pointer: &str, answer: Answer) -> Reply {
    let rules = AnswerRules {
        own_reference: None,
        reference_pointer: pointer,
        success: None,
        errors: &ErrorPointers::default(),
        field_of: &|_| None,
    };
    read_reply(&answer, &rules)
}

/// An answer of the endpoint itself.
fn answer(status: u16, body: &str) -> Answer<'_> {
    Answer {
        status,
        retry_after: None,
        body,
        sent_to: "https://a.example/form",
        answered_by: "https://a.example/form",
    }
}

fn read(status: u16, body: &str) -> Reply {
    read_at("/reference", answer(status, body))
}

/// What an answer means that asks for patience.
fn read_after(status: u16, retry_after: Option<&str>, body: &str) -> Reply {
    let answer = answer(status, body);
    read_at(
        "/reference",
        Answer {
            retry_after,
            ..answer
        },
    )
}

/// What an answer means that comes from the page which the endpoint led on to.
fn read_elsewhere(status: u16, body: &str) -> Reply {
    let answered_by = "https://a.example/thanks";
    let answer = answer(status, body);
    read_at(
        "/reference",
        Answer {
            answered_by,
            ..answer
        },
    )
}

fn refused(errors: &[(Option<FieldId>, &str)]) -> Reply {
    let error = |(field, detail): &(Option<FieldId>, &str)| FieldError {
        field: *field,
        detail: (*detail).to_owned(),
    };
    Reply::Refused(errors.iter().map(error).collect())
}

#[test]
fn success_is_a_2xx_and_json_and_a_reference() {
    let json = r#"{"reference": "C-2026-1", "status": "new"}"#;
    for status in [200, 201, 202] {
        assert_eq!(read(status, json), delivered("C-2026-1"), "{status}");
    }
}

#[test]
fn a_2xx_without_a_reference_is_no_success() {
    for body in [
        "",
        "<!doctype html><title>Thank you</title>",
        "OK",
        "null",
        "[]",
        "{}",
        r#"{"reference": ""}"#,
        r#"{"reference": "  "}"#,
        r#"{"reference": null}"#,
        r#"{"reference": true}"#,
        r#"{"reference": {"id": "C-1"}}"#,
        r#"{"Reference": "C-1"}"#,
        r#"{"reference": "C-1""#,
    ] {
        for status in [200, 201, 204] {
            assert_eq!(read(status, body), Reply::Unclear, "{status} {body}");
        }
    }
}

#[test]
fn the_reference_stands_where_the_pointer_leads() {
    let body =
        r#"{"data": {"tickets": [{"id": 1042}, {"id": " T-7 "}]}, "": "root", "a/b": "slash"}"#;
    for (pointer, reference) in [
        ("/data/tickets/0/id", Some("1042")),
        ("/data/tickets/1/id", Some("T-7")),
        ("/", Some("root")),
        ("/a~1b", Some("slash")),
        ("/data/tickets/2/id", None),
        ("data/tickets/0/id", None),
        ("", None),
    ] {
        let expected = reference.map_or(Reply::Unclear, delivered);
        assert_eq!(read_at(pointer, answer(201, body)), expected, "{pointer}");
    }
    assert_eq!(read_at("", answer(200, "\"C-9\"")), delivered("C-9"));
}

#[test]
fn what_the_endpoint_says_beside_the_reference_is_taken_where_it_can_be_read() {
    let read = |beside: &str| match read(201, &format!(r#"{{"reference": "C-1"{beside}}}"#)) {
        Reply::Delivered(Acknowledgement {
            received_at,
            receipt_url,
            ..
        }) => (received_at, receipt_url),
        other => panic!("{other:?}"),
    };
    let at = Some(instant("2026-11-23T10:00:00Z"));
    let url = || Some("/complaints/form?receipt=x".to_owned());
    for (beside, expected) in [
        ("", (None, None)),
        (
            r#", "received_at": "2026-11-23T10:00:00Z", "receipt_url": "/complaints/form?receipt=x""#,
            (at, url()),
        ),
        (
            r#", "received_at": " 2026-11-23T12:00:00.5+02:00 ""#,
            (at.map(|at| at + chrono::TimeDelta::milliseconds(500)), None),
        ),
        (
            r#", "received_at": "today", "receipt_url": " /complaints/form?receipt=x ""#,
            (None, url()),
        ),
        (
            r#", "received_at": 1795428000, "receipt_url": null"#,
            (None, None),
        ),
        (
            r#", "received_at": {}, "receipt_url": ["/x"]"#,
            (None, None),
        ),
    ] {
        assert_eq!(read(beside), expected, "{beside}");
    }
}

#[test]
fn a_link_to_a_receipt_stays_on_the_server_that_took_the_complaint() {
    let link = |endpoint: &str, address: &str| receipt_link(address, endpoint);
    for (endpoint, address, expected) in [
        (
            "https://a.example/complaints",
            "/r?x=1#y",
            Some("https://a.example/r?x=1#y"),
        ),
        (
            "https://a.example/complaints",
            "https://a.example/r",
            Some("https://a.example/r"),
        ),
        ("https://a.example", "/r", Some("https://a.example/r")),
        ("https://a.example?to=/x", "/r", Some("https://a.example/r")),
        (
            "http://127.0.0.1:8080/complaints",
            "/r",
            Some("http://127.0.0.1:8080/r"),
        ),
        ("/complaints/form", "/r", Some("/r")),
        ("https://a.example/complaints", "https://b.example/r", None),
        (
            "https://a.example/complaints",
            "https://a.example.b.example/r",
            None,
        ),
        (
            "https://a.example/complaints",
            "https://a.example@b.example/r",
            None,
        ),
        (
            "https://a.example/complaints",
            "https://a.example:444/r",
            None,
        ),
        ("https://a.example/complaints", "http://a.example/r", None),
        ("https://a.example/complaints", "//b.example/r", None),
        ("https://a.example/complaints", "javascript:alert(1)", None),
        ("https://a.example/complaints", "data:text/html,x", None),
        ("https://a.example/complaints", "receipts/x", None),
        ("https://a.example/complaints", "", None),
        ("/complaints/form", "//b.example/r", None),
        ("/complaints/form", "/\\b.example/r", None),
        ("/complaints/form", "/\t/b.example/r", None),
        ("/complaints/form", "https://b.example/r", None),
        ("mailto:a@a.example", "/r", None),
    ] {
        assert_eq!(
            link(endpoint, address).as_deref(),
            expected,
            "{endpoint} {address}"
        );
    }
}

#[test]
fn a_conflict_means_that_the_same_submission_is_in_progress() {
    for (header, after) in [(None, None), (Some("5"), Some(5)), (Some("soon"), None)] {
        for body in ["", r#"{"title": "in progress"}"#] {
            let reply = read_after(409, header, body);
            assert_eq!(reply, Reply::InProgress { after }, "{header:?} {body}");
        }
    }
}

#[test]
fn what_may_pass_is_tried_again_after_what_the_server_asks() {
    for status in [408, 425, 429] {
        for (header, after) in [
            (None, None),
            (Some("7"), Some(7)),
            (Some(" 120 "), Some(120)),
            (Some("0"), Some(0)),
            (Some("soon"), None),
            (Some("-1"), None),
            (Some("1.5"), None),
            (Some("Wed, 21 Oct 2026 07:28:00 GMT"), None),
            (Some("99999999999999999999"), None),
        ] {
            let reply = read_after(status, header, "<html>");
            assert_eq!(reply, Reply::TryAgain { after }, "{status} {header:?}");
        }
    }
}

#[test]
fn a_gateway_does_not_answer_for_the_endpoint() {
    for status in [502, 503, 504] {
        for (header, after) in [(None, None), (Some("7"), Some(7)), (Some("soon"), None)] {
            let reply = read_after(status, header, "<html>");
            assert_eq!(reply, Reply::Unanswered { after }, "{status} {header:?}");
        }
    }
}

#[test]
fn what_will_not_pass_is_not_tried_again() {
    for status in [
        400, 401, 403, 404, 405, 410, 415, 422, 451, 499, 100, 304, 0, 999,
    ] {
        for body in [
            "",
            "<html>",
            "{}",
            r#"{"errors": []}"#,
            r#"{"errors": "x"}"#,
            r#"{"errors": [{}, 1, null]}"#,
        ] {
            assert_eq!(read(status, body), Reply::Failed, "{status} {body}");
        }
    }
}

#[test]
fn problem_details_name_fields_by_pointer() {
    let body = r##"{
        "type": "about:blank",
        "errors": [
            {"pointer": "/email", "detail": "That address bounces"},
            {"pointer": "#/description", "detail": "Say more"},
            {"pointer": "/attachments/0", "detail": "That file is damaged"},
            {"pointer": "/pigeon", "detail": "No pigeons"},
            {"pointer": "", "detail": "Nothing else"},
            {"detail": "Come back tomorrow"},
            {"pointer": "/name"},
            {"pointer": "/name", "detail": " "},
            {"pointer": 3, "detail": "Three"}
        ]
    }"##;
    for status in [400, 422, 413] {
        assert_eq!(
            read(status, body),
            refused(&[
                (Some(FieldId::Email), "That address bounces"),
                (Some(FieldId::Description), "Say more"),
                (Some(FieldId::Attachments), "That file is damaged"),
                (None, "No pigeons"),
                (None, "Nothing else"),
                (None, "Come back tomorrow"),
                (None, "Three"),
            ]),
            "{status}"
        );
    }
}

#[test]
fn a_server_that_failed_refuses_no_fields_and_does_not_say_what_it_has() {
    for status in [500, 501, 505, 507, 599] {
        for body in [
            "",
            "<html>",
            r#"{"errors": [{"pointer": "/email", "detail": "x"}]}"#,
        ] {
            assert_eq!(read(status, body), Reply::Unclear, "{status} {body}");
        }
    }
}

#[test]
fn too_much_without_a_word_is_about_the_files() {
    for body in ["", "<html>413</html>", "{}"] {
        let files = refused(&[(Some(FieldId::Attachments), "")]);
        assert_eq!(read(413, body), files, "{body}");
    }
}

#[test]
fn the_reason_of_a_failure_has_a_name_that_stays() {
    let replies = [
        Reply::Delivered(Acknowledgement::default()),
        refused(&[(None, "No")]),
        Reply::InProgress { after: None },
        Reply::TryAgain { after: Some(1) },
        Reply::Unanswered { after: None },
        Reply::Unclear,
        Reply::Failed,
    ];
    assert_eq!(
        replies.map(|reply| reply.failure().map(NotSent::name)),
        [
            None,
            Some("refused"),
            Some("in-progress"),
            Some("unreachable"),
            Some("unreachable"),
            Some("failed"),
            Some("failed")
        ]
    );
}

#[test]
fn progress_is_told_in_whole_hundredths_and_is_never_more_than_all() {
    for (sent, total, percent) in [
        (0, 1_000, 0),
        (9, 1_000, 0),
        (10, 1_000, 1),
        (999, 1_000, 99),
        (1_000, 1_000, 100),
        (2_000, 1_000, 100),
        (0, 0, 0),
        (u64::MAX, 1, 100),
    ] {
        let progress = Progress { sent, total };
        assert_eq!(progress.percent(), percent, "{progress:?}");
    }
}

/// The pauses before every try after the first, in milliseconds.
fn pauses(after: Option<u32>, jitter: u32) -> Vec<u32> {
    (2..)
        .map_while(|attempt| pause_before_try(attempt, after, jitter))
        .collect()
}

#[test]
fn there_are_four_tries() {
    assert_eq!(pauses(None, 0).len() + 1, 4);
    assert_eq!(pauses(Some(60), 1_000).len() + 1, 4);
    assert_eq!(pause_before_try(5, None, 0), None);
    assert_eq!(pause_before_try(usize::MAX, None, 0), None);
}

#[test]
fn the_first_try_has_no_pause() {
    assert_eq!(pause_before_try(0, None, 0), None);
    assert_eq!(pause_before_try(1, None, 0), None);
}

#[test]
fn four_tries_take_about_a_minute_and_each_pause_is_longer_than_the_last() {
    for jitter in [0, 500, 1_000] {
        let pauses = pauses(None, jitter);
        assert!(pauses.is_sorted_by(|one, next| one < next), "{pauses:?}");
        let total: u32 = pauses.iter().sum();
        assert!((25_000..=60_000).contains(&total), "{pauses:?}");
    }
}

#[test]
fn a_server_that_asks_for_patience_gets_it_up_to_a_minute() {
    for (after, at_least, at_most) in [
        (0, 2_000, 3_000),
        (1, 2_000, 3_000),
        (10, 10_000, 11_000),
        (60, 60_000, 61_000),
    ] {
        for jitter in [0, 1_000] {
            let pause = pause_before_try(2, Some(after), jitter).unwrap();
            assert!((at_least..=at_most).contains(&pause), "{after} {pause}");
        }
    }
    assert_eq!(pause_before_try(2, Some(3_600), 0), Some(60_000));
    assert_eq!(pause_before_try(2, Some(u32::MAX), 0), Some(60_000));
}

#[test]
fn a_page_that_the_endpoint_led_on_to_does_not_say_that_nothing_was_taken() {
    for status in [400, 403, 404, 410, 451] {
        assert_eq!(read(status, "<h1>No</h1>"), Reply::Failed, "{status}");
        assert_eq!(read_elsewhere(status, ""), Reply::Unclear, "{status}");
    }
    let unanswered = Reply::Unanswered { after: None };
    for status in [408, 425, 429, 502, 503, 504] {
        assert_eq!(read_elsewhere(status, ""), unanswered, "{status}");
    }
    // What speaks of answers, or has the reference, is the endpoint at its other address.
    for (status, body) in [
        (
            422,
            r#"{"errors": [{"pointer": "/email", "detail": "No"}]}"#,
        ),
        (201, r#"{"reference": "C-1"}"#),
        (200, "Thank you"),
        (413, ""),
        (500, ""),
        (409, ""),
    ] {
        assert_eq!(read_elsewhere(status, body), read(status, body), "{status}");
    }
}

#[test]
fn another_server_is_told_from_the_pages_own() {
    let page = "https://www.company.example";
    for (address, expected) in [
        ("/complaints/form", false),
        ("https://www.company.example/x", false),
        ("HTTPS://WWW.company.example", true),
        ("https://WWW.COMPANY.example?x", false),
        ("http://www.company.example/x", true),
        ("https://company.example/x", true),
        ("https://www.company.example:8443/x", true),
        ("https://www.company.example.evil.example/", true),
    ] {
        assert_eq!(is_elsewhere(address, page), expected, "{address}");
    }
}

#[test]
fn a_header_is_found_among_all_that_can_be_read() {
    let all = "content-type: text/html\r\nRetry-After:  20 \r\nx-retry-after: 1\r\n";
    assert_eq!(header_value(all, "retry-after"), Some("20"));
    assert_eq!(header_value(all, "etag"), None);
    assert_eq!(header_value("", "etag"), None);
}

proptest! {
    #[test]
    fn no_answer_is_too_strange_to_be_read(
        status in any::<u16>(), header in any::<Option<String>>(), body in any::<String>(), pointer in any::<String>()
    ) {
        let retry_after = header.as_deref();
        let (answer, rules) = (Answer { retry_after, ..answer(status, &body) }, ErrorPointers {
            list: pointer.clone(),
            field: Some(pointer.clone()),
            detail: pointer.clone(),
        });
        _ = read_at(&pointer, answer);
        _ = read_reply(&answer, &AnswerRules {
            own_reference: None,
            reference_pointer: &pointer,
            success: Some((&pointer, &body)),
            errors: &rules,
            field_of: &|_| None,
        });
    }

    #[test]
    fn no_pause_is_shorter_than_asked_or_longer_than_a_minute_and_its_spread(
        attempt in 2..5usize, after in any::<Option<u32>>(), jitter in any::<u32>()
    ) {
        let pause = pause_before_try(attempt, after, jitter).unwrap();
        prop_assert!(pause >= after.unwrap_or(0).min(60) * 1_000);
        prop_assert!(pause <= 70_000);
    }
}
