use e2e::harness::Site;
use support::shipped::PAGE_TEXT;

#[test]
fn every_sentence_of_the_page_text_can_be_read() {
    let site = Site::start();
    let page = site.open();
    page.open_every_answer();
    let shown = folded(&page.visible_text());
    let missing: Vec<String> = sentences()
        .filter(|sentence| !shown.contains(sentence))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// The lines of the page text without their bullets; a line with a number alone is drawn, not written.
fn sentences() -> impl Iterator<Item = String> {
    let lines = PAGE_TEXT
        .lines()
        .map(|line| folded(line.trim_start().trim_start_matches('•')));
    lines.filter(|line| !line.chars().all(|char| char.is_ascii_digit()))
}

/// Words apart by one space, whatever stood between them.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
