use complaints::view_model::LinesView;

use crate::fixture::{holidays, instant, page};

#[test]
fn the_lines_are_open_or_say_when_they_open_again() {
    for (now, open, words) in [
        (
            "2026-11-23T08:59:59Z",
            false,
            "Lines are closed now and open again Monday 9:00am",
        ),
        (
            "2026-11-23T09:00:00Z",
            true,
            "Lines are open now, until 5:00pm",
        ),
        (
            "2026-11-23T17:00:00Z",
            false,
            "Lines are closed now and open again Tuesday 9:00am",
        ),
        (
            "2026-11-20T17:00:00Z",
            false,
            "Lines are closed now and open again Monday 9:00am",
        ),
        (
            "2026-07-13T08:00:00Z",
            true,
            "Lines are open now, until 5:00pm",
        ),
        (
            "2026-12-24T18:00:00Z",
            false,
            "Lines are closed now and open again Tuesday 9:00am",
        ),
    ] {
        let lines = LinesView::new(page(), holidays(), instant(now)).expect("the lines are known");
        assert_eq!((lines.open, lines.words.as_str()), (open, words), "{now}");
    }
}

#[test]
fn nothing_is_said_of_the_lines_outside_the_calendar() {
    assert_eq!(
        LinesView::new(page(), holidays(), instant("1970-01-01T12:00:00Z")),
        None
    );
}
