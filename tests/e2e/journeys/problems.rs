use e2e::harness::{Engine, Files, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FIRST_COMPLAINED, answer_what_is_required};

const FILES: &str = "Letters, emails and screenshots";

in_every_engine!(
    an_empty_form_gets_an_error_summary_in_page_order_with_the_focus_on_it,
    each_link_of_the_error_summary_leads_to_its_control,
);

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

fn each_link_of_the_error_summary_leads_to_its_control(engine: Engine) {
    let site = Site::start();
    let page = site.open_in(engine.start());
    page.press("Check your answers");
    page.error_summary();
    for (message, control) in [
        ("Enter your full name", "input Full name"),
        (
            "Enter your email address or postal address",
            "input Email address",
        ),
        (
            "Select what your complaint is about",
            "input How something was handled",
        ),
        (
            "Enter a description of your complaint",
            "textarea Description of your complaint",
        ),
    ] {
        page.follow(message);
        page.focus_on(control);
    }
}

#[test]
fn a_fixed_answer_loses_its_message_before_the_form_is_sent() {
    let site = Site::start();
    let page = site.open();
    page.press("Check your answers");
    page.error_summary();
    page.fill("Full name", "Ada Lovelace");
    assert_eq!(page.field_error("Full name"), None);
    assert_eq!(
        page.error_summary().first().map(String::as_str),
        Some("Enter your email address or postal address")
    );
}

#[test]
fn a_date_that_is_not_in_the_calendar_is_refused() {
    refused_date(
        ["31", "2", "2026"],
        "Date when you first complained must be a real date",
        "input Day",
    );
}

#[test]
fn a_date_in_the_future_is_refused() {
    refused_date(
        ["1", "1", "2099"],
        "Date when you first complained must be today or in the past",
        "input Day",
    );
}

#[test]
fn a_date_without_a_month_is_refused() {
    refused_date(
        ["31", "", "2026"],
        "Date when you first complained must include a month",
        "input Month",
    );
}

/// Gives a date and expects one message, a link to this box, and the date as it was typed.
#[track_caller]
fn refused_date([day, month, year]: [&str; 3], message: &str, control: &str) {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED).fill(day, month, year);
    page.press("Check your answers");
    assert_eq!(page.error_summary(), [message]);
    assert_eq!(page.field_error(FIRST_COMPLAINED).as_deref(), Some(message));
    assert_eq!(page.date(FIRST_COMPLAINED).answers(), [day, month, year]);
    page.follow(message);
    page.focus_on(control);
}

#[test]
fn a_month_may_be_written_out() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED).fill("27", "march", "2026");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
}

#[test]
fn a_file_over_10_mb_is_refused_by_its_name() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.choose_files(FILES, &[&files.pdf("recording.pdf", 11_000_000)]);
    page.listed("recording.pdf");
    refused_file(&page, "recording.pdf must be 10 MB or smaller");
    page.remove_file("recording.pdf");
    assert_eq!(page.field_error(FILES), None);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
}

#[test]
fn a_file_of_another_type_is_refused_by_its_name() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.choose_files(FILES, &[&files.with("song.mp3", b"ID3\x04")]);
    page.listed("song.mp3");
    refused_file(&page, "song.mp3 must be a file of type ");
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_refused() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.choose_files(FILES, &[&files.with("letter.pdf", b"MZ\x90\0")]);
    page.listed("letter.pdf");
    refused_file(&page, "letter.pdf does not hold what its name says");
}

/// Asks for the check view and expects one message, about the files, that starts like this.
#[track_caller]
fn refused_file(page: &ComplaintsPage, start: &str) {
    page.press("Check your answers");
    let found = page.error_summary();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(start), "{found:?}");
    assert_eq!(page.field_error(FILES).as_ref(), found.first());
}
