//! The recipes of public/complaints-endpoints.md: each passes the checker, sends everything, and says the truth of
//! the answers that its endpoint gives.

use std::collections::BTreeSet;
use std::process::Command;

use complaints::copy::lint::{self, Severity};
use complaints::domain::complaint::{Answer, Reply};
use support::recipes::{GUIDE, RECORDED, Recorded, copy, merged};
use support::stub::{self, Stub};

use super::{read_by_customer, reply, under_way};
use crate::date;
use crate::fixture::leaked;

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
