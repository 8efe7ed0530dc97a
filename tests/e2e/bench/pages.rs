use e2e::harness::{Browser, PATIENCE, Site, eventually, root, snippet_with};
use e2e::pages::ComplaintsPage;
use serde_json::json;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The built page.
    Ours,
    /// The built page without its script: the same words, questions and stylesheet.
    Plain,
    /// `tests/bench/by-hand.html`, with a script and a stylesheet for it alone.
    ByHand,
}

impl Page {
    pub const ALL: [Self; 3] = [Self::Ours, Self::Plain, Self::ByHand];

    fn path(self) -> &'static str {
        match self {
            Self::Ours => "/",
            Self::Plain => "/plain.html",
            Self::ByHand => "/by-hand.html",
        }
    }

    pub fn has_script(self) -> bool {
        self != Self::Plain
    }

    /// The words of the button below its questions, once it is live.
    pub fn button(self) -> &'static str {
        match self {
            Self::Ours => "Check your answers",
            Self::Plain | Self::ByHand => "Send complaint",
        }
    }

    /// Under which name the probe writes down that it can be used: live, or loaded where there is no script.
    fn is_ready(self) -> &'static str {
        if self.has_script() { "live" } else { "loaded" }
    }
}

/// A website that has all of them.
pub struct Pages(Site);

impl Pages {
    /// Starts to serve them: the same program, the same compression and headers.
    ///
    /// Panics when the page or the program is not built, or a page is not as expected.
    #[track_caller]
    pub fn serve() -> Self {
        let site = Site::start_on_its_own();
        let words = snippet_with("/", &["--words"]);
        let html = read("tests/bench/by-hand.html");
        assert_eq!(html.matches(WORDS).count(), 1, "by-hand.html: no {WORDS}");
        let html = html.replace(WORDS, &words);
        let ours = read("dist/index.html");
        let plain = ours.replace(SCRIPT, "");
        assert_ne!(ours, plain, "index.html: no {SCRIPT}");
        for (name, content) in [
            ("by-hand.html", html),
            ("plain.html", plain),
            ("by-hand.css", read("tests/bench/by-hand.css")),
            ("by-hand.js", read("tests/bench/by-hand.js")),
        ] {
            site.upload(name, content);
        }
        Self(site)
    }

    /// Opens a page and waits until it can be used.
    ///
    /// Panics when it does not come.
    #[track_caller]
    pub fn open(&self, page: Page, browser: Browser) -> ComplaintsPage {
        let opened = self.open_with(page, browser, "");
        written_down(&opened, page.is_ready());
        opened
    }

    /// Opens a page with this after its address, and waits for nothing.
    #[track_caller]
    pub fn open_with(&self, page: Page, browser: Browser, query: &str) -> ComplaintsPage {
        // What is left keeps its draft: the probe of what is opened next forgets it.
        browser.open("about:blank");
        let address = [&self.0.address(page.path()), query].concat();
        ComplaintsPage::open_plain(browser, &address)
    }
}

/// What the probe has written down under this name, once it has.
///
/// Panics when it does not.
#[track_caller]
pub fn written_down(opened: &ComplaintsPage, name: &str) -> f64 {
    eventually(PATIENCE, "a page", || {
        let is_there = opened.browser.run("return 'probe' in window", &[]);
        (is_there == true).then_some(())
    });
    // Asked from here again and again, a slow phone would have little time for the page.
    let found = opened.browser.run_async(WAIT, &[json!(name)]);
    found
        .as_f64()
        .unwrap_or_else(|| panic!("waited 20 s in vain for what the probe calls {name}"))
}

const WAIT: &str = "
    const [name, done] = arguments;
    const look = () => (probe[name] === null ? setTimeout(look, 20) : done(probe[name]));
    setTimeout(done, 20_000, null);
    look()";

const WORDS: &str = "{words}";
const SCRIPT: &str = r#"<script type="module" src="complaints.js"></script>"#;

#[track_caller]
fn read(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
