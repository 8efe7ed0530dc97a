//! What stands in the tag becomes a live page: nothing jumps, and nothing that a person did is lost.

use e2e::harness::{Browser, Engine, Fault, Files, Front, Site, Words};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FILES, FIRST_COMPLAINED, answer_what_is_required};
use serde_json::{Value, json};

in_every_engine!(
    a_selection_made_before_the_page_is_live_is_still_there_to_type_over,
    everything_that_was_done_before_the_page_is_live_is_kept,
    the_focus_stays_where_it_was_when_the_page_comes_alive,
);

const DESCRIPTION: &str = "Description of your complaint";

/// How what stands in the tag becomes a page: its nodes are taken over, or some are drawn anew because
/// the copy file was edited since.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Upgrade {
    TakenOver,
    DrawnAnew,
}

use Upgrade::{DrawnAnew, TakenOver};

/// A site whose program waits for the test, in one browser for as many visits as are needed.
struct Visits {
    front: Front,
    engine: Engine,
    browser: Option<Browser>,
    upgrade: Upgrade,
}

impl Visits {
    #[track_caller]
    fn to(upgrade: Upgrade) -> Self {
        Self::by(Engine::Chromium, upgrade)
    }

    #[track_caller]
    fn by(engine: Engine, upgrade: Upgrade) -> Self {
        let front = Front::before(Site::start());
        front.set_header("cache-control", "no-store");
        if upgrade == DrawnAnew {
            let edits = [(
                "/header/tagline",
                json!("Complaints, and what comes of them"),
            )];
            front.put("/complaints.json", &Words::read().edited(&edits));
        }
        Self {
            front,
            engine,
            browser: Some(engine.start()),
            upgrade,
        }
    }

    /// Opens the page before it is live, lets a person act, lets the program come unless they did, and sees the page
    /// come alive in the way it should.
    #[track_caller]
    fn visit<T>(
        &mut self,
        size: (u32, u32),
        act: impl FnOnce(&ComplaintsPage, &Front) -> T,
        then: impl FnOnce(&ComplaintsPage, T),
    ) {
        let browser = self.browser.take().unwrap_or_else(|| self.engine.start());
        browser.resize(size.0, size.1);
        self.front.fail(PROGRAM, Fault::Held);
        let page = ComplaintsPage::open_plain(browser, &self.front.address("/hosts/site.html"));
        page.browser.run(MARK, &[]);
        let acted = act(&page, &self.front);
        self.front.let_go(PROGRAM);
        page.alive();
        let is_taken_over = page.browser.run(IS_MARKED, &[]);
        assert_eq!(
            is_taken_over,
            self.upgrade == TakenOver,
            "{:?}",
            self.upgrade
        );
        then(&page, acted);
        self.browser = Some(page.browser);
    }
}

const PROGRAM: &str = "_bg.wasm";

const WINDOW: (u32, u32) = (1280, 900);

/// Marks the words that were edited, before the page is live.
const MARK: &str = "document.querySelector('complaints-procedure').shadowRoot.querySelector('.cp-header-band__tagline').marked = true";
const IS_MARKED: &str = "return document.querySelector('complaints-procedure').shadowRoot.querySelector('.cp-header-band__tagline').marked ?? false";

/// How far things moved from the first paint on (W3C, Layout Instability), and where from and to. What moved in a
/// frame is known when the next is drawn.
const SHIFTS: &str = "
    const done = arguments[0];
    const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
    const shifts = [];
    const observer = new PerformanceObserver(list => shifts.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    const drawn = () => new Promise(next => requestAnimationFrame(() => setTimeout(next)));
    drawn().then(drawn).then(drawn).then(() => {
        shifts.push(...observer.takeRecords());
        done({
            score: shifts.reduce((sum, shift) => sum + shift.value, 0),
            moved: shifts.flatMap(shift => shift.sources.map(source => `${source.node?.className || source.node?.nodeName}: ${box(source.previousRect)} to ${box(source.currentRect)}`)),
        });
    })";

/// Sees how much moves at every width, in the window and on a screen that shows the whole page.
#[track_caller]
fn moves_at_most(score: f64, upgrade: Upgrade) {
    let mut visits = Visits::to(upgrade);
    for width in [360, 768, 1280] {
        for height in [800, 15_000] {
            let seen = |page: &ComplaintsPage, _| {
                let shifts = page.browser.run_async(SHIFTS, &[]);
                let at = format!("{width} by {height}: {shifts}");
                println!("{upgrade:?}, {at}");
                assert!(
                    shifts["score"].as_f64().is_some_and(|found| found <= score),
                    "{at}"
                );
            };
            visits.visit((width, height), |_, _| (), seen);
        }
    }
}

/// What nobody sees. A line of words that moves by its own height scores 1e-3 in the window, and 4e-6 on the screen that
/// shows the whole page. On a busy machine Chromium tells of a single mark, such as an arrow, a few pixels beside its
/// place for a frame: 1e-8.
const UNSEEN: f64 = 1e-6;

#[test]
fn nothing_moves_when_the_page_is_taken_over() {
    moves_at_most(UNSEEN, TakenOver);
}

#[test]
fn hardly_anything_moves_when_the_page_is_drawn_anew() {
    moves_at_most(0.02, DrawnAnew);
}

/// Types one letter after the other, from before the program comes until after the page is live.
#[track_caller]
fn type_until_alive(page: &ComplaintsPage, front: &Front) -> String {
    let mut typed = String::new();
    let mut letters = ('a'..='z').cycle();
    let mut after = 0;
    while after < 5 {
        typed.extend(letters.next());
        page.browser.keys(&typed[typed.len() - 1..]);
        if typed.len() == 5 {
            front.let_go(PROGRAM);
        }
        after += u32::from(page.is_live());
        assert!(typed.len() < 1_000, "the page does not come alive");
    }
    typed
}

#[test]
fn what_is_typed_in_the_middle_of_a_text_while_the_page_comes_alive_stays_in_its_place() {
    for upgrade in [TakenOver, DrawnAnew] {
        let mut visits = Visits::to(upgrade);
        for label in ["Full name", "Email address", DESCRIPTION] {
            let act = |page: &ComplaintsPage, front: &Front| {
                page.fill(label, "ada.@example.com");
                page.browser.step_back("@example.com".len());
                type_until_alive(page, front)
            };
            visits.visit(WINDOW, act, |page, typed| {
                let expected = format!("ada.{typed}@example.com");
                assert_eq!(page.answer(label), expected, "{label}, {upgrade:?}");
            });
        }
    }
}

fn a_selection_made_before_the_page_is_live_is_still_there_to_type_over(engine: Engine) {
    for upgrade in [TakenOver, DrawnAnew] {
        let mut visits = Visits::by(engine, upgrade);
        for label in ["Full name", "Email address", DESCRIPTION] {
            let act = |page: &ComplaintsPage, _: &Front| {
                page.fill(label, "ada@lovelace.com");
                page.browser.step_back(".com".len());
                page.browser.select_back("lovelace".len());
            };
            visits.visit(WINDOW, act, |page, ()| {
                page.browser.keys("king");
                assert_eq!(page.answer(label), "ada@king.com", "{label}, {upgrade:?}");
            });
        }
    }
}

/// Everything that a person can have done to the page.
const DONE: &str = "
    const { shadowRoot } = document.querySelector('complaints-procedure');
    const { id, selectionStart, selectionEnd } = shadowRoot.activeElement;
    return {
        answers: [...shadowRoot.querySelectorAll('input:not([type=file], [type=hidden]), textarea')]
            .map(control => [control.id, /radio|checkbox/.test(control.type) ? control.checked : control.value]),
        open: [...shadowRoot.querySelectorAll('details')].map(details => details.open),
        focus: [id, selectionStart, selectionEnd],
        scrolled: scrollY,
    }";

fn everything_that_was_done_before_the_page_is_live_is_kept(engine: Engine) {
    let files = Files::new();
    let bill = files.pdf("bill.pdf", 20_000);
    for upgrade in [TakenOver, DrawnAnew] {
        let mut visits = Visits::by(engine, upgrade);
        let act = |page: &ComplaintsPage, _: &Front| {
            page.open_every_answer();
            answer_what_is_required(page);
            page.fill("Postal address", "\n12 St James’s Square\nLondon");
            page.tick("I have complained to you about this before");
            page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
            page.choose_files(FILES, &[&bill]);
            page.browser.run(CHOOSE_FRAUD, &[]);
            page.fill(DESCRIPTION, "Charged twice.");
            page.browser.step_back(1);
            page.browser.run(DONE, &[])
        };
        visits.visit(WINDOW, act, |page, done: Value| {
            assert_eq!(page.browser.run(DONE, &[]), done, "{upgrade:?}");
            page.listed("bill.pdf");
        });
    }
}

/// One answer in another section than the form's.
const CHOOSE_FRAUD: &str = "document.querySelector('complaints-procedure').shadowRoot.getElementById('cisas-fraud-yes').click()";

fn the_focus_stays_where_it_was_when_the_page_comes_alive(engine: Engine) {
    for upgrade in [TakenOver, DrawnAnew] {
        let mut visits = Visits::by(engine, upgrade);
        for (selector, after) in [
            (
                "summary",
                "summary Is there a reason why CISAS might not take your complaint?",
            ),
            (
                "[type=file]",
                "button Letters, emails and screenshots (optional) Choose files",
            ),
            (
                "#step-fill button[type=submit]",
                "button Check your answers",
            ),
            ("a[href^=tel]", "a 01702 668836"),
        ] {
            let focus = |page: &ComplaintsPage, _: &Front| {
                page.browser.run(FOCUS, &[json!(selector)]);
            };
            visits.visit(WINDOW, focus, |page, ()| {
                assert_eq!(page.focused(), after, "{upgrade:?}");
            });
        }
    }
}

const FOCUS: &str =
    "document.querySelector('complaints-procedure').shadowRoot.querySelector(arguments[0]).focus()";

#[test]
fn a_check_that_is_asked_for_before_the_page_is_live_is_answered_once_it_is() {
    let mut visits = Visits::to(TakenOver);
    let act = |page: &ComplaintsPage, _: &Front| {
        page.browser.run(FOCUS, &[json!("#cisas-check input")]);
        page.browser.keys("27\t3\t2026");
        page.press("Check the dates");
    };
    visits.visit(WINDOW, act, |page, ()| {
        page.text("Sunday 27 December 2026");
    });
}

/// Puts a tag of the test's own into the page, and lets the server know which tags come alive.
const TWO_TAGS: &str = "
    addEventListener('complaints-ready', ({ target }) => fetch(`/ready/${target.id || 'form'}`));
    const other = document.createElement('complaints-procedure');
    other.id = 'other';
    other.setAttribute('loading', 'eager');
    document.body.append(other)";

#[test]
fn a_form_on_its_way_to_the_server_is_left_alone() {
    let front = Front::before(Site::start());
    front.fail(PROGRAM, Fault::Held);
    front.fail("/complaints/form", Fault::Held);
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.browser.run(TWO_TAGS, &[]);
    std::thread::scope(|scope| {
        // Meanwhile the browser waits for the answer. Both tags wait for the program, the form since before the other.
        scope.spawn(|| {
            front.asked_for("/complaints/form", 1);
            front.let_go(PROGRAM);
            front.asked_for("/ready/other", 1);
            front.let_go("/complaints/form");
        });
        page.press("Send complaint");
    });
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
    let asked = front.requests();
    assert!(!asked.contains(&"GET /ready/form".to_owned()), "{asked:?}");
}
