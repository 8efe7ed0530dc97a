//! The recipes of public/complaints-endpoints.md: each passes the checker, sends everything, and says the truth of
//! the answers that its endpoint gives.

use std::collections::BTreeSet;
use std::process::Command;

use complaints::copy::lint::{self, Severity};
use complaints::domain::complaint::{Answer, Reply};
use serde_json::{Map, Value};

use super::stub::{self, Stub};
use super::{merged, read_by_customer, reply, under_way};
use crate::date;
use crate::fixture::{DEFAULT_COPY, leaked};

const GUIDE: &str = include_str!("../../../public/complaints-endpoints.md");

/// What an endpoint answers: to a complaint that it takes, and to one that it refuses, with what then is read.
struct Recorded {
    name: &'static str,
    taken: (u16, &'static str),
    refused: (u16, &'static str),
    read: &'static str,
    has_files: bool,
}

const NOT_SENT: &str = "Your complaint has not been sent";

#[rustfmt::skip]
const RECORDED: [Recorded; 13] = [
    Recorded { name: "Contact Form 7", has_files: true,
        taken: (200, r#"{"contact_form_id":123,"status":"mail_sent","message":"Thank you for your message.","posted_data_hash":"0f","into":"wpcf7-f123-o1","invalid_fields":[]}"#),
        refused: (200, r#"{"contact_form_id":123,"status":"validation_failed","message":"One or more fields have an error.","into":"wpcf7-f123-o1","invalid_fields":[{"field":"your-email","message":"Please enter an email address.","idref":null,"error_id":"x"}]}"#),
        read: "Please enter an email address." },
    Recorded { name: "PHP", has_files: true,
        taken: (201, r#"{"reference":"W-0A1B2C3D"}"#), refused: (413, "{}"),
        read: "Your files could not be sent. Remove some, or choose smaller ones" },
    Recorded { name: "Express", has_files: true,
        taken: (201, r#"{"reference":"W-0A1B2C3D"}"#), refused: (400, r#"{"title":"no message: is it sent as a form?"}"#), read: NOT_SENT },
    Recorded { name: "Django", has_files: true,
        taken: (201, r#"{"reference": "W-0A1B2C3D"}"#), refused: (403, "<h1>Forbidden</h1><p>CSRF verification failed.</p>"), read: NOT_SENT },
    Recorded { name: "FastAPI", has_files: true,
        taken: (201, r#"{"reference":"W-0A1B2C3D"}"#),
        refused: (422, r#"{"detail":[{"type":"missing","loc":["body","name"],"msg":"Field required","input":null}]}"#), read: "Field required" },
    Recorded { name: "Formspree", has_files: true,
        taken: (200, r#"{"next":"/thanks","ok":true}"#),
        refused: (422, r#"{"error":"Validation errors","errors":[{"code":"TYPE_EMAIL","field":"email","message":"should be an email"}]}"#), read: "should be an email" },
    Recorded { name: "Web3Forms", has_files: false,
        taken: (200, r#"{"success":true,"message":"Email sent successfully!"}"#),
        refused: (400, r#"{"success":false,"message":"Invalid Access Key"}"#), read: NOT_SENT },
    Recorded { name: "Netlify", has_files: true,
        taken: (200, "<!doctype html><title>Thank you</title>"), refused: (404, "<h1>Page not found</h1>"), read: NOT_SENT },
    Recorded { name: "HubSpot", has_files: false,
        taken: (200, r#"{"inlineMessage":"Thanks","redirectUri":""}"#),
        refused: (400, r#"{"status":"error","message":"The request is not valid","errors":[{"message":"Error in 'fields.email'","errorType":"INVALID_EMAIL"}]}"#), read: NOT_SENT },
    Recorded { name: "Zendesk", has_files: false,
        taken: (201, r#"{"request":{"id":33,"status":"new"}}"#),
        refused: (422, r#"{"error":"RecordInvalid","description":"Record validation errors","details":{"email":[{"description":"Email: is invalid"}]}}"#), read: "Email: is invalid" },
    Recorded { name: "Power Automate", has_files: false,
        taken: (202, ""), refused: (401, r#"{"error":{"code":"DirectApiAuthorizationRequired"}}"#), read: NOT_SENT },
    Recorded { name: "Apps Script", has_files: false,
        taken: (200, r#"{"ok":true}"#), refused: (200, r#"{"ok":false}"#), read: NOT_SENT },
    Recorded { name: "n8n and Node-RED", has_files: true,
        taken: (200, r#"{"ok":true}"#), refused: (404, r#"{"code":404,"message":"The requested webhook is not registered."}"#), read: NOT_SENT },
];

/// The part of a copy file that a recipe shows.
fn recipe(name: &str) -> Map<String, Value> {
    let (_, section) = GUIDE
        .split_once(&format!("\n## {name}\n"))
        .unwrap_or_else(|| panic!("no recipe {name}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let (_, json) = section
        .split_once("```json\n")
        .unwrap_or_else(|| panic!("{name} has no part of a copy file"));
    let json = json.split("```").next().unwrap_or_default();
    serde_json::from_str(&format!("{{{json}}}")).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The default copy with a recipe in it, which says nothing else of its endpoint.
fn copy(name: &str) -> String {
    let recipe = recipe(name);
    let own = merged(DEFAULT_COPY, r#"{"once": false}"#);
    let mut copy: Value =
        serde_json::from_str(&merged(&own, &recipe["submit"].to_string())).unwrap();
    if let Some(facts) = recipe.get("facts") {
        copy["facts"]["attachments"] = facts["attachments"].clone();
    }
    serde_json::to_string_pretty(&copy).unwrap()
}

#[test]
fn every_recipe_is_tried_here() {
    let sections = GUIDE
        .split("\n## ")
        .skip(1)
        .filter(|section| section.contains("```json"));
    let named: BTreeSet<&str> = sections
        .map(|section| section.lines().next().unwrap())
        .collect();
    let tried = RECORDED.iter().map(|recorded| recorded.name).collect();
    assert_eq!(named, tried);
}

#[test]
fn the_checker_has_nothing_against_a_recipe() {
    for Recorded {
        name, has_files, ..
    } in &RECORDED
    {
        let findings = lint::check(&copy(name), date("2026-11-28"), |_| Ok(None));
        let against = findings.iter().filter(|finding| {
            let code = finding.rule.map_or("", |rule| rule.code);
            // Where no files go along, it asks to hide their question, as the recipe does in words.
            let is_known = code == "submit-files" && !has_files;
            finding.path.starts_with("submit") && finding.severity != Severity::Info && !is_known
        });
        assert_eq!(
            against.collect::<Vec<_>>(),
            Vec::<&lint::Finding>::new(),
            "{name}"
        );
    }
}

#[test]
fn what_the_customer_reads_of_recorded_answers_is_true() {
    for recorded in &RECORDED {
        let page = leaked(&copy(recorded.name));
        let read = |(status, body)| {
            let files: &[&str] = if recorded.has_files {
                &["bill.pdf"]
            } else {
                &[]
            };
            let (mut journey, submission) = under_way(page, files);
            let answer = Answer {
                status,
                retry_after: None,
                body,
                sent_to: &page.submit.endpoint,
                answered_by: "",
            };
            let reply = reply(page, &answer);
            if let Reply::Delivered(acknowledgement) = &reply {
                let own = submission.own_reference();
                assert_eq!(
                    page.submit.own_reference,
                    acknowledgement.reference == own,
                    "{}",
                    recorded.name
                );
            }
            read_by_customer(&mut journey, reply).0
        };
        let sent = read(recorded.taken);
        assert!(
            sent[0].starts_with("Complaint sent "),
            "{}: {sent:?}",
            recorded.name
        );
        assert_eq!(read(recorded.refused), [recorded.read], "{}", recorded.name);
    }
}

#[test]
fn each_recipe_sends_everything_over_real_http() {
    for recorded in &RECORDED {
        let (status, body) = recorded.taken;
        let stub = Stub::start(move |request| {
            let answer = match body.starts_with('<') {
                true => stub::Reply::html(status, body),
                false => stub::Reply::json(status, body),
            };
            let answer = answer.with("Access-Control-Allow-Origin", "*");
            if request.method == "OPTIONS" {
                return answer.with("Access-Control-Allow-Headers", "Content-Type");
            }
            answer
        });
        let folder = tempfile::tempdir().expect("there is room");
        let file = folder.path().join("complaints.json");
        let here = format!(r#"{{"endpoint": "{}"}}"#, stub.address("/x"));
        std::fs::write(&file, merged(&copy(recorded.name), &here)).expect("there is room");
        let output = Command::new(env!("CARGO_BIN_EXE_complaints"))
            .arg("try")
            .arg(&file)
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success(),
            "{}: {said}{}",
            recorded.name,
            String::from_utf8_lossy(&output.stderr)
        );
        let requests = stub.requests();
        let sent = requests.last().expect("it was sent").text();
        assert!(sent.contains("END OF TEST"), "{}: {sent}", recorded.name);
        assert_eq!(
            sent.contains("filename="),
            recorded.has_files,
            "{}",
            recorded.name
        );
    }
}
