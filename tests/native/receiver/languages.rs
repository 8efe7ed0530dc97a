//! Complaints in the language that they were written in.

use super::server::{Form, Server};
use crate::fixture::welsh;

/// The first part of a form that was made from the Welsh copy.
fn from_welsh(version: &str) -> Form {
    Form::default().text("copy_version", version)
}

/// What must be answered, in a form of a version.
fn complete(version: &str) -> Form {
    from_welsh(version)
        .text("name", "Siân Jones")
        .text("email", "sian@enghraifft.example")
        .text("category", "billing")
        .text("description", "Codwyd tâl ddwywaith am yr un mis.")
}

#[test]
fn a_script_is_answered_in_the_words_that_the_form_was_made_from() {
    let server = Server::started();
    let asked_for_a_name = |version| {
        let answer = server.post_form(&from_welsh(version));
        (answer.json()["title"].clone(), answer.errors()[0].1.clone())
    };
    let welsh = (
        "Mae problem wedi codi".into(),
        "Rhowch eich enw llawn".to_owned(),
    );
    let english = (
        "There is a problem".into(),
        "Enter your full name".to_owned(),
    );
    assert_eq!(asked_for_a_name(&self::welsh().version), welsh);
    // A page that was made before the file was last edited is in its language all the same.
    assert_eq!(asked_for_a_name("cy.0123456789abcdef"), welsh);
    for version in ["en-GB.0123456789abcdef", "fr.0123456789abcdef", "cy", ""] {
        assert_eq!(asked_for_a_name(version), english, "{version}");
    }
}

#[test]
fn json_is_answered_in_its_words_too() {
    let server = Server::started();
    let answer = server.post_json(r#"{ "name": "", "copy_version": "cy.0" }"#);
    assert_eq!(answer.errors()[0].1, "Rhowch eich enw llawn");
}

#[test]
fn without_script_a_welsh_form_comes_back_in_welsh_and_leads_to_a_welsh_receipt() {
    let server = Server::started();
    let answer = server.submit(&from_welsh(&welsh().version));
    let page = answer.page();
    assert_eq!(page.every("html")[0].attr("lang"), Some("cy"));
    assert_eq!(page.every("title")[0].text(), "Gwall: Gweithdrefn Gwyno");
    assert_eq!(
        page.by_id("name-error").text(),
        "Gwall: Rhowch eich enw llawn"
    );
    let back = page.every("a")[0];
    assert_eq!(
        (back.attr("href"), back.text().as_str()),
        (Some("/cy.html"), "Yn ôl i’r dudalen gwyno")
    );
    // What is sent from this page is in Welsh again.
    let inputs = page.every("input");
    let version = inputs
        .iter()
        .find(|input| input.attr("name") == Some("copy_version"));
    let version = version.and_then(|input| input.attr("value"));
    assert_eq!(version, Some(welsh().version.as_str()));

    let sent = server.submit(&complete(version.unwrap()));
    assert_eq!(sent.status, 303);
    let receipt = server.get(sent.header("location").unwrap()).page();
    assert_eq!(receipt.every("html")[0].attr("lang"), Some("cy"));
    let text = receipt.text();
    for words in [
        "Anfonwyd y gŵyn – Gweithdrefn Gwyno",
        "Derbyniwyd: dydd Llun 23 Tachwedd 2026, 10:00am",
        "dydd Llun 30 Tachwedd 2026",
        "5 diwrnod gwaith: Maw 24, Mer 25, Iau 26, Gwe 27, (heb gyfrif Sad 28, Sul 29), Llun 30.",
    ] {
        assert!(text.contains(words), "no {words} in:\n{text}");
    }
}

#[test]
fn a_welsh_receipt_stays_in_welsh_while_there_is_a_welsh_copy() {
    let server = Server::started();
    let sent = server.submit(&complete("cy.0"));
    let address = sent.header("location").unwrap();
    let language = || {
        let receipt = server.get(address);
        assert_eq!(receipt.status, 200);
        receipt.page().every("html")[0]
            .attr("lang")
            .map(str::to_owned)
    };
    assert_eq!(language().as_deref(), Some("cy"));
    server.edit_copy(|copy| {
        let (before, rest) = copy.split_once("  \"languages\": [").unwrap();
        let (_, after) = rest.split_once("],\n").unwrap();
        [before, after].concat()
    });
    assert_eq!(language().as_deref(), Some("en-GB"));
}

#[test]
fn a_broken_welsh_copy_is_told_and_its_last_good_one_holds() {
    let server = Server::started();
    let asked_for_a_name = || server.post_form(&from_welsh("cy.0")).errors()[0].1.clone();
    let path = server.dist().join("complaints.cy.json");
    assert_eq!(asked_for_a_name(), "Rhowch eich enw llawn");
    std::fs::write(&path, "{").unwrap();
    assert_eq!(asked_for_a_name(), "Rhowch eich enw llawn");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(asked_for_a_name(), "Rhowch eich enw llawn");
    assert_eq!(
        server.log(),
        [
            "2026-11-23T10:00:00Z unusable problem=\"dist/complaints.cy.json:1:1 not JSON: Unterminated object\"",
            "2026-11-23T10:00:00Z unusable problem=\"cannot read dist/complaints.cy.json: No such file or directory (os error 2)\"",
        ]
    );
}

#[test]
fn without_a_welsh_copy_a_welsh_form_is_answered_in_the_main_language() {
    let mut server = Server::prepared();
    std::fs::remove_file(server.dist().join("complaints.cy.json")).unwrap();
    server.start();
    let answer = server.post_form(&from_welsh("cy.0"));
    assert_eq!(answer.errors()[0].1, "Enter your full name");
    assert_eq!(
        server.log(),
        [
            "2026-11-23T10:00:00Z unusable problem=\"cannot read dist/complaints.cy.json: No such file or directory (os error 2)\""
        ]
    );
}

crate::receiver::stores::with_postgresql!(
    without_script_a_welsh_form_comes_back_in_welsh_and_leads_to_a_welsh_receipt,
);
