use e2e::harness::{Browser, Fault, Front, PATIENCE, Site, built, eventually};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;

const LOADER: &str = "complaints.js";

/// The name of the script that joins the program to the browser.
#[track_caller]
fn glue() -> String {
    built("complaints-", ".js")
}

/// The page where a file fails, filled in and sent as it then is.
#[track_caller]
fn is_sent_although(front: &Front, browser: Browser, file: &str, fault: Fault) -> Browser {
    let what = format!("{file}: {fault:?}");
    let before = front.requests().len();
    let page = ComplaintsPage::open_plain(browser, &front.address("/"));
    page.text("We aim to resolve issues quickly and fairly.");
    answer_what_is_required(&page);
    eventually(PATIENCE, &format!("a request for {file}"), || {
        let asked = front.requests();
        asked[before..]
            .iter()
            .any(|asked| asked.ends_with(file))
            .then_some(())
    });
    // The page gives up, or still waits, or its script never ran: nothing of it has changed.
    if !matches!(fault, Fault::Held) && file != LOADER {
        page.gives_up();
    }
    page.text("We aim to resolve issues quickly and fairly.");
    assert_eq!(page.answer("Full name"), "Ada Lovelace", "{what}");
    assert!(!page.is_live(), "{what}");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references().first(), Some(&reference), "{what}");
    page.browser
}

#[test]
fn whatever_file_fails_in_whatever_way_the_form_is_read_and_sent_as_it_stands() {
    let front = Front::before(Site::start());
    // Each visit asks for each file.
    front.set_header("cache-control", "no-store");
    let mut browser = Browser::impatient();
    for file in [LOADER, &glue(), "_bg.wasm", "complaints.json"] {
        for fault in [
            Fault::Status(404),
            Fault::Status(500),
            Fault::Truncated,
            Fault::Held,
        ] {
            front.mend();
            front.fail(file, fault);
            browser = is_sent_although(&front, browser, file, fault);
        }
    }
}

#[test]
fn a_file_that_failed_once_is_asked_for_again_at_the_next_touch() {
    let front = Front::before(Site::start());
    front.set_header("cache-control", "no-store");
    let mut browser = Browser::start();
    for file in [&glue(), "_bg.wasm", "complaints.json"] {
        front.fail(file, Fault::Status(500));
        let page = ComplaintsPage::open_plain(browser, &front.address("/"));
        page.fill("Full name", "Ada Lovelace");
        page.gives_up();
        front.mend();
        page.fill("Email address", "ada@example.com");
        page.alive();
        assert_eq!(page.answer("Full name"), "Ada Lovelace", "{file}");
        browser = page.browser;
    }
}

#[test]
fn what_was_typed_while_the_program_came_is_kept() {
    let front = Front::before(Site::start());
    front.fail("_bg.wasm", Fault::Held);
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    front.let_go("_bg.wasm");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(page.row("Full name"), "Ada Lovelace");
}

const LATER: &str = "_later.wasm";

#[test]
fn the_second_part_of_the_program_that_fails_is_said_and_comes_when_it_is_asked_for_again() {
    let front = Front::before(Site::start());
    front.fail(LATER, Fault::Status(404));
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Your complaint has not been sent");
    page.text("Your answers and files are still here.");
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    page.press("Check your answers");
    page.heading("Your complaint has not been sent");
    front.mend();
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    page.focus_on("heading Check your answers before you send them");
    page.press("Send complaint");
    page.heading("Complaint sent");
}

#[test]
fn a_self_check_whose_result_cannot_be_loaded_says_so_and_has_it_when_it_is_asked_again() {
    let front = Front::before(Site::start());
    front.fail(LATER, Fault::Status(404));
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    page.press("Check the dates");
    page.text("Try again in a few minutes, or call");
    front.mend();
    page.press("Check the dates");
    page.heading("Complain to us first");
    page.focus_on("heading Complain to us first");
}

#[test]
fn the_second_part_is_asked_for_once_the_form_is_live_and_waited_for() {
    let front = Front::before(Site::start());
    front.fail(LATER, Fault::Held);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    let asked = front.requests();
    let at = |file: &str| asked.iter().position(|asked| asked.ends_with(file));
    assert!(
        at("_bg.wasm") < at(LATER) || at(LATER).is_none(),
        "{asked:?}"
    );
    answer_what_is_required(&page);
    page.press("Check your answers");
    front.asked_for(LATER, 1);
    front.let_go(LATER);
    page.heading("Check your answers before you send them");
    page.focus_on("heading Check your answers before you send them");
    assert_eq!(page.row("Full name"), "Ada Lovelace");
}

#[test]
fn bank_holidays_that_never_come_or_are_none_keep_nobody_from_filling_in_or_checking() {
    for fault in [
        Fault::Held,
        Fault::Truncated,
        Fault::Status(503),
        Fault::Redirect("/index.html"),
    ] {
        let front = Front::before(Site::start());
        front.fail("bank-holidays.json", fault);
        let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
        answer_what_is_required(&page);
        page.press("Check your answers");
        page.heading("Check your answers before you send them");
        assert_eq!(page.row("Full name"), "Ada Lovelace", "{fault:?}");
        let said = page.browser.console();
        let about = said
            .iter()
            .filter(|line| line.contains("bank-holidays.json: "));
        assert_eq!(about.count(), 1, "{fault:?}: {said:?}");
    }
}
