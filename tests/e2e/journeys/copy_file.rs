use e2e::harness::{Browser, Front, Site, root};
use e2e::pages::ComplaintsPage;
use serde_json::{Value, json};

use crate::mutate::{Json, mutated};

/// The copy file that ships with the page.
fn default_copy() -> String {
    std::fs::read_to_string(root().join("public/complaints.json"))
        .unwrap_or_else(|error| panic!("the copy file: {error}"))
}

#[test]
fn a_copy_that_is_replaced_changes_the_page_at_the_next_visit_without_a_build() {
    let site = Site::start_on_its_own();
    let page = site.open();
    page.heading("Quick summary");
    let version =
        |title: &str| default_copy().replace("\"Quick summary\"", &format!("\"{title}\""));
    // The same length twice within a moment: neither time nor size alone tells them apart.
    for title in ["Short summary", "Brief summary", "Quick summary"] {
        site.upload("complaints.json", &version(title));
        page.browser.open(&site.address("/"));
        page.heading(title);
    }
    assert_eq!(page.browser.console(), [""; 0]);
}

#[test]
fn a_visitor_who_comes_back_gets_no_word_from_before_the_copy_was_replaced() {
    let site = Site::start_on_its_own();
    let page = site.open();
    let asked_again = "
        const done = arguments[arguments.length - 1];
        fetch('/complaints.json').then(answer => answer.text()).then(done)";
    for words in ["Oldest words", "Former words", "Newest words"] {
        let copy = default_copy().replace("Quick summary", words);
        site.upload("complaints.json", &copy);
        assert_eq!(page.browser.run_async(asked_again, &[]), json!(copy));
    }
}

/// Shows the copy files of these addresses one after the other, and sends what there is to send on
/// each page, empty; what went wrong.
const SHOW: &str = "
    const [addresses, done] = arguments;
    (async () => {
        const faults = [];
        for (const address of addresses) {
            const tag = document.createElement('complaints-procedure');
            tag.setAttribute('copy', address);
            tag.setAttribute('loading', 'eager');
            const ready = new Promise(ready => tag.addEventListener('complaints-ready', () => ready(true)));
            const late = new Promise(late => setTimeout(() => late(false), 5000));
            document.body.append(tag);
            if (!await Promise.race([ready, late])) faults.push(`${address} does not come alive`);
            for (const form of tag.shadowRoot?.querySelectorAll('form') ?? []) form.requestSubmit();
            await new Promise(next => setTimeout(next, 100));
            if (!tag.shadowRoot?.querySelector('h1')?.textContent.trim()) faults.push(`${address} shows nothing`);
            tag.remove();
        }
        done(faults);
    })()";

#[test]
fn mutated_copies_that_pass_the_check_come_alive_without_a_word_in_the_console() {
    let front = Front::before(Site::start_on_its_own());
    let copy = Json::read(&default_copy());
    let mut addresses = Vec::new();
    for seed in 50_000.. {
        if addresses.len() == 20 {
            break;
        }
        let (name, text) = (format!("mutated-{seed}.json"), mutated(&copy, seed));
        front.site.upload(&name, &text);
        // What is fetched besides is there.
        let same_holidays = serde_json::from_str::<Value>(&text)
            .is_ok_and(|copy| copy["submit"]["bank_holidays"] == "bank-holidays.json");
        if same_holidays && front.site.passes_check(&name) {
            addresses.push(format!("/{name}"));
        }
    }
    let browser = bare(&front);
    for few in addresses.chunks(4) {
        assert_eq!(shown(&browser, few), (json!([]), vec![]), "{few:?}");
    }
}

#[test]
fn a_copy_that_does_not_come_alive_would_be_noticed() {
    let front = Front::before(Site::start_on_its_own());
    front.site.upload("broken.json", "{}");
    let (faults, said) = shown(&bare(&front), &["/broken.json".to_owned()]);
    let expected = ["does not come alive", "shows nothing"];
    assert_eq!(
        faults,
        json!(expected.map(|fault| format!("/broken.json {fault}")))
    );
    assert_eq!(said.len(), 1, "{said:?}");
}

/// A browser on a page of the company's without a tag.
#[track_caller]
fn bare(front: &Front) -> Browser {
    ComplaintsPage::open_plain(Browser::start(), &front.address("/hosts/bare.html")).browser
}

/// What goes wrong with the copy files of these addresses, and what the console says of them.
#[track_caller]
fn shown(browser: &Browser, addresses: &[String]) -> (Value, Vec<String>) {
    let faults = browser.run_async(SHOW, &[json!(addresses)]);
    let mut said = browser.console();
    // Browsers ask for it by themselves, and the bare page names none.
    said.retain(|line| !line.contains("/favicon.ico"));
    (faults, said)
}
