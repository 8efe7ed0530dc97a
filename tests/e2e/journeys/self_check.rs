use e2e::harness::{Browser, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{CISAS, FIRST_COMPLAINED};
use serde_json::json;
use thirtyfour::Key;

/// WebDriver's names of keys, in a text.
const BACKSPACE: &str = "\u{e003}";
const ENTER: &str = "\u{e007}";

#[test]
fn each_outcome_is_reached_and_changed_by_keyboard_alone() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    for (days_ago, result) in [
        (1, "Not yet: ask CISAS from"),
        (49, "You may already be able to apply: ask CISAS"),
        (60, "You can ask CISAS to look at your complaint until"),
        (265, "Apply to CISAS soon: by"),
        (300, "Our page’s date has passed: ask CISAS"),
    ] {
        page.tab_to("input Day", "");
        for part in page.london_date(-days_ago) {
            page.browser.keys(Key::End);
            page.browser
                .keys([BACKSPACE.repeat(4).as_str(), &part].concat());
            page.browser.keys(Key::Tab);
        }
        page.tab_to("button Check the dates", ENTER);
        is_told(&page, result);
        page.browser.run("document.activeElement.blur()", &[]);
    }
}

#[test]
fn a_wrong_date_is_said_in_a_summary_that_leads_to_its_box() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "13", "2026");
    page.press("Check the dates");
    let message = "Date when you first complained must be a real date";
    assert_eq!(page.error_summary(), [message]);
    page.focus_on("alert There is a problem");
    assert_eq!(page.field_error(FIRST_COMPLAINED).as_deref(), Some(message));
    assert_eq!(page.axe(), [""; 0]);
    page.follow(message);
    page.focus_on("input Month");
}

#[test]
fn who_has_not_complained_yet_is_told_to_complain_first() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.press("Check the dates");
    is_told(&page, "Complain to us first");
}

#[test]
fn a_case_that_cisas_does_not_take_is_told_where_to_go_instead() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.open_every_answer();
    page.choose("Is it about how your personal data was used?", "Yes");
    page.press("Check the dates");
    is_told(&page, "CISAS may not be able to take your complaint");
    page.text("data protection regulator (ICO)");
    page.choose("Is it about how your personal data was used?", "No");
    page.press("Check the dates");
    is_told(&page, "Complain to us first");
}

#[test]
fn a_link_leads_to_the_result_and_holds_nothing_but_dates() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    let address = page.browser.run(
        "location.hash = '#cisas?complained=2026-03-02'; location.reload(); return location.href",
        &[],
    );
    page.text("Monday 27 April 2026");
    assert_eq!(page.date(FIRST_COMPLAINED).answers(), ["2", "3", "2026"]);
    let shown = page.browser.run("return location.href", &[]);
    assert_eq!(shown, address);
}

#[test]
fn a_link_is_followed_where_the_page_is_open_already_and_what_the_site_keeps_with_its_address_stays()
 {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.browser.run(
        "history.replaceState({ visit: 7 }, '', '#cisas?complained=2026-03-02');
         dispatchEvent(new HashChangeEvent('hashchange'))",
        &[],
    );
    page.text("Monday 27 April 2026");
    assert_eq!(page.date(FIRST_COMPLAINED).answers(), ["2", "3", "2026"]);
    let kept = page
        .browser
        .run("return [history.state.visit, location.hash]", &[]);
    assert_eq!(kept, json!([7, "#cisas?complained=2026-03-02"]));
}

#[test]
fn a_site_whose_pages_are_told_apart_by_the_end_of_the_address_keeps_it() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.browser
        .run("history.replaceState(null, '', '#/complaints')", &[]);
    page.date(FIRST_COMPLAINED).fill("2", "3", "2026");
    page.press("Check the dates");
    page.text("Monday 27 April 2026");
    assert_eq!(
        page.browser.run("return location.hash", &[]),
        json!("#/complaints")
    );
}

#[test]
fn an_address_or_the_header_leads_to_the_check_at_once() {
    let site = Site::start();
    let page = ComplaintsPage::open_plain(Browser::start(), &site.address("/#cisas"));
    let title = "heading Check when you can go to CISAS";
    page.focus_on(title);
    page.browser
        .run("location.hash = ''; document.activeElement.blur()", &[]);
    page.follow("Check when you can go to CISAS");
    page.focus_on(title);
}

/// The result is shown, takes the focus, and is no error.
#[track_caller]
fn is_told(page: &ComplaintsPage, result: &str) {
    page.text(result);
    page.focus_that(result, |focused| focused.contains(result));
    assert!(!page.has_error_summary());
    assert_eq!(page.field_error(FIRST_COMPLAINED), None);
    assert_eq!(page.axe(), [""; 0]);
}
