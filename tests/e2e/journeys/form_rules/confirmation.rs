//! Reference and what it is for, what happens next and when, contact, a way to save it; still sensible when read
//! later.

use e2e::harness::Site;
use e2e::tour::send_what_is_required;

#[test]
fn the_receipt_says_what_counts_later_too() {
    let site = Site::start();
    let page = site.open();
    let reference = send_what_is_required(&page);
    let receipt = page.visible_text();
    let receipt = receipt
        .split_once("Complaint sent")
        .map_or("", |(_, after)| after);
    let receipt = receipt.split_once("FAQs").map_or("", |(before, _)| before);
    for expected in [
        &reference,
        "Save this receipt. Quote this reference whenever you contact us about this complaint.",
        "What happens next",
        "01702 668836",
        "Save this receipt and your answers",
        "Print this page",
    ] {
        assert!(receipt.contains(expected), "no {expected:?} in {receipt}");
    }
    let due = page.row("We aim to respond by");
    let year = due.rsplit(' ').next().and_then(|year| year.parse().ok());
    assert!(year > Some(2025), "{due} names no year");
    assert!(
        receipt.contains(&format!("We aim to respond by {due}.")),
        "{receipt}"
    );
    for fleeting in ["today", "tomorrow", "now", "soon"] {
        let mut words = receipt.split(|char: char| !char.is_alphanumeric());
        assert!(!words.any(|word| word == fleeting), "{receipt}");
    }
}
