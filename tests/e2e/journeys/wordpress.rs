//! The snippet where WordPress has taken away what it lets nobody publish but administrators.
//!
//! Needs WordPress' own filter and PHP: `./x hosts` brings them and names their folder in `WORDPRESS`.

use std::io::Write as _;
use std::process::{Command, Stdio};

use e2e::harness::{Browser, Engine, Front, Site, root, snippet, snippet_with};
use e2e::pages::ComplaintsPage;
use serde_json::json;

/// What WordPress keeps of a post whose author lacks the `unfiltered_html` capability.
#[track_caller]
fn filtered(post: &str) -> String {
    let wordpress = std::env::var("WORDPRESS")
        .unwrap_or_else(|_| panic!("WORDPRESS names no folder: ./x hosts"));
    let mut filter = Command::new("php")
        .arg(root().join("tests/hosts/kses.php"))
        .arg(wordpress)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("php: {error}"));
    let sent = filter
        .stdin
        .take()
        .map(|mut input| input.write_all(post.as_bytes()));
    assert!(matches!(sent, Some(Ok(()))), "{sent:?}");
    let kept = filter.wait_with_output();
    let kept = kept.unwrap_or_else(|error| panic!("php: {error}"));
    assert!(kept.status.success(), "{kept:?}");
    String::from_utf8_lossy(&kept.stdout).into_owned()
}

#[track_caller]
fn open(content: &str) -> ComplaintsPage {
    let front = Front::before(Site::start());
    front.put(
        "/post.html",
        &[
            "<!doctype html><title>A post</title><main>",
            content,
            "</main>",
        ]
        .concat(),
    );
    ComplaintsPage::open_plain(Engine::Chromium.start(), &front.address("/post.html"))
}

/// How often words are seen on the page.
#[track_caller]
fn times(browser: &Browser, words: &str) -> usize {
    let text = browser.run("return document.body.innerText", &[]);
    text.as_str().unwrap_or_default().matches(words).count()
}

/// What looks like a form.
const CONTROLS: &str =
    "return [...document.querySelectorAll('button, input, textarea, select, label, legend')]
    .filter(control => control.checkVisibility()).map(control => control.outerHTML)";

#[test]
#[ignore = "needs WordPress and PHP: ./x hosts"]
fn wordpress_leaves_the_words_of_the_snippet_once_and_nothing_that_looks_like_a_form() {
    let page = open(&filtered(&snippet("/")));
    for words in [
        "We aim to resolve issues quickly and fairly.",
        "call us on 01702 668836 (lines open",
        "Should I raise a support ticket instead of a complaint?",
        "Go to the complaint form",
    ] {
        assert_eq!(times(&page.browser, words), 1, "{words}");
    }
    assert_eq!(times(&page.browser, "Send complaint"), 0);
    assert_eq!(page.browser.run(CONTROLS, &[]), json!([]));
}

#[test]
#[ignore = "needs WordPress and PHP: ./x hosts"]
fn wordpress_keeps_all_of_the_words_that_are_printed_for_it() {
    let words = snippet_with("/complaints/", &["--words", "--heading", "2"]);
    assert_eq!(filtered(&words).trim(), words.trim());
    let page = open(&filtered(&words));
    assert_eq!(
        times(
            &page.browser,
            "We aim to resolve issues quickly and fairly."
        ),
        1
    );
    let link = "return [...document.querySelectorAll('a')].find(link => link.textContent === 'Go to the complaint form').pathname";
    assert_eq!(page.browser.run(link, &[]), json!("/complaints/"));
    let headings = "return document.querySelectorAll('h1').length";
    assert_eq!(page.browser.run(headings, &[]), json!(0));
}
