//! Whatever takes a company's forms gets a complaint whole, and the customer reads the truth, with script and
//! without.

use e2e::harness::{Browser, Files, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FILES, answer_what_is_required};
use support::recipes::{RECORDED, Recorded, copy, merged};
use support::stub::{Reply, Request, Stub};

const SEND: &str = "Send complaint";
const TOLD: &str = "The March bill charges twice for extension 204.";
const MAYBE: &str = "Your complaint may not have reached us";

/// A site whose page sends to a stub, by this copy file.
#[track_caller]
fn site(copy: &str, stub: &Stub) -> Front {
    let site = Site::start_on_its_own();
    let here = format!(r#"{{"endpoint": "{}"}}"#, stub.address("/contact"));
    site.upload("complaints.json", merged(copy, &here));
    site.prerender();
    Front::before(site)
}

/// An endpoint on another server, which allows what such servers usually do.
fn answering(status: u16, body: &'static str) -> Stub {
    Stub::start(move |request| {
        let answer = if body.starts_with('<') {
            Reply::html(status, body)
        } else {
            Reply::json(status, body)
        };
        let answer = answer.with("Access-Control-Allow-Origin", "*");
        if request.method == "OPTIONS" {
            let answer = Reply::json(200, "").with("Access-Control-Allow-Origin", "*");
            return answer.with("Access-Control-Allow-Headers", "content-type");
        }
        answer
    })
}

/// What was posted.
fn posts(stub: &Stub) -> Vec<Request> {
    let mut requests = stub.requests();
    requests.retain(|request| request.method == "POST");
    requests
}

#[track_caller]
fn assert_whole(sent: &Request, files: &[&str], name: &str) {
    let text = sent.text();
    assert!(text.contains(TOLD), "{name}: {text}");
    for file in files {
        assert!(
            text.contains(&format!("filename=\"{file}\"")),
            "{name}: no {file} in {text}"
        );
    }
}

/// Files that are chosen where a recipe takes so many.
fn files_of(copy: &str, recorded: &Recorded) -> Vec<&'static str> {
    let copy: serde_json::Value = serde_json::from_str(copy).expect("the copy is JSON");
    let most = copy["facts"]["attachments"]["files"]
        .as_u64()
        .unwrap_or_default();
    let most = if recorded.has_files { most } else { 0 };
    ["Brief März 📞.pdf", "bill.pdf"]
        .into_iter()
        .take(most as usize)
        .collect()
}

#[test]
fn each_recipe_brings_a_complaint_whole_and_says_so() {
    let device = Files::new();
    for recorded in &RECORDED {
        let name = recorded.name;
        let stub = answering(recorded.taken.0, recorded.taken.1);
        let text = copy(name);
        let chosen = files_of(&text, recorded);
        let front = site(&text, &stub);
        let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
        answer_what_is_required(&page);
        let paths: Vec<_> = chosen.iter().map(|file| device.pdf(file, 2_000)).collect();
        for path in &paths {
            page.choose_files(FILES, &[path]);
        }
        page.press("Check your answers");
        page.press(SEND);
        page.heading("Complaint sent");
        let sent = posts(&stub);
        assert_eq!(sent.len(), 1, "{name}");
        assert_whole(&sent[0], &chosen, name);
        // A browser without script sends no JSON.
        if text.contains("\"format\":\"json\"") {
            continue;
        }
        let browser = page.browser;
        browser.allow_script(false);
        let page = ComplaintsPage::open_plain(browser, &front.address("/"));
        answer_what_is_required(&page);
        if let [path, ..] = &*paths {
            page.choose_files(FILES, &[path]);
        }
        page.press(SEND);
        let sent = e2e::harness::eventually(e2e::harness::PATIENCE, name, || {
            posts(&stub).get(1).cloned()
        });
        assert_whole(&sent, &chosen[..chosen.len().min(1)], name);
    }
}

#[test]
fn what_an_endpoint_refuses_in_its_own_words_stands_beside_the_question() {
    let Some(recorded) = RECORDED.iter().find(|recorded| recorded.name == "FastAPI") else {
        panic!("there is such a recipe");
    };
    let stub = answering(recorded.refused.0, recorded.refused.1);
    let front = site(&copy(recorded.name), &stub);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.press(SEND);
    assert_eq!(page.error_summary(), [recorded.read]);
    assert_eq!(
        page.field_error("Full name").as_deref(),
        Some(recorded.read)
    );
}

#[test]
fn what_may_have_arrived_is_sent_once_and_no_more_is_promised() {
    let stub = Stub::start(|_| Reply::json(200, r#"{"ok": true}"#));
    let front = site(&copy("PHP"), &stub);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.press(SEND);
    // The stub lets no page read what it says.
    page.heading(MAYBE);
    assert!(posts(&stub).len() <= 1);
    assert!(
        !page.visible_text().contains("once"),
        "{}",
        page.visible_text()
    );
}

#[test]
fn an_address_that_adds_a_slash_is_no_success() {
    let stub = Stub::start(|request| {
        let answer = match request.path.as_str() {
            "/contact" => Reply::redirect(301, "/contact/"),
            _ => Reply::html(200, "<form>Contact us</form>"),
        };
        answer.with("Access-Control-Allow-Origin", "*")
    });
    let front = site(&copy("Netlify"), &stub);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.press(SEND);
    page.heading(MAYBE);
    let console = page.browser.console();
    let told = "write that address into submit.endpoint";
    assert!(
        console.iter().any(|line| line.contains(told)),
        "{console:?}"
    );
}
