//! What people type means the same to the endpoint and to `complaints dates` as to the page.

use std::io::Write;
use std::process::{Command, Stdio};

use complaints::domain::complaint::{FieldId, validate};
use complaints::domain::wire::write_draft;
use complaints::view_model::{Fault, FaultView, fault_views};
use serde_json::json;

use super::pdf;
use super::server::{Answer, Form, Server};
use crate::complaint::answers::{Answer as Typed, corpus};
use crate::date;

/// What the page keeps of an answer, or what it says of it.
fn on_the_page(typed: &Typed) -> Result<Option<String>, Vec<(String, String)>> {
    let draft = typed.draft();
    match validate(&draft, &typed.page().form_rules(), date("2026-11-23")) {
        Ok(complaint) => Ok(complaint
            .wire_fields()
            .into_iter()
            .find_map(|(name, value)| (name == typed.field().name()).then_some(value))),
        Err(problems) => {
            let faults: Vec<Fault> = problems.into_iter().map(Fault::Found).collect();
            let shown = fault_views(typed.page(), &draft, &faults).into_iter();
            let pair =
                |shown: FaultView| (format!("/{}", shown.field.unwrap().name()), shown.message);
            Err(shown.map(pair).collect())
        }
    }
}

/// What the endpoint keeps of an answer, or what it says of it.
fn at_the_endpoint(
    server: &Server,
    typed: &Typed,
    answer: &Answer,
) -> Result<Option<String>, Vec<(String, String)>> {
    if answer.status != 201 {
        return Err(answer.errors());
    }
    let inbox = server.inbox();
    let received = inbox.find(&answer.reference()).unwrap().unwrap();
    let mut answers = received.answers.into_iter();
    Ok(answers.find_map(|(name, value)| (name == typed.field().name()).then_some(value)))
}

/// The names and answers as a native form sends them.
fn sent(typed: &Typed) -> Vec<(String, String)> {
    let draft = typed.draft();
    let answers = write_draft(&draft).map(|(name, typed)| (name.to_owned(), typed.to_owned()));
    let version = ("copy_version".to_owned(), typed.page().version.clone());
    answers.chain([version]).collect()
}

#[test]
fn an_answer_means_the_same_to_the_endpoint_as_to_the_page() {
    let server = Server::started();
    for typed in corpus().iter().step_by(5) {
        let expected = on_the_page(typed);
        let form = sent(typed)
            .iter()
            .fold(Form::default(), |form, (name, value)| {
                form.text(name, value)
            });
        let answer = server.post_form(&form);
        assert_eq!(
            at_the_endpoint(&server, typed, &answer),
            expected,
            "as a form: {typed:?}"
        );
        let body: serde_json::Map<_, _> = sent(typed)
            .into_iter()
            .map(|(name, value)| (name, json!(value)))
            .collect();
        let answer = server.post_json(&json!(body).to_string());
        assert_eq!(
            at_the_endpoint(&server, typed, &answer),
            expected,
            "as JSON: {typed:?}"
        );
    }
}

#[test]
fn a_date_in_one_text_means_the_same_to_the_endpoint() {
    let server = Server::started();
    let dates = corpus().iter().filter(|typed| {
        typed.kind == "date" && typed.outcome == "taken" && !typed.typed.contains('|')
    });
    for typed in dates.step_by(5) {
        let mut body: serde_json::Map<_, _> = sent(typed)
            .into_iter()
            .map(|(name, value)| (name, json!(value)))
            .collect();
        body.retain(|name, _| !name.contains('-'));
        body.insert("first_complained_on".to_owned(), json!(typed.typed));
        let answer = server.post_json(&json!(body).to_string());
        assert_eq!(
            at_the_endpoint(&server, typed, &answer),
            Ok(Some(typed.value.to_owned())),
            "{typed:?}"
        );
    }
}

/// What `complaints dates cisas` prints of these days, without the header.
fn computed<'a>(days: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table
        .write_record(["id", "complaint_date", "today"])
        .unwrap();
    for day in days {
        table.write_record(["x", day, "2026-11-23"]).unwrap();
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .args(["dates", "cisas", "--csv", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&table.into_inner().unwrap())
        .unwrap();
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    output
        .lines()
        .skip(1)
        .map(|line| line.trim_end_matches(',').to_owned())
        .collect()
}

#[test]
fn a_date_means_the_same_to_the_command_line_as_to_the_page() {
    let dates = || {
        corpus()
            .iter()
            .filter(|typed| typed.kind == "date" && !typed.typed.contains('|'))
    };
    let taken = || dates().filter(|typed| typed.outcome == "taken");
    let found = computed(taken().map(|typed| typed.typed.as_str()));
    let expected = computed(taken().map(|typed| typed.value));
    for ((typed, found), expected) in taken().zip(found).zip(expected) {
        assert_eq!(found, expected, "{typed:?}");
    }
    // The range of dates is the page's own; what is no date is none anywhere.
    let refused = || {
        dates().filter(|typed| {
            typed.outcome == "refused" && !["in_future", "too_early"].contains(&typed.value)
        })
    };
    for (typed, found) in refused().zip(computed(refused().map(|typed| typed.typed.as_str()))) {
        assert!(
            found.contains("complaint_date: found"),
            "{typed:?}: {found}"
        );
    }
}

#[test]
fn names_of_files_arrive_as_they_are() {
    let server = Server::started();
    let form = [
        ("100%0Ajuice.pdf", b"%PDF-1.7".as_slice()),
        ("50% off & more; \u{fc}.pdf", b"%PDF-1.7 "),
        ("a %22quoted%22 name.pdf", b"%PDF-1.7  "),
        ("%E2%82%AC.pdf", b"%PDF-1.7   "),
        ("photo.png", b"\xff\xd8\xff\xe0"),
        ("IMG_0001", b"\xff\xd8\xff\xe1"),
    ];
    let form = form.iter().fold(Form::complete(), |form, (name, content)| {
        form.file(name, content)
    });
    let reference = server.post_form(&form).reference();
    let received = server.received(&reference);
    let names: Vec<&str> = received
        .attachments
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    let expected = [
        "100%0Ajuice.pdf",
        "50% off & more; \u{fc}.pdf",
        "a \"quoted\" name.pdf",
        "%E2%82%AC.pdf",
        "photo.jpg",
        "IMG_0001.jpg",
    ];
    assert_eq!(names, expected);
}

/// An older Office document of 40 KB whose directory stands at its end.
fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 40 * 1024];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    bytes[30] = 9;
    let sector = bytes.len() / 512 - 1;
    bytes[48] = sector as u8;
    for stream in ["Root Entry", stream] {
        let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes
}

#[test]
fn the_endpoint_says_of_a_strange_file_what_it_is() {
    let server = Server::started();
    for (name, content, said) in [
        (
            "IMG_1.HEIC",
            b"\0\0\0\x18ftypheic".to_vec(),
            "IMG_1.HEIC is a kind of picture we cannot take: save it as a JPEG, or take a screenshot of it and choose that",
        ),
        (
            "letter.docx",
            ole("EncryptedPackage"),
            "letter.docx is locked with a password: save a copy without the password, and choose that",
        ),
        (
            "bill.doc",
            ole("Workbook"),
            "bill.doc is a kind of document we cannot take: save or print it as a PDF, and choose that",
        ),
        (
            "letters.zip",
            b"PK\x03\x04".to_vec(),
            "letters.zip is a folder, or many files packed in one: open it and choose the files in it",
        ),
    ] {
        let answer = server.post_form(&Form::complete().file(name, &content));
        assert_eq!(
            answer.errors(),
            [("/attachments".to_owned(), said.to_owned())]
        );
    }
    let reference = server
        .post_form(&Form::complete().file("letter", &ole("WordDocument")))
        .reference();
    let received = server.received(&reference);
    assert_eq!(received.attachments[0].name, "letter.doc");
}

#[test]
fn what_is_heaped_on_letters_counts_against_the_limit() {
    let server = Server::started();
    let heap = |letters: usize, marks: usize| "a".repeat(letters) + &"\u{301}".repeat(marks);
    for (field, value, limit) in [
        (
            "name",
            heap(1, 65_536),
            "Full name must be 200 characters or fewer",
        ),
        (
            "name",
            heap(1, 800),
            "Full name must be 200 characters or fewer",
        ),
        (
            "phone",
            heap(1, 400),
            "Phone number must be 100 characters or fewer",
        ),
        (
            "description",
            heap(20, 400_000),
            "Description of your complaint must be 8000 characters or fewer",
        ),
    ] {
        let mut form = Form::default();
        for (name, answer) in [
            ("name", "Jo"),
            ("email", "jo@example.com"),
            ("category", "billing"),
            ("description", "Billed twice for a month."),
        ] {
            form = if name == field {
                form
            } else {
                form.text(name, answer)
            };
        }
        let answer = server.post_form(&form.text(field, &value));
        assert_eq!(answer.status, 422, "{field}");
        assert_eq!(answer.errors(), [(format!("/{field}"), limit.to_owned())]);
    }
    let form = Form::default()
        .text("name", &heap(100, 700))
        .text("email", "jo@example.com")
        .text("category", "billing")
        .text("description", &"é👍🏽".repeat(2_000));
    assert_eq!(server.post_form(&form).status, 201);
}

crate::receiver::stores::with_postgresql!(
    an_answer_means_the_same_to_the_endpoint_as_to_the_page,
    names_of_files_arrive_as_they_are,
    the_endpoint_says_of_a_strange_file_what_it_is,
);

#[test]
fn what_was_answered_before_its_question_was_hidden_is_kept() {
    let server = Server::started();
    let answered = ["account", "help_needed", "attachments"];
    server.edit_copy(|copy| {
        answered.iter().fold(copy, |copy, field| {
            let asked = format!("\"id\": \"{field}\",");
            assert!(copy.contains(&asked), "{field}");
            copy.replace(&asked, &format!("{asked} \"hidden\": true,"))
        })
    });
    let form = Form::complete()
        .text("account", "SIP trunk 4")
        .text("help_needed", "I am blind, please phone me")
        .file("letter.pdf", &pdf(5_000));
    let answer = server.post_form(&form);
    let received = server.inbox().find(&answer.reference()).unwrap().unwrap();
    let kept = |field| received.answer(field);
    assert_eq!(kept(FieldId::Account), Some("SIP trunk 4"));
    assert_eq!(
        kept(FieldId::HelpNeeded),
        Some("I am blind, please phone me")
    );
    assert_eq!(received.attachments.len(), 1);
    // Nobody has to answer what is not asked.
    let without = Form::complete().text("phone", "1");
    assert_eq!(server.post_form(&without).status, 201);
}
