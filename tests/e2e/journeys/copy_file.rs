use e2e::harness::{Browser, Front, PATIENCE, Site, eventually, root};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;
use serde_json::{Value, json};

use support::mutate::{Json, mutated};

/// The copy file that ships with the page.
pub fn default_copy() -> String {
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
        site.upload("complaints.json", version(title));
        page.browser.open(&site.address("/"));
        page.heading(title);
    }
    assert_eq!(page.browser.console(), [""; 0]);
}

#[test]
fn a_web_server_that_lets_browsers_keep_files_keeps_no_visitor_from_the_new_words() {
    let front = Front::before(Site::start_on_its_own());
    front.set_header("Cache-Control", "max-age=86400");
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    page.heading("Quick summary");
    let copy = default_copy().replace("\"Quick summary\"", "\"Short summary\"");
    front.site.upload("complaints.json", &copy);
    page.browser.open(&front.address("/"));
    page.heading("Short summary");
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

#[test]
fn a_copy_that_is_not_utf_8_leaves_what_stands_there_and_says_so() {
    let site = Site::start_on_its_own();
    // As an editor writes it that saves as "ANSI": ’ is one byte there, which is no UTF-8.
    let ansi = default_copy().replace("Quick summary", "Other summary");
    let ansi: Vec<u8> = ansi
        .chars()
        .map(|character| u8::try_from(character).unwrap_or(0x92))
        .collect();
    site.upload("complaints.json", ansi);
    let page = ComplaintsPage::open_plain(Browser::start(), &site.address("/"));
    page.gives_up();
    page.heading("Quick summary");
    let said = page.browser.console();
    let words = "complaints.json: not UTF-8: save it as UTF-8";
    assert!(said.iter().any(|line| line.contains(words)), "{said:?}");
}

#[test]
fn a_copy_of_a_later_version_with_a_slip_in_it_switches_no_form_off() {
    let front = Front::before(Site::start());
    let copy = default_copy()
        .replacen(
            "\"header\": {",
            "\"header\": {\"of_a_later_version\": 1,",
            1,
        )
        .replacen(
            "\"language\":",
            "\"theme\": {\"light\": {\"accent\": 7}}, \"language\":",
            1,
        );
    front.put("/complaints.json", &copy);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.press("Send complaint");
    page.reference();
    let said = page.browser.console();
    let words = "the page does without 2 keys of ";
    assert!(said.iter().any(|line| line.contains(words)), "{said:?}");
}

/// The mutated copies that pass the check and leave the addresses of the page as they are, by name.
fn mutated_copies(site: &Site) -> impl Iterator<Item = (String, String)> {
    let copy = Json::read(&default_copy());
    (50_000..).filter_map(move |seed| {
        let (name, text) = (format!("mutated-{seed}.json"), mutated(&copy, seed));
        let submit = |text: &str| {
            let copy = serde_json::from_str::<Value>(text).unwrap_or_default();
            copy["submit"].clone()
        };
        site.upload(&name, &text);
        let passes = submit(&text) == submit(&default_copy()) && site.passes_check(&name);
        passes.then_some((name, text))
    })
}

#[test]
fn mutated_copies_that_pass_the_check_come_alive_without_a_word_in_the_console() {
    let front = Front::before(Site::start_on_its_own());
    let copies = mutated_copies(&front.site).take(20);
    let addresses: Vec<String> = copies.map(|(name, _)| format!("/{name}")).collect();
    let browser = bare(&front);
    for few in addresses.chunks(4) {
        assert_eq!(shown(&browser, few), (json!([]), vec![]), "{few:?}");
    }
}

#[test]
fn mutated_copies_that_pass_the_check_come_alive_over_their_prerendered_words() {
    let site = Site::start_on_its_own();
    let browser = Browser::start();
    let mut page = ComplaintsPage::open_plain(browser, &site.address("/"));
    for (name, text) in mutated_copies(&site).take(4) {
        site.upload("complaints.json", &text);
        site.prerender();
        page = ComplaintsPage::open(page.browser, &site.address("/"));
        assert_eq!(page.browser.console(), [""; 0], "{name}");
    }
}

#[test]
fn a_copy_that_does_not_come_alive_would_be_noticed() {
    let front = Front::before(Site::start_on_its_own());
    front.site.upload("broken.json", "{}");
    let browser = bare(&front);
    let (faults, said) = shown(&browser, &["/broken.json".to_owned()]);
    let expected = ["does not come alive", "shows nothing"];
    assert_eq!(
        faults,
        json!(expected.map(|fault| format!("/broken.json {fault}")))
    );
    let tells = |said: &[String]| said.iter().any(|line| line.contains("missing key"));
    eventually(PATIENCE, "what is missing, on the console", || {
        (tells(&said) || tells(&browser.console())).then_some(())
    });
}

/// Shows the copy files of these addresses one after the other, and sends what there is to send on
/// each page, empty; what went wrong.
const SHOW: &str = "
    const [addresses, done] = arguments;
    const drawn = () => new Promise(next => requestAnimationFrame(() => setTimeout(next)));
    const givesUp = async tag => {
        while (tag.isConnected && !tag.shadowRoot?.querySelector('[data-failed]')) await drawn();
        return false;
    };
    (async () => {
        const faults = [];
        for (const address of addresses) {
            const tag = document.createElement('complaints-procedure');
            tag.setAttribute('copy', address);
            tag.setAttribute('loading', 'eager');
            const ready = new Promise(ready => tag.addEventListener('complaints-ready', () => ready(true)));
            document.body.append(tag);
            if (!await Promise.race([ready, givesUp(tag)])) faults.push(`${address} does not come alive`);
            for (const form of tag.shadowRoot?.querySelectorAll('form') ?? []) form.requestSubmit();
            await drawn().then(drawn);
            if (!tag.shadowRoot?.querySelector('h1')?.textContent.trim()) faults.push(`${address} shows nothing`);
            tag.remove();
        }
        done(faults);
    })()";

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

#[test]
fn the_page_wears_the_colours_of_its_copy_at_the_next_visit_and_without_script_once_prerendered() {
    let site = Site::start_on_its_own();
    let theme = "{ \"theme\": { \"light\": { \"accent\": \"#5b2a86\" } },";
    site.upload("complaints.json", default_copy().replacen('{', theme, 1));
    let colour = "return getComputedStyle(document.querySelector('complaints-procedure').shadowRoot
        .querySelector('[part=button]')).backgroundColor";
    let purple = json!("rgb(91, 42, 134)");
    assert_eq!(site.open().browser.run(colour, &[]), purple);
    site.prerender();
    let browser = Browser::start();
    browser.allow_script(false);
    let page = ComplaintsPage::open_plain(browser, &site.address("/"));
    assert_eq!(page.browser.run(colour, &[]), purple);
}
