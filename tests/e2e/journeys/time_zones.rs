use e2e::harness::{Engine, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FIRST_COMPLAINED, answer_what_is_required};

const KIRITIMATI: &str = "Pacific/Kiritimati";
const PAGO_PAGO: &str = "Pacific/Pago_Pago";

in_every_engine!(the_dates_are_the_same_in_kiritimati_and_pago_pago_as_in_london);

fn the_dates_are_the_same_in_kiritimati_and_pago_pago_as_in_london(engine: Engine) {
    let site = Site::start();
    let before = dates_in(engine, &site, "Europe/London");
    let far = [KIRITIMATI, PAGO_PAGO].map(|zone| dates_in(engine, &site, zone));
    let after = dates_in(engine, &site, "Europe/London");
    for dates in far {
        assert!(
            dates == before || dates == after,
            "{dates:?}, but {before:?} in London"
        );
    }
    assert_eq!(
        before[1..],
        ["Friday 22 May 2026", "Sunday 27 December 2026"]
    );
}

/// The response date and both CISAS dates that a customer in this time zone is shown.
#[track_caller]
fn dates_in(engine: Engine, site: &Site, zone: &str) -> [String; 3] {
    let page = site.open_in(engine.start_in(zone));
    assert_eq!(
        page.browser.run(
            "return Intl.DateTimeFormat().resolvedOptions().timeZone",
            &[]
        ),
        zone
    );
    check_with_first_complaint(&page, "27", "3", "2026");
    page.heading("Check your answers before you send them");
    [
        "We aim to respond by",
        "CISAS may be available from (our page’s date)",
        "Apply to CISAS by, to be safe (our page’s date)",
    ]
    .map(|label| page.row(label))
}

#[test]
fn today_in_london_is_the_last_day_that_counts_as_past_in_any_time_zone() {
    let site = Site::start();
    for zone in [KIRITIMATI, PAGO_PAGO] {
        let page = site.open_in(Engine::Chromium.start_in(zone));
        let [today, tomorrow] = [0, 1].map(|days| page.london_date(days));
        check_with_first_complaint(&page, &tomorrow[0], &tomorrow[1], &tomorrow[2]);
        assert_eq!(
            page.error_summary(),
            ["Date when you first complained must be today or in the past"],
            "{zone}"
        );
        page.date(FIRST_COMPLAINED)
            .fill(&today[0], &today[1], &today[2]);
        page.press("Check your answers");
        page.heading("Check your answers before you send them");
    }
}

#[track_caller]
fn check_with_first_complaint(page: &ComplaintsPage, day: &str, month: &str, year: &str) {
    answer_what_is_required(page);
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED).fill(day, month, year);
    page.press("Check your answers");
}
