//! What is said of how the form talks to its endpoint.

use complaints::domain::complaint::{FieldId, FieldKind};

use super::{NOTHING, faultless, findings, said};

/// The faultless copy with this in its `submit`.
fn with(submit: &str) -> String {
    support::recipes::merged(&faultless(), submit)
}

/// What nobody may publish: path and message.
fn problems(submit: &str) -> Vec<String> {
    let findings = findings(&with(submit)).into_iter();
    findings
        .filter(|finding| finding.rule.is_none())
        .map(|finding| format!("{}: {}", finding.path, finding.message))
        .collect()
}

#[test]
fn what_can_be_sent_and_read_is_no_problem() {
    for submit in [
        "{}",
        r#"{"format": "json"}"#,
        r#"{"success": {"pointer": "/ok", "is": "true"}}"#,
        r#"{"success": {"status": true}, "reference": "page", "plain": true}"#,
        r#"{"reference": "page", "success": {"status": true}, "body": {"m": "{everything}", "f[]": "{attachments}"}}"#,
        r#"{"errors": {"list": "/detail", "field": "/loc/1", "detail": "/msg"}}"#,
    ] {
        assert_eq!(problems(submit), NOTHING, "{submit}");
    }
    assert_eq!(findings(&faultless()), []);
}

#[test]
fn a_template_that_loses_an_answer_or_its_files_is_a_problem() {
    for (submit, expected) in [
        (
            r#"{"body": {"mail": "{emial}", "m": "{everything}"}}"#,
            "submit.body.mail: unknown placeholder {emial}, did you mean {email}?",
        ),
        (
            r#"{"body": {}}"#,
            "submit.body: expected an object {…} with what is to be sent, found an object {…}",
        ),
        (
            r#"{"body": ["{everything}"]}"#,
            "submit.body: expected an object {…} with what is to be sent, found a list […]",
        ),
        (
            r#"{"body": {"m": {"text": "{everything}"}}}"#,
            "submit.body.m: a form has no lists and objects, expected a text, or \"format\": \"json\"",
        ),
        (
            r#"{"body": {"m": "{everything}", "f": "Files: {attachments}"}}"#,
            "submit.body.f: files are no words: {attachments} stands alone",
        ),
        (
            r#"{"format": "json", "body": {"m": "{everything}", "a": [{"f": "{attachments}"}]}}"#,
            "submit.body.a[0].f: JSON carries no files: {attachments} is for \"multipart\"",
        ),
        (
            r#"{"reference": "page", "success": {"status": true}, "body": {"name": "{name}", "email": "{email}", "m": "{address} {phone} {account} {on_behalf_of} {category} {case_reference} {first_complained_on} {services} {problem_dates} {description} {desired_outcome} {help_needed}"}}"#,
            "submit.body: the customer is shown a reference that you do not get, expected {reference} or {everything}",
        ),
    ] {
        let problems = problems(submit);
        assert!(
            problems.iter().any(|said| said == expected),
            "{problems:#?}"
        );
    }
    let lost = problems(r#"{"body": {"email": "{email}", "m": "{description}"}}"#);
    let expected = FieldId::ALL.into_iter().filter(|field| {
        let is_sent = matches!(field, FieldId::Email | FieldId::Description);
        !is_sent && field.spec().kind != FieldKind::Files
    });
    let expected = expected.map(|field| {
        let name = field.name();
        format!(
            "submit.body: the answer to \"{name}\" is sent nowhere, expected {{{name}}} or {{everything}}, or that question hidden"
        )
    });
    assert_eq!(lost, expected.collect::<Vec<_>>());
}

#[test]
fn what_counts_as_taken_is_said_once_and_whole() {
    let either = "submit.success: expected either \"status\": true, or \"pointer\" with \"is\"";
    for (submit, expected) in [
        (r#"{"success": {}}"#, either),
        (r#"{"success": {"pointer": "/ok"}}"#, either),
        (r#"{"success": {"is": "true"}}"#, either),
        (
            r#"{"success": {"status": true, "pointer": "/ok", "is": "true"}}"#,
            either,
        ),
        (
            r#"{"reference": "page"}"#,
            "submit.reference: the page makes the reference, so an answer need not have one: expected \"success\" too, which says what counts as taken",
        ),
        (
            r#"{"success": {"status": true}}"#,
            "submit.success: any answer counts as taken, so it need not have a reference: expected \"reference\": \"page\" too",
        ),
        (
            r#"{"reference": "server"}"#,
            "submit.reference: found \"server\", expected one of: page",
        ),
        (
            r#"{"errors": {"list": "errors", "detail": "/msg"}}"#,
            "submit.errors.list: expected a JSON Pointer like /reference, found \"errors\"",
        ),
        (
            r#"{"once": "yes"}"#,
            "submit.once: expected true or false, found \"yes\"",
        ),
    ] {
        assert_eq!(problems(submit), [expected], "{submit}");
    }
}

#[test]
fn files_that_would_be_lost_are_named() {
    for (submit, expected) in [
        (
            r#"{"format": "json"}"#,
            &[
                "submit.format: JSON carries no files: the question \"attachments\" is left out of the form, expected \"hidden\": true there",
            ][..],
        ),
        (
            r#"{"body": {"m": "{everything}"}}"#,
            &[
                "submit.body: no entry is {attachments}: the question \"attachments\" is left out of the form, expected \"hidden\": true there",
            ],
        ),
        (
            r#"{"endpoint": "contact.php"}"#,
            &[
                "submit.endpoint: PHP keeps only the last of several files under \"attachments\", expected a \"body\" with \"attachments[]\": \"{attachments}\"",
            ],
        ),
        (
            r#"{"endpoint": "https://a.example/wp-json/x", "body": {"m": "{everything}", "f": "{attachments}"}}"#,
            &[
                "submit.body: PHP keeps only the last of several files under \"f\", expected a \"body\" with \"f[]\": \"{attachments}\"",
            ],
        ),
        (
            r#"{"endpoint": "contact.php", "body": {"m": "{everything}", "f[]": "{attachments}"}}"#,
            &[],
        ),
    ] {
        assert_eq!(said("submit-files", &with(submit)), expected, "{submit}");
    }
}

#[test]
fn a_pointer_to_how_it_went_is_no_reference() {
    for (pointer, is_said) in [("/status", true), ("/data/Success", true), ("/id", false)] {
        let submit = format!(r#"{{"reference_pointer": "{pointer}"}}"#);
        let said = said("submit-reference", &with(&submit));
        assert_eq!(said.len(), usize::from(is_said), "{said:?}");
    }
}

#[test]
fn another_server_and_known_services_are_told_what_they_need() {
    let code = |code: &str, submit: &str| said(code, &with(submit));
    assert_eq!(
        code("submit-origin", r#"{"endpoint": "https://api.example/x"}"#),
        [
            "submit.endpoint: another server: each of its answers needs Access-Control-Allow-Origin, the one to OPTIONS too with Access-Control-Allow-Headers: idempotency-key; where it has none for OPTIONS, expected \"plain\": true"
        ]
    );
    assert_eq!(
        code(
            "submit-origin",
            r#"{"endpoint": "https://api.example/x", "plain": true}"#
        ),
        NOTHING
    );
    assert_eq!(
        code(
            "submit-service",
            r#"{"endpoint": "https://api.web3forms.com/submit"}"#
        ),
        [
            "submit: api.web3forms.com takes no complaint without it: expected \"plain\": true",
            "submit: api.web3forms.com takes no complaint without it: expected \"access_key\" in \"body\"",
        ]
    );
    assert_eq!(
        code(
            "submit-service",
            r#"{"endpoint": "https://myweb3forms.com/"}"#
        ),
        NOTHING
    );
}

#[test]
fn whether_it_is_counted_once_is_said_for_the_endpoint_that_comes_with_the_page() {
    assert_eq!(said("submit-once", &with("{}")), NOTHING);
    let older = crate::endpoint::copy_without(&with("{}"), "once");
    assert_eq!(said("submit-once", &older).len(), 1);
    let plain = r#"{"endpoint": "/x", "plain": true, "body": {"m": "{everything}"}}"#;
    assert_eq!(said("submit-once", &with(plain)).len(), 1);
}
