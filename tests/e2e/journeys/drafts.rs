//! Answers outlive the page: in the tab as they are typed, on the device where that is asked for.

use std::time::Duration;

use e2e::harness::{Browser, Engine, Fault, Files, Front, PATIENCE, Site, Words, eventually};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FIRST_COMPLAINED, answer_what_is_required};
use serde_json::json;

const CHECK: &str = "Check your answers before you send them";
const FILES: &str = "Letters, emails and screenshots";
const OFFER: &str = "You have a complaint saved on this device";

/// Everything that the tab and the device keep of the site, as one text.
#[track_caller]
fn kept(page: &ComplaintsPage) -> String {
    let found = page.browser.run_async(
        "const done = arguments[0];
         const tab = Object.entries(sessionStorage).flat();
         const open = indexedDB.open('complaints');
         open.onupgradeneeded = () => open.transaction.abort();
         open.onerror = () => done(tab.join('\\n'));
         open.onsuccess = () => {
             const all = open.result.transaction('drafts').objectStore('drafts').getAll();
             all.onsuccess = () => done([...tab, JSON.stringify(all.result)].join('\\n'));
             open.result.close();
         }",
        &[],
    );
    found.as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn reload(page: &ComplaintsPage) {
    page.browser.reload();
    page.alive();
}

/// Another page of the site, and back.
#[track_caller]
fn leave_and_come_back(page: &ComplaintsPage, front: &Front) {
    page.browser.open(&front.address("/elsewhere"));
    page.browser.back();
    page.alive();
}

fn front() -> Front {
    let front = Front::before(Site::start());
    front.put("/elsewhere", "<!doctype html><title>Elsewhere</title>");
    front
}

fn open(front: &Front) -> ComplaintsPage {
    ComplaintsPage::open(Browser::start(), &front.address("/"))
}

#[test]
fn where_nothing_is_typed_nothing_is_kept() {
    let site = Site::start();
    let page = site.open();
    page.press("Check your answers");
    page.error_summary();
    assert_eq!(kept(&page), "");
    let databases = page.browser.run_async(
        "indexedDB.databases().then(list => arguments[0](list.length))",
        &[],
    );
    assert_eq!(databases, 0);
}

#[test]
fn a_page_that_is_loaded_again_goes_on_where_it_was_at_every_step() {
    let front = front();
    let page = open(&front);
    answer_what_is_required(&page);
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    reload(&page);
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    assert_eq!(page.date(FIRST_COMPLAINED).answers(), ["27", "3", "2026"]);

    page.press("Check your answers");
    page.heading(CHECK);
    reload(&page);
    page.heading(CHECK);
    assert_eq!(page.row("Full name"), "Ada Lovelace");

    front.fail("/complaints/form", Fault::Status(400));
    page.press("Send complaint");
    page.heading("Your complaint has not been sent");
    reload(&page);
    page.heading(CHECK);
    page.text(Words::read().at("/drafts/interrupted"));

    front.mend();
    page.press("Send again");
    let reference = page.reference();
    reload(&page);
    assert_eq!(page.reference(), reference);
    page.text("What happens next");
    assert_eq!(front.site.references(), [reference]);
}

#[test]
fn back_and_forward_through_the_cache_and_without_it_keep_answers_and_step() {
    for cache in ["", "no-store"] {
        let front = front();
        front.set_header("cache-control", cache);
        let page = open(&front);
        answer_what_is_required(&page);
        leave_and_come_back(&page, &front);
        assert_eq!(page.answer("Full name"), "Ada Lovelace", "{cache}");
        page.press("Check your answers");
        page.heading(CHECK);
        leave_and_come_back(&page, &front);
        page.heading(CHECK);
        page.press("Send complaint");
        let reference = page.reference();
        leave_and_come_back(&page, &front);
        assert_eq!(page.reference(), reference, "{cache}");
        page.browser.back();
        page.browser.forward();
        page.alive();
        assert_eq!(page.reference(), reference, "{cache}");
    }
}

#[test]
fn what_is_sent_while_the_page_is_left_is_one_complaint_when_it_is_sent_again() {
    let front = front();
    let page = open(&front);
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading(CHECK);
    // It arrives while the page is left, and its answer is lost.
    front.fail("/complaints/form", Fault::Held);
    page.press("Send complaint");
    page.text("Sending your complaint");
    front.asked_for("/complaints/form", 1);
    reload(&page);
    front.let_go("/complaints/form");
    eventually(PATIENCE, "the complaint at the company", || {
        (front.site.references().len() == 1).then_some(())
    });
    front.mend();
    page.press("Send again");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
}

#[test]
fn both_languages_of_the_page_go_on_with_the_same_answers() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.browser.open(&site.address("/cy.html"));
    let page = page.in_welsh();
    page.alive();
    assert_eq!(page.answer("Enw llawn"), "Ada Lovelace");
}

#[test]
fn a_page_that_comes_back_from_the_cache_knows_what_was_sent_from_another_one() {
    let front = front();
    let page = open(&front);
    answer_what_is_required(&page);
    page.browser.open(&front.address("/cy.html"));
    let page = page.in_welsh();
    page.alive();
    page.press("Gwirio eich atebion");
    page.press("Anfon y gŵyn");
    let reference = page.reference();
    page.browser.back();
    assert_eq!(page.reference(), reference);
}

#[test]
fn files_are_named_until_they_are_chosen_again() {
    let files = Files::new();
    let (bill, letter) = (files.pdf("bill.pdf", 900), files.pdf("letter.pdf", 900));
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.choose_files(FILES, &[&bill, &letter]);
    page.listed("letter.pdf");
    page.press("Check your answers");
    page.heading(CHECK);
    reload(&page);
    page.text("Choose your files again: bill.pdf, letter.pdf");
    assert_eq!(page.axe(), Vec::<String>::new());
    page.choose_files(FILES, &[&letter]);
    page.text("Choose your files again: bill.pdf\n");
    page.press("Check your answers");
    assert_eq!(
        page.error_summary(),
        [
            "bill.pdf could not be read: choose it again, and download it to this device first if it is kept online"
        ]
    );
    page.choose_files(FILES, &[&bill]);
    page.press("Check your answers");
    page.heading(CHECK);
    page.press("Send complaint");
    let reference = page.reference();
    let saved = site.saved_files(&reference);
    assert_eq!(
        saved.keys().collect::<Vec<_>>(),
        ["1-bill.pdf", "2-letter.pdf"]
    );
}

#[test]
fn tags_of_one_page_keep_their_answers_apart() {
    let front = front();
    let tag =
        "<complaints-procedure copy=\"/complaints.json\" loading=\"eager\"></complaints-procedure>";
    front.put(
        "/two",
        &format!("<!doctype html><script type=module src=/complaints.js></script>{tag}{tag}"),
    );
    let page = ComplaintsPage::open(Browser::start(), &front.address("/two"));
    page.fill("Full name", "Ada Lovelace");
    let page = page.in_tag(1);
    page.alive();
    page.fill("Full name", "Grace Hopper");
    reload(&page);
    assert_eq!(page.answer("Full name"), "Grace Hopper");
    let page = page.in_tag(0);
    page.alive();
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    // A tag that is removed leaves its place to the next one.
    page.browser.run_async(
        "const tag = document.querySelector('complaints-procedure');
         const next = tag.cloneNode();
         next.addEventListener('complaints-ready', () => arguments[0]());
         tag.remove();
         setTimeout(() => document.body.prepend(next), 100)",
        &[],
    );
    page.alive();
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
}

#[test]
fn answers_and_files_that_are_saved_on_the_device_are_sent_from_another_tab_and_leave_nothing() {
    let files = Files::new();
    let bill = files.pdf("bill.pdf", 20_000);
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.choose_files(FILES, &[&bill]);
    page.listed("bill.pdf");
    page.press("Save on this device");
    page.text("Saved on this device on ");
    assert_eq!(page.axe(), Vec::<String>::new());

    page.browser.new_tab();
    page.browser.open(&site.address("/"));
    page.alive();
    page.heading(OFFER);
    assert_eq!(page.axe(), Vec::<String>::new());
    assert_eq!(page.sideways_at(320), Vec::<String>::new());
    page.press_first("Continue Saved on ");
    page.listed("bill.pdf");
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    assert!(!page.has_heading(OFFER));
    page.press("Check your answers");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(
        site.saved_files(&reference).keys().collect::<Vec<_>>(),
        ["1-bill.pdf"]
    );
    eventually(PATIENCE, "nothing kept", || {
        let kept = kept(&page);
        (!kept.contains("Ada") && !kept.contains("bill.pdf")).then_some(())
    });
}

in_every_engine!(what_is_saved_on_the_device_is_offered_at_a_later_visit);

fn what_is_saved_on_the_device_is_offered_at_a_later_visit(engine: Engine) {
    // WebKit's driver opens private windows, and those keep no files.
    let keeps_files = engine != Engine::WebKit;
    let files = Files::new();
    let bill = files.pdf("bill.pdf", 900);
    let site = Site::start();
    let page = site.open_in(engine.start());
    answer_what_is_required(&page);
    page.choose_files(FILES, &[&bill]);
    page.listed("bill.pdf");
    page.press("Save on this device");
    page.text(match keeps_files {
        true => "Saved on this device on ",
        false => "Your files could not be saved",
    });

    // As in a new tab, which WebKit's driver would open behind this one.
    page.browser.open(&site.address("/complaints.js"));
    page.browser.run("sessionStorage.clear()", &[]);
    page.browser.open(&site.address("/"));
    page.alive();
    page.heading(OFFER);
    page.press_first("Continue Saved on ");
    page.focus_on("heading Complaint form");
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    match keeps_files {
        true => page.listed("bill.pdf"),
        false => page.text("Choose your files again: bill.pdf"),
    }
}

#[test]
fn two_tabs_that_save_the_same_answers_do_not_overwrite_each_other() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.press("Save on this device");
    page.text("Saved on this device on ");
    let first = page.browser.tab();

    page.browser.new_tab();
    page.browser.open(&site.address("/"));
    page.alive();
    page.press_first("Continue Saved on ");
    page.focus_on("heading Complaint form");
    page.fill("Full name", "Grace Hopper");
    page.press("Save on this device");
    eventually(PATIENCE, "Grace on the device", || {
        (kept(&page).matches("Grace Hopper").count() > 1).then_some(())
    });

    page.browser.switch_to(&first);
    page.fill("Full name", "Ada King");
    page.press("Save on this device");
    eventually(PATIENCE, "both on the device", || {
        let kept = kept(&page);
        (kept.contains("Grace Hopper") && kept.matches("Ada King").count() > 1).then_some(())
    });
    // What the other tab has saved is offered here now.
    page.heading(OFFER);
    // Other answers stand in the form: it is asked for twice.
    page.press_first("Continue Saved on ");
    page.press_first("Replace what is in the form Saved on ");
    eventually(PATIENCE, "Grace in the form", || {
        (page.answer("Full name") == "Grace Hopper").then_some(())
    });
}

#[test]
fn what_is_saved_can_be_deleted_and_expires_by_itself() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.press("Save on this device");
    page.text("Saved on this device on ");
    page.press("Delete");
    eventually(PATIENCE, "nothing on the device", || {
        kept(&page).ends_with("[]").then_some(())
    });
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    page.focus_on("button Save on this device");

    page.press("Save on this device");
    page.text("Saved on this device on ");
    page.browser.new_tab();
    page.browser
        .before_scripts("const { now } = Date; Date.now = () => now() + 31 * 86400000");
    page.browser.open(&site.address("/"));
    page.alive();
    eventually(PATIENCE, "nothing on the device", || {
        kept(&page).ends_with("[]").then_some(())
    });
    assert!(!page.has_heading(OFFER));
    assert_eq!(page.browser.console(), Vec::<String>::new());
}

#[test]
fn where_nothing_can_be_kept_it_is_said_and_the_complaint_is_sent_all_the_same() {
    let refuses = "const refuse = () => { throw new DOMException('no', 'SecurityError') };";
    for (storage, said) in [
        (
            "Object.defineProperty(window, 'sessionStorage', { get: refuse });",
            "/drafts/not_kept",
        ),
        (
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };",
            "/drafts/not_kept",
        ),
        (
            "Object.defineProperty(window, 'indexedDB', { get: refuse });",
            "/drafts/not_saved",
        ),
        (
            "Object.defineProperty(window, 'indexedDB', { value: undefined });",
            "/drafts/not_saved",
        ),
        ("IDBFactory.prototype.open = refuse;", "/drafts/not_saved"),
        (
            "IDBObjectStore.prototype.put = refuse;",
            "/drafts/not_saved",
        ),
    ] {
        let browser = Browser::start();
        browser.before_scripts(&[refuses, storage].concat());
        let site = Site::start();
        let page = site.open_in(browser);
        answer_what_is_required(&page);
        if said == "/drafts/not_saved" {
            page.press("Save on this device");
        }
        page.text(Words::read().at(said));
        page.press("Check your answers");
        page.press("Send complaint");
        let reference = page.reference();
        assert_eq!(site.references(), [reference], "{storage}");
        assert_eq!(page.browser.console(), Vec::<String>::new(), "{storage}");
    }
}

#[test]
fn a_browser_that_says_nothing_about_saving_is_not_waited_for_without_end() {
    let browser = Browser::start();
    browser.before_scripts(
        "const { open } = IDBFactory.prototype;
         IDBFactory.prototype.open = function (...named) {
             const request = open.apply(this, named);
             for (const said of ['success', 'error', 'upgradeneeded', 'blocked'])
                 request.addEventListener(said, event => event.stopImmediatePropagation());
             return request;
         }",
    );
    let site = Site::start();
    let page = site.open_in(browser);
    answer_what_is_required(&page);
    page.hold_clock();
    page.press("Save on this device");
    let words = Words::read();
    let said = words.at("/drafts/not_saved");
    eventually(PATIENCE, "it is said", || {
        page.pass(Duration::from_secs(6));
        page.visible_text().contains(said).then_some(())
    });
}

#[test]
fn where_there_is_no_room_for_the_files_the_answers_are_saved_and_it_is_said() {
    let browser = Browser::start();
    browser.before_scripts(
        "const { put } = IDBObjectStore.prototype;
         IDBObjectStore.prototype.put = function (value, key) {
             if (value.files.length) throw new DOMException('full', 'QuotaExceededError');
             return put.call(this, value, key);
         }",
    );
    let files = Files::new();
    let bill = files.pdf("bill.pdf", 900);
    let site = Site::start();
    let page = site.open_in(browser);
    answer_what_is_required(&page);
    page.choose_files(FILES, &[&bill]);
    page.listed("bill.pdf");
    page.press("Save on this device");
    page.text("Your files could not be saved");
    page.listed("bill.pdf");

    page.browser.new_tab();
    page.browser.open(&site.address("/"));
    page.alive();
    page.press_first("Continue Saved on ");
    page.text("Choose your files again: bill.pdf");
}

#[test]
fn whatever_stands_in_the_storage_the_page_goes_on_with_what_can_be_used() {
    let site = Site::start();
    let page = site.open();
    page.fill("Full name", "Ada Lovelace");
    for (text, name) in [
        (json!("nonsense"), ""),
        (json!("{\"version\":2,\"answers\":{\"name\":\"Jo\"}}"), ""),
        (
            json!("{\"version\":1,\"answers\":[],\"files\":7,\"checked\":1}"),
            "",
        ),
        (
            json!(
                "{\"version\":1,\"answers\":{\"name\":\"<b>Jo</b>\",\"email\":{}},\"began\":\"x\"}"
            ),
            "<b>Jo</b>",
        ),
        (
            json!("{\"version\":1,\"receipt\":{\"reference\":\"C-1\"}}"),
            "",
        ),
    ] {
        // What the page would still write when it is left would hide it.
        let is_kept =
            "return Object.values(sessionStorage).some(text => text.includes('Ada Lovelace'))";
        eventually(PATIENCE, "the answers in the storage", || {
            (page.browser.run(is_kept, &[]) == json!(true)).then_some(())
        });
        page.browser.run(
            "sessionStorage.setItem(Object.keys(sessionStorage)[0], arguments[0])",
            std::slice::from_ref(&text),
        );
        reload(&page);
        assert_eq!(page.answer("Full name"), name, "{text}");
        page.fill("Full name", "Ada Lovelace");
    }
    assert_eq!(page.browser.console(), Vec::<String>::new());
}

#[test]
fn what_is_typed_is_kept_in_the_tab_once_typing_rests_and_no_key_starts_a_timer_beside_another() {
    let site = Site::start();
    let page = site.open();
    page.hold_clock();
    page.browser.run(
        "const { setTimeout } = window;
         window.started = 0;
         window.setTimeout = (call, pause, ...rest) => {
             // Those who drive the browser start others.
             started += pause === 400;
             return setTimeout(call, pause, ...rest);
         }",
        &[],
    );
    let kept = "return [started, Object.values(sessionStorage).some(text => text.includes('Ada'))]";
    page.tab_to("input Full name", "Ada Lovelace");
    let while_typing = page.browser.run(kept, &[]);
    // None where one runs that coming alive has started.
    let started = while_typing[0].as_u64();
    assert!(started.is_some_and(|started| started < 2), "{while_typing}");
    assert_eq!(while_typing[1], false);
    page.pass(Duration::from_secs(2));
    assert_eq!(page.browser.run(kept, &[])[1], true);
    page.tab_to("textarea Description of your complaint", "Charged twice.");
    assert_eq!(
        page.answer("Description of your complaint"),
        "Charged twice."
    );
}

#[test]
fn what_is_typed_is_kept_whatever_a_site_makes_of_the_clock() {
    let site = Site::start();
    for clock in [
        "const now = Date.now(); Date.now = () => now",
        "const { now } = Date; let back = 0; Date.now = () => now() - (back += 3_600_000)",
    ] {
        let page = site.open();
        page.browser.run(clock, &[]);
        page.fill("Full name", "Ada Lovelace");
        let kept =
            "return Object.values(sessionStorage).some(text => text.includes('Ada Lovelace'))";
        eventually(PATIENCE, clock, || {
            (page.browser.run(kept, &[]) == json!(true)).then_some(())
        });
    }
}
