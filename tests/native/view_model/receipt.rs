use complaints::view_model::{DatesView, ReceiptView};

use crate::fixture::{holidays, instant, page};

fn receipt(now: &str) -> ReceiptView {
    let now = instant(now);
    let dates = DatesView::new(page(), holidays(), now, None).expect("there are dates");
    ReceiptView::new(page(), "C-2026-1".to_owned(), now, Some(dates))
}

#[test]
fn a_receipt_says_what_happens_next_and_when() {
    let receipt = receipt("2026-11-23T10:00:00Z");
    assert_eq!(receipt.reference, "C-2026-1");
    assert_eq!(
        receipt.next,
        [
            "We aim to respond by Monday 30 November 2026.",
            "If we need more time, we’ll tell you why and when you can expect a reply.",
            "If it stays unresolved, you may be able to take it to CISAS, which is free: see the CISAS dates above.",
            "To add something, correct it or withdraw your complaint, call 01702 668836 with your reference.",
        ]
    );
}

#[test]
fn a_receipt_tells_the_time_in_london_on_a_twelve_hour_clock() {
    for (now, received) in [
        ("2026-11-23T10:05:00Z", "Monday 23 November 2026, 10:05am"),
        ("2026-07-13T23:30:00Z", "Tuesday 14 July 2026, 12:30am"),
        ("2026-07-13T11:00:00Z", "Monday 13 July 2026, 12:00pm"),
        ("2026-12-01T23:59:59Z", "Tuesday 1 December 2026, 11:59pm"),
    ] {
        assert_eq!(receipt(now).received, received);
    }
}
