//! Repeats the label's words; says how to fix; never "please", "sorry", "valid", "invalid", "this field is required".
//! A visually hidden "Error:" goes before the inline message.

use e2e::harness::{Site, Words};

#[test]
fn a_wrong_answer_is_described_by_its_message_after_a_hidden_error() {
    let site = Site::start();
    let page = site.open();
    page.press("Check your answers");
    page.error_summary();
    let lines = page.read_out();
    for expected in [
        "textbox Full name: Error: Enter your full name (invalid)",
        "textbox Email address: We use this to reply. Give an email address, a postal address or both. Error: Enter your email address or postal address (invalid)",
        "radiogroup What is your complaint about?: Error: Select what your complaint is about (invalid)",
        "textbox Description of your complaint: Say what happened, when, and what we said. Do not include passwords or card numbers. Error: Enter a description of your complaint (invalid)",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{lines:#?}");
    }
    let hidden = "return [...document.querySelector('complaints-procedure').shadowRoot.querySelectorAll('p[id$=-error] > :first-child')]
        .map(prefix => [prefix.textContent.trim(), prefix.getBoundingClientRect().width <= 1])";
    let prefixes = page.browser.run(hidden, &[]);
    assert_eq!(prefixes, serde_json::json!(vec![("Error:", true); 4]));
}

#[test]
fn no_message_excuses_itself_blames_or_begs() {
    for words in [Words::read(), Words::welsh()] {
        let messages = words.problems();
        assert!(messages.len() > 50, "{messages:?}");
        for message in messages {
            let said = message.to_lowercase();
            for unkind in ["please", "sorry", "valid", "required", "annilys"] {
                assert!(!said.contains(unkind), "{message:?} says {unkind:?}");
            }
        }
    }
}
