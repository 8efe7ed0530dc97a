use complaints::domain::calendar::BankHolidays;
use complaints::view_model::LinesView;

use crate::fixture::{holidays, instant, page};

fn said(now: &str) -> String {
    let lines = LinesView::new(page(), holidays(), instant(now));
    lines.expect("the calendar has that day").words
}

#[test]
fn lines_are_open_from_the_first_second_to_the_last() {
    assert_eq!(
        said("2026-11-23T08:59:59Z"),
        "Lines are closed now and open again on Monday at 9:00am"
    );
    assert_eq!(
        said("2026-11-23T09:00:00Z"),
        "Lines are open now, until 5:00pm"
    );
    assert_eq!(
        said("2026-11-23T16:59:59Z"),
        "Lines are open now, until 5:00pm"
    );
    assert_eq!(
        said("2026-11-23T17:00:00Z"),
        "Lines are closed now and open again on Tuesday at 9:00am"
    );
}

#[test]
fn lines_closed_on_friday_evening_open_again_on_monday() {
    assert_eq!(
        said("2026-11-20T18:00:00Z"),
        "Lines are closed now and open again on Monday at 9:00am"
    );
}

#[test]
fn christmas_is_passed_over() {
    assert_eq!(
        said("2026-12-24T17:00:00Z"),
        "Lines are closed now and open again on Tuesday at 9:00am"
    );
}

#[test]
fn the_hour_is_londons_on_both_sides_of_a_clock_change() {
    // The clocks went forward on Sunday 29 March and back on Sunday 25 October 2026.
    assert_eq!(
        said("2026-03-27T09:00:00Z"),
        "Lines are open now, until 5:00pm"
    );
    assert_eq!(
        said("2026-03-30T08:00:00Z"),
        "Lines are open now, until 5:00pm"
    );
    assert_eq!(
        said("2026-10-26T08:59:59Z"),
        "Lines are closed now and open again on Monday at 9:00am"
    );
    assert_eq!(
        said("2026-10-23T08:00:00Z"),
        "Lines are open now, until 5:00pm"
    );
}

#[test]
fn nothing_is_said_beyond_the_calendar() {
    for now in ["1970-01-01T00:00:00Z", "2300-01-01T00:00:00Z"] {
        assert_eq!(
            LinesView::new(page(), holidays(), instant(now)),
            None,
            "{now}"
        );
    }
    let now = instant("2027-03-01T12:00:00Z");
    assert!(LinesView::new(page(), &BankHolidays::by_rule(), now).is_some_and(|lines| lines.open));
}
