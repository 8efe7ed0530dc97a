//! What is sent: under the page's own names, or as a template has it; with script and without.

use complaints::copy::FormValue;
use complaints::domain::complaint::{FieldId, Presence, Submission};
use complaints::view_model::{FieldView, Outgoing, outgoing};

use super::{page_with, under_way};
use crate::page::first_html as html_of;

/// What is sent for the smallest complaint with two files.
fn sent(submit: &str) -> Outgoing {
    let page = page_with(submit);
    let (_, submission) = under_way(page, &["one.pdf", "two.pdf"]);
    outgoing(page, &submission)
}

#[track_caller]
fn form(submit: &str) -> Vec<(String, FormValue)> {
    match sent(submit) {
        Outgoing::Form(form) => form,
        Outgoing::Json(json) => panic!("{json}"),
    }
}

#[track_caller]
fn json(submit: &str) -> serde_json::Value {
    match sent(submit) {
        Outgoing::Json(json) => serde_json::from_str(&json).expect("it is JSON"),
        Outgoing::Form(form) => panic!("{form:?}"),
    }
}

fn text(text: &str) -> FormValue {
    FormValue::Text(text.to_owned())
}

#[test]
fn without_a_template_the_pages_own_names_are_sent() {
    let form = form("{}");
    let names: Vec<&str> = form.iter().map(|(name, _)| &**name).collect();
    assert_eq!(
        names,
        [
            "name",
            "email",
            "category",
            "description",
            "submission_id",
            "response_due",
            "cisas_opens",
            "cisas_opens_regulator",
            "cisas_closes",
            "copy_version",
            "attachments",
        ]
    );
    assert_eq!(form[0].1, text("Jo Smith"));
    assert_eq!(form[10].1, FormValue::Files);
    let json = json(r#"{"format": "json"}"#);
    assert_eq!(json["description"], "Charged twice for the same month.");
    assert_eq!(json["attachments"], serde_json::Value::Null);
}

#[test]
fn a_template_renames_adds_and_leaves_out_what_is_empty() {
    let form = form(
        r#"{"reference": "page", "body": {
            "access_key": "k-1", "subject": "Complaint {reference} from {name}", "email": "{email}",
            "phone": "{phone}", "call": "Please call {phone}", "botcheck": false, "company": "{company}",
            "attachments[]": "{attachments}"}}"#,
    );
    let reference = Submission::own_reference_of("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    let named = |name: &str, value| (name.to_owned(), value);
    assert_eq!(
        form,
        [
            named("access_key", text("k-1")),
            named(
                "subject",
                text(&format!("Complaint {reference} from Jo Smith"))
            ),
            named("email", text("jo@company.example")),
            named("botcheck", text("false")),
            named("company", text("I.T Communications")),
            named("attachments[]", FormValue::Files),
        ]
    );
}

#[test]
fn json_nests_and_what_is_empty_goes_with_what_stands_around_it() {
    let json = json(
        r#"{"format": "json", "body": {"fields": [
            {"name": "email", "value": "{email}"}, {"name": "phone", "value": "{phone}"},
            {"objectTypeId": "0-1", "name": "message", "value": "{description}"}],
            "request": {"requester": {"name": "{name}"}, "custom": {"id": 7, "account": "{account}"}},
            "legal": {"consent": true, "none": null}}}"#,
    );
    let expected = serde_json::json!({
        "fields": [
            {"name": "email", "value": "jo@company.example"},
            {"objectTypeId": "0-1", "name": "message", "value": "Charged twice for the same month."},
        ],
        "request": {"requester": {"name": "Jo Smith"}},
        "legal": {"consent": true, "none": null},
    });
    assert_eq!(json, expected);
}

#[test]
fn everything_is_the_record_as_text() {
    let page = page_with(r#"{"reference": "page", "body": {"message": "{everything}"}}"#);
    let (_, submission) = under_way(page, &[]);
    let Outgoing::Form(form) = outgoing(page, &submission) else {
        panic!("a form is sent");
    };
    let reference = submission.own_reference();
    assert_eq!(
        form,
        [(
            "message".to_owned(),
            text(&format!(
                "Your reference\n  {reference}\n\n\
                 Full name\n  Jo Smith\n\n\
                 Email address\n  jo@company.example\n\n\
                 What is your complaint about?\n  A bill or charge\n\n\
                 I have complained to you about this before\n  No\n\n\
                 Description of your complaint\n  Charged twice for the same month.\n\n\
                 We aim to respond by\n  Monday 30 November 2026\n\n\
                 CISAS may be available from (our page’s date)\n  Monday 18 January 2027\n\n\
                 Apply to CISAS by, to be safe (our page’s date)\n  Monday 23 August 2027\n\n\
                 Version of the page\n  {}",
                submission.copy_version
            ))
        )]
    );
}

#[test]
fn the_pages_number_is_the_same_whenever_one_complaint_is_sent() {
    let number = Submission::own_reference_of;
    assert_eq!(number("00000000-0000-4000-8000-000000000000"), "C-00000000");
    assert_eq!(number("ffffffff-ffff-4fff-bfff-ffffffffffff"), "C-ZZZZZZZZ");
    assert_eq!(
        number("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        number("7c9e6679-7425-40de-944b-e07fc1f90ae7")
    );
    let read = complaints::receiver::reference::read;
    let one = number("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    assert_eq!(
        read(&one).as_deref(),
        Some(&*one),
        "it can be said on the phone"
    );
}

#[test]
fn files_are_asked_for_only_where_they_are_sent() {
    for (submit, is_asked) in [
        ("{}", true),
        (r#"{"format": "json"}"#, false),
        (r#"{"body": {"message": "{everything}"}}"#, false),
        (
            r#"{"body": {"message": "{everything}", "file": "{attachments}"}}"#,
            true,
        ),
        (
            r#"{"format": "json", "body": {"message": "{everything}", "file": "{attachments}"}}"#,
            false,
        ),
    ] {
        let page = page_with(submit);
        let presence = page.form_rules().presence(FieldId::Attachments);
        assert_eq!(presence != Presence::Hidden, is_asked, "{submit}");
        let field = page.field(FieldId::Attachments).unwrap();
        assert_eq!(FieldView::new(page, field).is_some(), is_asked, "{submit}");
    }
}

#[test]
fn without_script_a_form_sends_the_names_and_fixed_entries_of_the_template() {
    let page = page_with(
        r#"{"reference": "page", "body": {"form-name": "complaints", "subject": "Complaint from {name}",
            "your-name": "{name}", "your-email": "{email}", "message": "{everything}", "when": "{first_complained_on}",
            "attachments[]": "{attachments}"}}"#,
    );
    let html = html_of(page);
    for part in [
        r#"name="form-name" value="complaints""#,
        r#"name="subject" value="Complaint from""#,
        r#"name="your-name""#,
        r#"name="your-email""#,
        r#"name="message" rows="8""#,
        r#"name="when-day""#,
        r#"name="attachments[]""#,
        // What is in the whole record alone keeps its name.
        r#"name="account""#,
    ] {
        assert!(html.contains(part), "no {part}");
    }
    assert!(!html.contains(r#"name="your-message""#) && !html.contains(r#"name="email""#));
    let own = html_of(page_with("{}"));
    assert!(own.contains(r#"name="email""#) && own.contains(r#"name="attachments""#));
}
