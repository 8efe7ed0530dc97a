//! Never clear a wrong answer. Trim; ignore stray spaces, hyphens, invisible characters.

use e2e::harness::Site;
use e2e::tour::{FIRST_COMPLAINED, answer_what_is_required};

#[test]
fn no_wrong_answer_is_cleared() {
    let site = Site::start();
    let page = site.open();
    let answers = [
        ("Email address", "ada"),
        ("Phone number", &*"1".repeat(101)),
        ("Description of your complaint", "twice"),
    ];
    for (label, answer) in answers {
        page.fill(label, answer);
    }
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED).fill("31", "Feb", "26");
    page.press("Check your answers");
    // The name and the category, too.
    assert_eq!(page.error_summary().len(), 6);
    for (label, answer) in answers {
        assert_eq!(page.answer(label), answer, "{label}");
    }
    assert_eq!(page.date(FIRST_COMPLAINED).answers(), ["31", "Feb", "26"]);
}

#[test]
fn stray_spaces_and_invisible_characters_are_no_mistake() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.fill("Full name", "  Ada \u{200b} Lovelace ");
    page.fill("Email address", " ada@exam\u{ad}ple.com\u{feff} ");
    page.fill("Phone number", " 020–7946-0000 ");
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED)
        .fill(" 27", "\u{2060}3 ", " 2026");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    for (label, answer) in [
        ("Full name", "Ada Lovelace"),
        ("Email address", "ada@example.com"),
        ("Phone number", "020–7946-0000"),
        (FIRST_COMPLAINED, "Friday 27 March 2026"),
    ] {
        assert_eq!(page.row(label), answer);
    }
}
