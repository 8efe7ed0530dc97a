use std::path::Path;
use std::process::Command;

use e2e::harness::{Browser, Files, Site, root};
use serde_json::json;

/// The page that the server answers a form with, by fetch, as HTML.
const ANSWER: &str = "
    const [answers, done] = arguments;
    const body = new FormData();
    Object.entries(answers).forEach(([name, answer]) => body.append(name, answer));
    fetch('/complaints', { method: 'POST', headers: { accept: 'text/html' }, body })
        .then(answer => answer.text())
        .then(done)";

/// What html-validate finds wrong with a file, a line each.
#[track_caller]
fn faults(file: &Path) -> Vec<String> {
    let program = root().join(".tools/node/node_modules/html-validate/bin/html-validate.mjs");
    let mut validate = Command::new("node");
    validate
        .arg(program)
        .arg("--config")
        .arg(root().join("tests/e2e/html-validate.mjs"))
        .args(["--formatter", "text"])
        .arg(file);
    let output = validate
        .output()
        .unwrap_or_else(|error| panic!("{validate:?}: {error}"));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let said: Vec<String> = said.lines().map(str::to_owned).collect();
    assert_eq!(said.is_empty(), output.status.success(), "{said:?}");
    said
}

#[test]
fn the_prerendered_pages_are_valid_html() {
    for name in ["index.html", "cy.html", "preview.html"] {
        assert_eq!(faults(&root().join("dist").join(name)), [""; 0], "{name}");
    }
}

#[test]
fn the_pages_for_browsers_without_script_are_valid_html() {
    let files = Files::new();
    let site = Site::start();
    let browser = Browser::start();
    browser.open(&site.address("/complaints/form"));
    let complete = json!({
        "name": "Ada Lovelace",
        "email": "ada@example.com",
        "category": "billing",
        "description": "The March bill charges twice for extension 204.",
    });
    for (name, answers, title) in [
        (
            "problems.html",
            json!({ "email": "ada" }),
            "There is a problem",
        ),
        ("receipt.html", complete, "Complaint sent"),
    ] {
        let page = browser.run_async(ANSWER, &[answers]);
        let page = page.as_str().unwrap_or_default();
        assert!(page.contains(title), "{name}: {page}");
        assert_eq!(
            faults(&files.with(name, page.as_bytes())),
            [""; 0],
            "{name}"
        );
    }
}
