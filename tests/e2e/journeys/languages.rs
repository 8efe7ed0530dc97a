use e2e::harness::{Browser, Engine, Fault, Files, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{CISAS, FIRST_COMPLAINED, answer_what_is_required};
use serde_json::json;

const NOTHING: [String; 0] = [];
const WELSH_FIRST_COMPLAINED: &str = "Pryd wnaethoch chi gwyno wrthym am hyn gyntaf?";
const WELSH_CISAS: &str = "Datrys Anghydfod yn Allanol (CISAS)";

in_every_engine!(a_complaint_can_be_made_in_welsh_from_the_page_to_the_receipt);

/// Which language the document, the page in it and the tag's copy are in, and the tab's path and title.
fn languages(page: &ComplaintsPage) -> serde_json::Value {
    page.browser.run(
        "const host = document.querySelector('complaints-procedure');
         return [
             document.documentElement.lang,
             host.shadowRoot.querySelector('.cp-page').lang,
             new URL(host.getAttribute('copy'), document.baseURI).pathname,
             location.pathname,
             document.title,
         ]",
        &[],
    )
}

/// How many answers to questions stand open.
fn open_answers(page: &ComplaintsPage) -> serde_json::Value {
    page.browser.run(
        "return document.querySelector('complaints-procedure').shadowRoot.querySelectorAll('details[open]').length",
        &[],
    )
}

/// Answers what must be answered, in Welsh.
fn answer_in_welsh(page: &ComplaintsPage) {
    page.fill("Enw llawn", "Siân Jones");
    page.fill("Cyfeiriad e-bost", "sian@enghraifft.example");
    page.choose("Am beth mae eich cwyn?", "Bil neu dâl");
    page.fill(
        "Disgrifiad o’ch cwyn",
        "Codwyd tâl ddwywaith am yr un mis ar estyniad 204.",
    );
}

#[test]
fn in_the_middle_of_the_form_the_language_changes_and_nothing_else() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    page.open_every_answer();
    page.fill("Full name", "Ada Lovelace");
    page.choose("What is your complaint about?", "A bill or charge");
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED).fill("31", "Feb", "2026");
    page.choose_files(
        "Letters, emails and screenshots",
        &[&files.pdf("bill.pdf", 20_000)],
    );
    page.listed("bill.pdf");
    page.press("Check your answers");
    assert_eq!(page.error_summary().len(), 3);
    let open = open_answers(&page);
    assert!(open.as_u64() > Some(2), "{open}");

    page.follow("Cymraeg");
    page.heading("Sut i wneud cwyn");
    page.focus_on("a English");
    let page = page.in_welsh();
    assert_eq!(
        languages(&page),
        json!([
            "cy",
            "cy",
            "/complaints.cy.json",
            "/cy.html",
            "Gweithdrefn Gwyno"
        ])
    );
    assert_eq!(
        page.error_summary(),
        [
            "Rhowch eich cyfeiriad e-bost neu’ch cyfeiriad post",
            "Rhaid i ddyddiad eich cwyn gyntaf fod yn ddyddiad go iawn",
            "Rhowch ddisgrifiad o’ch cwyn"
        ]
    );
    assert_eq!(page.answer("Enw llawn"), "Ada Lovelace");
    assert_eq!(
        page.date(WELSH_FIRST_COMPLAINED).answers(),
        ["31", "Chwefror", "2026"]
    );
    page.listed("bill.pdf");
    assert_eq!(open_answers(&page), open);
    page.fill("Cyfeiriad e-bost", "ada@example.com");
    page.date(WELSH_FIRST_COMPLAINED)
        .fill("27", "mawrth", "2026");
    page.fill("Disgrifiad o’ch cwyn", "Codwyd tâl ddwywaith am yr un mis.");

    page.follow("English");
    page.heading("How to raise a complaint");
    let page = page.in_english();
    assert_eq!(
        languages(&page),
        json!([
            "en-GB",
            "en-GB",
            "/complaints.json",
            "/",
            "Complaints Procedure"
        ])
    );
    assert_eq!(
        page.date(FIRST_COMPLAINED).answers(),
        ["27", "March", "2026"]
    );
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(
        site.saved_files(&reference).keys().collect::<Vec<_>>(),
        ["1-bill.pdf"]
    );
    assert_eq!(page.browser.console(), NOTHING);
}

#[test]
fn whoever_writes_while_the_language_changes_writes_on() {
    let site = Site::start();
    let page = site.open();
    page.fill("Description of your complaint", "The March bill");
    page.browser.run(
        "document.querySelector('complaints-procedure').setAttribute('copy', 'complaints.cy.json')",
        &[],
    );
    page.heading("Sut i wneud cwyn");
    page.focus_on("textarea Disgrifiad o’ch cwyn");
    page.browser.keys(" charges twice");
    let page = page.in_welsh();
    assert_eq!(
        page.answer("Disgrifiad o’ch cwyn"),
        "The March bill charges twice"
    );
}

#[test]
fn from_the_check_view_on_every_step_goes_on_in_the_other_language() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    page.follow("Cymraeg");
    page.heading("Gwiriwch eich atebion cyn eu hanfon");
    assert_eq!(page.row("Enw llawn"), "Ada Lovelace");
    assert_eq!(page.row("Am beth mae eich cwyn?"), "Bil neu dâl");
    assert_eq!(page.row("Cyfeiriad post"), "Heb ei ateb");
    assert!(page.row("Ein nod yw ymateb erbyn").starts_with("dydd "));

    front.fail("/complaints/form", Fault::Status(400));
    page.press("Anfon y gŵyn");
    page.heading("Nid yw eich cwyn wedi’i hanfon");
    page.follow("English");
    page.heading("Your complaint has not been sent");
    front.mend();
    page.press("Send again");
    page.heading("Complaint sent");
    let reference = page.reference();
    page.follow("Cymraeg");
    page.heading("Anfonwyd y gŵyn");
    assert_eq!(page.reference(), reference);
    page.text("Derbyniwyd: dydd ");
    assert_eq!(front.site.references(), [reference]);
}

#[test]
fn a_result_of_the_self_check_is_told_in_the_other_language() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.heading("The dates of your case");
    page.follow("Cymraeg");
    page.heading("Dyddiadau eich achos");
    page.text("dydd Sul 27 Rhagfyr 2026");
    let page = page.in_welsh().in_section(WELSH_CISAS);
    assert_eq!(
        page.date(WELSH_FIRST_COMPLAINED).answers(),
        ["27", "3", "2026"]
    );
    assert_eq!(
        page.browser.run("return location.hash", &[]),
        "#cisas?complained=2026-03-27"
    );
}

fn a_complaint_can_be_made_in_welsh_from_the_page_to_the_receipt(engine: Engine) {
    let site = Site::start();
    let page = ComplaintsPage::open(engine.start(), &site.address("/cy.html")).in_welsh();
    assert_eq!(languages(&page)[0], "cy");
    page.open_every_answer();
    assert_eq!(page.axe(), NOTHING, "top");
    page.press("Gwirio eich atebion");
    assert_eq!(
        page.error_summary(),
        [
            "Rhowch eich enw llawn",
            "Rhowch eich cyfeiriad e-bost neu’ch cyfeiriad post",
            "Dewiswch am beth mae eich cwyn",
            "Rhowch ddisgrifiad o’ch cwyn"
        ]
    );
    assert_eq!(page.axe(), NOTHING, "errors");
    answer_in_welsh(&page);
    page.press("Gwirio eich atebion");
    page.heading("Gwiriwch eich atebion cyn eu hanfon");
    assert_eq!(page.axe(), NOTHING, "check");
    page.press("Anfon y gŵyn");
    let reference = page.reference();
    page.heading("Anfonwyd y gŵyn");
    assert_eq!(page.axe(), NOTHING, "receipt");
    assert_eq!(page.sideways_at(320), NOTHING, "receipt");
    assert!(site.inbox(&["show", &reference]).contains("Siân Jones"));
}

#[test]
fn without_script_the_link_leads_to_a_welsh_page_and_that_to_a_welsh_receipt() {
    let site = Site::start();
    let browser = Browser::start();
    browser.allow_script(false);
    let page = ComplaintsPage::open_plain(browser, &site.address("/"));
    page.follow("Cymraeg");
    page.heading("Sut i wneud cwyn");
    assert_eq!(languages(&page)[0], "cy");
    let page = page.in_welsh();
    page.fill("Enw llawn", "Siân Jones");
    page.choose("Am beth mae eich cwyn?", "Bil neu dâl");
    page.fill(
        "Disgrifiad o’ch cwyn",
        "Codwyd tâl ddwywaith am yr un mis ar estyniad 204.",
    );
    page.press("Anfon y gŵyn");
    assert_eq!(
        page.error_summary(),
        ["Rhowch eich cyfeiriad e-bost neu’ch cyfeiriad post"]
    );
    page.fill("Cyfeiriad e-bost", "sian@enghraifft.example");
    page.press("Anfon y gŵyn");
    page.heading("Anfonwyd y gŵyn");
    assert_eq!(site.references(), [page.reference()]);
    assert_eq!(
        page.browser
            .run("return document.documentElement.lang", &[]),
        "cy"
    );
}

#[test]
fn on_another_page_only_the_tag_changes_its_language() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/hosts/nasty.html"));
    let host = "return [document.documentElement.lang, document.title, location.pathname]";
    let before = page.browser.run(host, &[]);
    let link = "return document.querySelector('complaints-procedure').shadowRoot.querySelector('[hreflang]').href";
    assert_eq!(
        page.browser.run(link, &[]),
        json!(front.address("/cy.html"))
    );
    page.follow("Cymraeg");
    page.heading("Sut i wneud cwyn");
    assert_eq!(languages(&page)[1], "cy");
    assert_eq!(page.browser.run(host, &[]), before);
}

#[test]
fn where_the_other_copy_cannot_be_had_the_page_goes_on_as_it_is() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    front.fail("complaints.cy.json", Fault::Status(404));
    page.follow("Cymraeg");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(page.row("Full name"), "Ada Lovelace");
    front.mend();
    page.follow("Cymraeg");
    page.heading("Gwiriwch eich atebion cyn eu hanfon");
}

#[test]
fn a_complaint_that_is_on_its_way_arrives_in_the_other_language() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    front.fail("/complaints/form", Fault::Held);
    page.press("Send complaint");
    page.text("Sending your complaint");
    page.follow("Cymraeg");
    page.text("Yn anfon eich cwyn");
    front.let_go("/complaints/form");
    page.heading("Anfonwyd y gŵyn");
    page.focus_on("heading Anfonwyd y gŵyn");
    assert_eq!(front.site.references(), [page.reference()]);
}

#[test]
fn a_language_that_is_chosen_before_the_page_is_live_comes_with_it() {
    let front = Front::before(Site::start());
    front.fail(".wasm", Fault::Held);
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/"));
    page.fill("Full name", "Ada Lovelace");
    page.follow("Cymraeg");
    page.heading("How to raise a complaint");
    front.let_go(".wasm");
    page.heading("Sut i wneud cwyn");
    let page = page.in_welsh();
    assert_eq!(page.answer("Enw llawn"), "Ada Lovelace");
    assert_eq!(languages(&page)[3], "/cy.html");
}

#[test]
fn where_the_program_cannot_be_had_the_link_leads_to_the_other_page() {
    let front = Front::before(Site::start());
    front.fail(".wasm", Fault::Status(404));
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/"));
    page.follow("Cymraeg");
    page.heading("Sut i wneud cwyn");
    assert_eq!(
        page.browser.run("return location.pathname", &[]),
        "/cy.html"
    );
}

#[test]
fn a_page_that_changes_its_language_a_hundred_times_leaves_nothing_behind() {
    let site = Site::start();
    let page = site.open();
    // Ten at a time: a browser has so long for each answer, however busy the machine is.
    let change = |times: u32| {
        for _ in 0..times / 10 {
            page.browser.run_async(
                "const [done] = arguments;
                 const tag = document.querySelector('complaints-procedure');
                 (async () => {
                     for (let time = 0; time < 10; time++) {
                         const ready = new Promise(ready => tag.addEventListener('complaints-ready', ready, { once: true }));
                         tag.setAttribute('copy', time % 2 ? 'complaints.json' : 'complaints.cy.json');
                         await ready;
                         await new Promise(next => setTimeout(next, 5));
                     }
                     done();
                 })()",
                &[],
            );
        }
        page.browser.weigh()
    };
    let before = change(10);
    let after = change(100);
    assert!(
        after.listeners <= before.listeners + 2 && after.nodes <= before.nodes + 50,
        "{} listeners and {} nodes, {} and {} before",
        after.listeners,
        after.nodes,
        before.listeners,
        before.nodes
    );
    assert!(
        after.heap <= before.heap + 300_000,
        "{} bytes, {} before",
        after.heap,
        before.heap
    );
}
