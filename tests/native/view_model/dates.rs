use complaints::copy::PageCopy;
use complaints::domain::calendar::BankHolidays;
use complaints::view_model::DatesView;

use crate::date;
use crate::fixture::{DEFAULT_COPY, edited, holidays, instant, leaked, page};

/// The whole view as lines: the dates with their names, then the notes.
fn view(
    page: &'static PageCopy,
    holidays: &BankHolidays,
    now: &str,
    complained_on: Option<&str>,
) -> Vec<String> {
    let view = DatesView::new(page, holidays, instant(now), complained_on.map(date))
        .expect("there are dates");
    let rows = view
        .in_order()
        .into_iter()
        .map(|row| format!("{}: {} ({})", row.label, row.date, row.iso));
    rows.chain(view.notes).collect()
}

#[test]
fn a_complaint_sent_on_a_working_morning_counts_from_that_day() {
    assert_eq!(
        view(page(), holidays(), "2026-11-23T10:00:00Z", None),
        [
            "We aim to respond by: Monday 30 November 2026 (2026-11-30)",
            "Under Ofcom’s rules, ask CISAS from: Monday 4 January 2027 (2027-01-04)",
            "CISAS may be available from (our page’s date): Monday 18 January 2027 (2027-01-18)",
            "Apply to CISAS by, to be safe (our page’s date): Monday 23 August 2027 (2027-08-23)",
            "Counted from Monday 23 November 2026. A complaint that reaches us after 5:00pm, at a weekend or on a bank holiday counts as received on the next working day.",
            "5 working days: Tue 24, Wed 25, Thu 26, Fri 27, (Sat 28, Sun 29 skipped), Mon 30.",
            "CISAS dates are counted from Monday 23 November 2026, when you first complained to us about this. CISAS is free. You can go sooner if we send you a deadlock letter (our letter or email that says that we cannot settle your complaint), and CISAS may still take a complaint after our page’s last day: ask CISAS.",
            "Ofcom’s rules may let you go to CISAS sooner than our page says. You do not have to wait for our page’s date.",
        ]
    );
}

#[test]
fn a_complaint_sent_in_a_summer_night_counts_in_london() {
    assert_eq!(
        view(page(), holidays(), "2026-07-13T23:30:00Z", None)[..4],
        [
            "We aim to respond by: Tuesday 21 July 2026 (2026-07-21)",
            "Under Ofcom’s rules, ask CISAS from: Tuesday 25 August 2026 (2026-08-25)",
            "CISAS may be available from (our page’s date): Tuesday 8 September 2026 (2026-09-08)",
            "Apply to CISAS by, to be safe (our page’s date): Wednesday 14 April 2027 (2027-04-14)",
        ]
    );
}

#[test]
fn christmas_and_the_hour_of_closing_move_the_response_and_not_cisas() {
    assert_eq!(
        view(page(), holidays(), "2026-12-24T17:00:00Z", None)[..6],
        [
            "We aim to respond by: Wednesday 6 January 2027 (2027-01-06)",
            "Under Ofcom’s rules, ask CISAS from: Thursday 4 February 2027 (2027-02-04)",
            "CISAS may be available from (our page’s date): Thursday 18 February 2027 (2027-02-18)",
            "Apply to CISAS by, to be safe (our page’s date): Friday 24 September 2027 (2027-09-24)",
            "Counted from Tuesday 29 December 2026. A complaint that reaches us after 5:00pm, at a weekend or on a bank holiday counts as received on the next working day.",
            "5 working days: Wed 30, Thu 31, (Fri 1 New Year’s Day, Sat 2, Sun 3 skipped), Mon 4, Tue 5, Wed 6.",
        ]
    );
}

#[test]
fn an_earlier_complaint_moves_the_cisas_dates_and_not_the_response() {
    assert_eq!(
        view(
            page(),
            holidays(),
            "2026-11-23T10:00:00Z",
            Some("2026-03-02")
        ),
        [
            "CISAS may be available from (our page’s date): Monday 27 April 2026 (2026-04-27)",
            "We aim to respond by: Monday 30 November 2026 (2026-11-30)",
            "Apply to CISAS by, to be safe (our page’s date): Wednesday 2 December 2026 (2026-12-02)",
            "Counted from Monday 23 November 2026. A complaint that reaches us after 5:00pm, at a weekend or on a bank holiday counts as received on the next working day.",
            "5 working days: Tue 24, Wed 25, Thu 26, Fri 27, (Sat 28, Sun 29 skipped), Mon 30.",
            "You have complained to us about this before. If we did not reply by a date that we gave you, tell us.",
            "CISAS dates are counted from Monday 2 March 2026, when you first complained to us about this. CISAS is free. You can go sooner if we send you a deadlock letter (our letter or email that says that we cannot settle your complaint), and CISAS may still take a complaint after our page’s last day: ask CISAS.",
        ]
    );
}

#[test]
fn a_date_by_computed_bank_holidays_is_marked_as_about() {
    assert_eq!(
        view(page(), holidays(), "2029-06-04T10:00:00Z", None),
        [
            "We aim to respond by: about Monday 11 June 2029 (2029-06-11)",
            "Under Ofcom’s rules, ask CISAS from: Monday 16 July 2029 (2029-07-16)",
            "CISAS may be available from (our page’s date): Monday 30 July 2029 (2029-07-30)",
            "Apply to CISAS by, to be safe (our page’s date): Monday 4 March 2030 (2030-03-04)",
            "Counted from Monday 4 June 2029. A complaint that reaches us after 5:00pm, at a weekend or on a bank holiday counts as received on the next working day.",
            "5 working days: Tue 5, Wed 6, Thu 7, Fri 8, (Sat 9, Sun 10 skipped), Mon 11.",
            "About: the bank holidays of that year have not been announced yet.",
            "CISAS dates are counted from Monday 4 June 2029, when you first complained to us about this. CISAS is free. You can go sooner if we send you a deadlock letter (our letter or email that says that we cannot settle your complaint), and CISAS may still take a complaint after our page’s last day: ask CISAS.",
            "Ofcom’s rules may let you go to CISAS sooner than our page says. You do not have to wait for our page’s date.",
        ]
    );
}

#[test]
fn the_figures_and_the_division_are_those_of_the_copy() {
    let page = leaked(&edited(
        DEFAULT_COPY,
        &[
            ("\"response_days\": 5", "\"response_days\": 1"),
            ("\"england-and-wales\"", "\"scotland\""),
            (
                "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]",
                "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }, { \"from\": \"2026-04-08\", \"wait_weeks\": 6, \"limit_months\": 12 }]",
            ),
        ],
    ));
    let dates = |complained_on| {
        view(
            page,
            holidays(),
            "2026-11-27T10:00:00Z",
            Some(complained_on),
        )[..3]
            .to_vec()
    };
    assert_eq!(
        dates("2026-04-08"),
        [
            "CISAS may be available from (our page’s date): Wednesday 20 May 2026 (2026-05-20)",
            "We aim to respond by: Tuesday 1 December 2026 (2026-12-01)",
            "Apply to CISAS by, to be safe (our page’s date): Thursday 8 April 2027 (2027-04-08)",
        ]
    );
    assert_eq!(
        dates("2026-04-07")[0],
        "CISAS may be available from (our page’s date): Tuesday 2 June 2026 (2026-06-02)"
    );
}

#[test]
fn there_are_no_dates_outside_the_calendar() {
    let none = |now| DatesView::new(page(), holidays(), instant(now), None).is_none();
    assert!(none("1970-01-01T00:00:00Z"));
    assert!(none("2300-01-01T00:00:00Z"));
}

#[test]
fn the_zone_of_the_process_changes_nothing() {
    let tests = std::env::current_exe().expect("the tests run from a file");
    for zone in [
        "UTC",
        "Europe/London",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "XXX+23:59",
    ] {
        let run = std::process::Command::new(&tests)
            .args([
                "--exact",
                "view_model::dates::a_complaint_sent_in_a_summer_night_counts_in_london",
            ])
            .env("TZ", zone)
            .output()
            .expect("the tests run again");
        let output = String::from_utf8_lossy(&run.stdout);
        assert!(
            run.status.success() && output.contains("1 passed"),
            "{zone}: {output}"
        );
    }
}
