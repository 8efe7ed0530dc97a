//! Always, even for one error; first thing in the form area; heading from the copy; gets keyboard focus; one link per
//! error, in page order; text identical to the inline message.

use e2e::harness::{Engine, Site};
use e2e::tour::answer_what_is_required;

in_every_engine!(an_empty_form_gets_an_error_summary_in_page_order_with_the_focus_on_it);

fn an_empty_form_gets_an_error_summary_in_page_order_with_the_focus_on_it(engine: Engine) {
    let site = Site::start();
    let page = site.open_in(engine.start());
    page.press("Check your answers");
    let found = page.error_summary();
    assert_eq!(
        found,
        [
            "Enter your full name",
            "Enter your email address or postal address",
            "Select what your complaint is about",
            "Enter a description of your complaint",
        ]
    );
    page.focus_on("alert There is a problem");
    let labels = [
        "Full name",
        "Email address",
        "What is your complaint about?",
        "Description of your complaint",
    ];
    let beside = labels.map(|label| page.field_error(label).unwrap_or_default());
    assert_eq!(beside.as_slice(), found);
}

#[test]
fn one_problem_gets_a_summary_too() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.fill("Full name", "");
    page.press("Check your answers");
    assert_eq!(page.error_summary(), ["Enter your full name"]);
    page.focus_on("alert There is a problem");
}

#[test]
fn the_summary_is_the_first_thing_that_is_read_out_of_the_form() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.fill("Full name", "");
    page.press("Check your answers");
    page.error_summary();
    let lines = page.read_out();
    assert_eq!(
        lines[..7],
        [
            "region Raise a complaint",
            "heading Raise a complaint",
            "link Support Procedure",
            "alert There is a problem",
            "heading There is a problem",
            "link Enter your full name",
            "heading Complaint form",
        ]
    );
}
