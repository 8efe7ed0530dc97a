use e2e::harness::Site;
use e2e::tour::tour;

const NOTHING: [String; 0] = [];

#[test]
fn axe_finds_nothing_in_any_state_light_or_dark() {
    tour(&mut Site::start(), |state, page| {
        for dark in [false, true] {
            page.browser.prefer_dark(dark);
            assert_eq!(page.axe(), NOTHING, "{state}, dark: {dark}");
        }
        page.browser.prefer_dark(false);
    });
}

#[test]
fn nothing_scrolls_sideways_at_320_pixels_in_any_state() {
    tour(&mut Site::start(), |state, page| {
        assert_eq!(page.sideways_at(320), NOTHING, "{state}")
    });
}

#[test]
fn each_step_moves_the_focus_to_its_heading() {
    let site = Site::start();
    let page = site.open();
    e2e::tour::answer_what_is_required(&page);
    page.press("Check your answers");
    page.focus_on("heading Check your answers before you send them");
    page.press("Back to the form");
    page.focus_on("heading Complaint form");
    page.press("Check your answers");
    page.press("Send complaint");
    page.focus_on("heading Complaint sent");
}
