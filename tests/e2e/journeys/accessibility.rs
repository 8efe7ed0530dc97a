use e2e::harness::{Browser, Engine, Site};
use e2e::tour::tour;

const NOTHING: [String; 0] = [];

in_every_engine!(
    axe_finds_nothing_in_any_state_light_or_dark,
    each_step_moves_the_focus_to_its_heading,
);

fn axe_finds_nothing_in_any_state_light_or_dark(engine: Engine) {
    tour(&mut Site::start(), engine.start(), |state, page| {
        assert_eq!(page.axe_dark_and_light(), NOTHING, "{state}")
    });
}

#[test]
fn nothing_scrolls_sideways_at_320_pixels_in_any_state() {
    tour(&mut Site::start(), Browser::start(), |state, page| {
        assert_eq!(page.sideways_at(320), NOTHING, "{state}")
    });
}

fn each_step_moves_the_focus_to_its_heading(engine: Engine) {
    let site = Site::start();
    let page = site.open_in(engine.start());
    e2e::tour::answer_what_is_required(&page);
    page.press("Check your answers");
    page.focus_on("heading Check your answers before you send them");
    page.press("Back to the form");
    page.focus_on("heading Complaint form");
    page.press("Check your answers");
    page.press("Send complaint");
    page.focus_on("heading Complaint sent");
}
