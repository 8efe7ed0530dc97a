use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use super::read_out::read_out;
use crate::harness::{Browser, PATIENCE, View, Words, eventually, root};

/// What finds things in the page's shadow root.
pub(super) const FIND: &str = include_str!("find.js");

/// Writes down every text that the live region has.
const LISTEN: &str = "
    const region = root.querySelectorAll('[aria-live]')[0];
    window.heard = [];
    const hear = () => region.textContent && heard.push(region.textContent);
    new MutationObserver(hear).observe(region, { childList: true, characterData: true, subtree: true })";

/// Holds the page's clock.
const CLOCK: &str = include_str!("clock.js");

/// What runs axe-core.
const AXE: &str = include_str!("axe.js");

/// The complaints page in a browser: what a person can find, do and read there.
///
/// What does something waits until it can; what reads answers at once. Both panic with what was missing.
pub struct ComplaintsPage {
    pub browser: Browser,
    words: Words,
    /// Which tag of the page is meant.
    tag: usize,
    /// The title of the section whose questions are meant.
    section: String,
}

impl ComplaintsPage {
    /// Opens the page and waits until its form is live.
    #[track_caller]
    pub fn open(browser: Browser, address: &str) -> Self {
        let page = Self::open_plain(browser, address);
        page.alive();
        page
    }

    /// Waits until the form is live.
    #[track_caller]
    pub fn alive(&self) {
        self.find("a live form", "liveForm()", &[]);
    }

    /// Waits until the page has given up to come alive.
    #[track_caller]
    pub fn gives_up(&self) {
        self.find(
            "a page that gave up",
            "root.querySelectorAll('[data-failed]')[0]",
            &[],
        );
    }

    /// Whether the form is live now.
    #[track_caller]
    pub fn is_live(&self) -> bool {
        self.read("return Boolean(liveForm())", &[]) == true
    }

    /// Opens a page that never comes alive, or waits for nothing.
    #[track_caller]
    pub fn open_plain(browser: Browser, address: &str) -> Self {
        let words = Words::read();
        let section = words.form_section().to_owned();
        browser.open(address);
        Self {
            browser,
            words,
            tag: 0,
            section,
        }
    }

    /// The same page, whose questions are from now on those of the section with this title.
    ///
    /// At first they are those of the complaint form.
    pub fn in_section(self, title: &str) -> Self {
        Self {
            section: title.to_owned(),
            ..self
        }
    }

    /// The same page, of which from now on the tag with this number, from 0, is meant.
    ///
    /// At first it is the only one.
    pub fn in_tag(self, tag: usize) -> Self {
        Self { tag, ..self }
    }

    /// The same page, which is in Welsh from now on.
    pub fn in_welsh(self) -> Self {
        self.in_words(Words::welsh())
    }

    /// The same page, which is in English again.
    pub fn in_english(self) -> Self {
        self.in_words(Words::read())
    }

    fn in_words(self, words: Words) -> Self {
        let section = words.form_section().to_owned();
        Self {
            words,
            section,
            ..self
        }
    }

    /// The control of a label, or the fieldset of a legend.
    #[track_caller]
    pub fn question(&self, label: &str) -> WebElement {
        let what = format!("the question “{label}”");
        self.find(&what, "question(arguments[0])", &[json!(label)])
    }

    /// Types an answer in place of what stands there.
    #[track_caller]
    pub fn fill(&self, label: &str, answer: &str) {
        self.type_into(&self.question(label), answer);
    }

    #[track_caller]
    fn type_into(&self, control: &WebElement, answer: &str) {
        let select_all = Key::Control + "a" + Key::Control;
        self.browser
            .type_into(control, select_all + Key::Delete + answer);
    }

    /// What stands in the control of a label.
    #[track_caller]
    pub fn answer(&self, label: &str) -> String {
        self.browser
            .wait(self.question(label).prop("value"))
            .unwrap_or_default()
    }

    /// Ticks or unticks a box.
    #[track_caller]
    pub fn tick(&self, label: &str) {
        self.click("the box", "label(arguments[0])", &[label]);
    }

    /// Chooses one of the answers under a legend.
    #[track_caller]
    pub fn choose(&self, legend: &str, answer: &str) {
        self.click("the answer", "labelIn(...arguments)", &[legend, answer]);
    }

    /// The three boxes of the date under a legend.
    #[track_caller]
    pub fn date(&self, legend: &str) -> DateBoxes<'_> {
        DateBoxes {
            page: self,
            legend: legend.to_owned(),
        }
    }

    /// Chooses files for the question with this label, as the device's file dialog would.
    #[track_caller]
    pub fn choose_files(&self, label: &str, files: &[&Path]) {
        let what = format!("the files of “{label}”");
        let input = self.find(&what, "fileInput(arguments[0])", &[json!(label)]);
        let paths: Vec<String> = files
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        self.browser.type_into(&input, paths.join("\n"));
    }

    /// Presses a button.
    #[track_caller]
    pub fn press(&self, words: &str) {
        self.click("the button", "button(arguments[0])", &[words]);
    }

    /// Presses the first button whose name starts with these words.
    #[track_caller]
    pub fn press_first(&self, words: &str) {
        let finder = "all('button').find(button => name(button).startsWith(arguments[0]))";
        self.click("a button", finder, &[words]);
    }

    /// Follows a link.
    #[track_caller]
    pub fn follow(&self, words: &str) {
        self.click("the link", "link(arguments[0])", &[words]);
    }

    /// Where a link leads.
    #[track_caller]
    pub fn address_of(&self, link: &str) -> String {
        self.href(link, "link(arguments[0])")
    }

    /// Where the link in the paragraph that begins with these words leads.
    #[track_caller]
    pub fn link_after(&self, words: &str) -> String {
        self.href(words, "all('p a').find(link => fold(link.parentElement.textContent).startsWith(arguments[0]))")
    }

    #[track_caller]
    fn href(&self, words: &str, finder: &str) -> String {
        let what = format!("the link “{words}”");
        let link = self.find(&what, finder, &[json!(words)]);
        self.browser.wait(link.prop("href")).unwrap_or_default()
    }

    /// Waits until a heading is shown.
    #[track_caller]
    pub fn heading(&self, words: &str) {
        self.heading_within(PATIENCE, words);
    }

    /// Waits until a heading is shown, for as long as sending may take.
    #[track_caller]
    pub fn heading_within(&self, patience: Duration, words: &str) {
        eventually(patience, &format!("the heading “{words}”"), || {
            self.has_heading(words).then_some(())
        });
    }

    /// Stops the page's clock: from now on its timers, and the limits of its requests, wait for [`Self::pass`].
    #[track_caller]
    pub fn hold_clock(&self) {
        self.browser.run(CLOCK, &[]);
    }

    /// The same for a page that comes alive anew: those of its timers that always run wait too.
    #[track_caller]
    pub fn hold_clock_from_the_start(&self) {
        self.hold_clock();
        let anew = "
            const tag = document.querySelector('complaints-procedure');
            const place = tag.parentNode;
            tag.remove();
            requestAnimationFrame(() => place.append(tag))";
        self.browser.run(anew, &[]);
        self.alive();
    }

    /// Moves the held clock on; whatever is due on the way has happened then.
    #[track_caller]
    pub fn pass(&self, time: Duration) {
        let milliseconds = u32::try_from(time.as_millis()).unwrap_or(u32::MAX);
        let pass = "const [milliseconds, done] = arguments; clock.pass(milliseconds).then(done)";
        self.browser.run_async(pass, &[json!(milliseconds)]);
    }

    /// Moves the held clock on until a heading is shown.
    #[track_caller]
    pub fn pass_until_heading(&self, words: &str) {
        eventually(PATIENCE, &format!("the heading “{words}”"), || {
            let is_shown = self.has_heading(words);
            if !is_shown {
                self.pass(Duration::from_secs(5));
            }
            is_shown.then_some(())
        });
    }

    /// Waits until these words can be read.
    #[track_caller]
    pub fn text(&self, words: &str) {
        eventually(PATIENCE, &format!("the words “{words}”"), || {
            self.visible_text().contains(words).then_some(())
        });
    }

    /// Waits until a chosen file is listed.
    #[track_caller]
    pub fn listed(&self, file: &str) {
        let remove = self.remove_button(file);
        eventually(PATIENCE, &format!("the file {file} in the list"), || {
            self.has_button(&remove).then_some(())
        });
    }

    /// Takes a chosen file out of the list.
    #[track_caller]
    pub fn remove_file(&self, file: &str) {
        self.press(&self.remove_button(file));
    }

    fn remove_button(&self, file: &str) -> String {
        self.words.files("remove_hidden").replace("{file}", file)
    }

    /// Whether a heading is shown now.
    #[track_caller]
    pub fn has_heading(&self, words: &str) -> bool {
        self.read("return Boolean(heading(arguments[0]))", &[json!(words)]) == true
    }

    /// Whether a button is shown now.
    #[track_caller]
    pub fn has_button(&self, words: &str) -> bool {
        self.read("return Boolean(button(arguments[0]))", &[json!(words)]) == true
    }

    /// The messages of the error summary, in its order, once it is shown.
    #[track_caller]
    pub fn error_summary(&self) -> Vec<String> {
        self.find("the error summary", "summary()", &[]);
        self.texts("return summaryLinks()")
    }

    /// Whether there is an error summary now.
    #[track_caller]
    pub fn has_error_summary(&self) -> bool {
        self.read("return Boolean(summary())", &[]) == true
    }

    /// The message beside a question, without its hidden prefix.
    #[track_caller]
    pub fn field_error(&self, label: &str) -> Option<String> {
        let found = self.read("return fieldError(arguments[0])", &[json!(label)]);
        found.as_str().map(str::to_owned)
    }

    /// The shown answer or date beside these words, its lines apart.
    #[track_caller]
    pub fn row(&self, label: &str) -> String {
        let rows = self.rows();
        let found = rows
            .iter()
            .find(|(asked, _)| asked == label)
            .map(|(_, answer)| answer.clone());
        found.unwrap_or_else(|| panic!("no row “{label}” among {rows:?}"))
    }

    /// Every shown pair of a question and its answer, in page order.
    #[track_caller]
    pub fn rows(&self) -> Vec<(String, String)> {
        serde_json::from_value(self.read("return rows()", &[]))
            .unwrap_or_else(|error| panic!("rows: {error}"))
    }

    /// The reference on the receipt, once it is shown.
    #[track_caller]
    pub fn reference(&self) -> String {
        let reference = self.find("a reference", "all('#reference')[0]", &[]);
        self.browser.wait(reference.text())
    }

    /// Opens every question that has a hidden answer.
    #[track_caller]
    pub fn open_every_answer(&self) {
        for question in self.texts("return all('details:not([open]) > summary').map(name)") {
            self.click(
                "the question",
                "named('summary', arguments[0])",
                &[&question],
            );
        }
    }

    /// Everything that can be read on the page now.
    #[track_caller]
    pub fn visible_text(&self) -> String {
        self.read("return visibleText()", &[])
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// What has the focus: its role or tag, then its name. Empty when nothing on the page has it.
    #[track_caller]
    pub fn focused(&self) -> String {
        self.read("return focused()", &[])
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Waits until this has the focus, as [`ComplaintsPage::focused`] says it.
    #[track_caller]
    pub fn focus_on(&self, what: &str) {
        self.focus_that(what, |focused| focused == what);
    }

    /// Waits until something of which this is true has the focus, and says what, as [`ComplaintsPage::focused`] does.
    #[track_caller]
    pub fn focus_that(&self, what: &str, is_it: impl Fn(&str) -> bool) -> String {
        eventually(PATIENCE, &format!("the focus on “{what}”"), || {
            Some(self.focused()).filter(|focused| is_it(focused))
        })
    }

    /// Tabs onwards until this has the focus, as [`ComplaintsPage::focused`] says it; types there.
    #[track_caller]
    pub fn tab_to(&self, what: &str, keys: &str) {
        for _ in 0..200 {
            self.browser.keys(Key::Tab);
            if self.focused() == what {
                self.browser.keys(keys);
                return;
            }
        }
        panic!(
            "no key leads to “{what}”, the last was “{}”",
            self.focused()
        );
    }

    /// Day, month and year in London this many days from now, by the browser's own calendar.
    #[track_caller]
    pub fn london_date(&self, days: i32) -> [String; 3] {
        // The day there first, and days from it: an hour lies between the two halves of the year.
        let script = "const [day, month, year] = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' })
                .format().split('/');
            const date = new Date(Date.UTC(year, month - 1, +day + arguments[0]));
            return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC' }).format(date)";
        let date = self.browser.run(script, &[days.into()]);
        let mut parts = date
            .as_str()
            .unwrap_or_default()
            .split('/')
            .map(str::to_owned);
        std::array::from_fn(|_| parts.next().unwrap_or_default())
    }

    /// What a screen reader reads out of the section that is meant, in its order, but for plain words: a line for
    /// each heading, control and message, such as `textbox Full name: Error: Enter your full name (invalid)`.
    #[track_caller]
    pub fn read_out(&self) -> Vec<String> {
        read_out(&self.browser.accessibility_tree(), &self.section)
    }

    /// Begins to write down what the live region says.
    #[track_caller]
    pub fn listen(&self) {
        self.read(LISTEN, &[]);
    }

    /// What the live region has said since then.
    #[track_caller]
    pub fn heard(&self) -> Vec<String> {
        texts(self.browser.run("return heard", &[]))
    }

    /// What axe-core finds wrong by WCAG 2.0 to 2.2, levels A and AA, and best practices: nothing, it is hoped.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        axe(&self.browser)
    }

    /// What stands out to the right: nothing, it is hoped.
    #[track_caller]
    pub fn sideways(&self) -> Vec<String> {
        self.texts("return sideways()")
    }

    /// What stands out to the right at this width, in CSS pixels: nothing, it is hoped. The width goes back to 1280.
    #[track_caller]
    pub fn sideways_at(&self, width: u32) -> Vec<String> {
        self.browser.resize(width, 900);
        let found = self.sideways();
        self.browser.resize(1280, 900);
        found
    }

    /// A picture of the whole page at this width, in CSS pixels, as PNG.
    #[track_caller]
    pub fn picture(&self, view: View, width: u32) -> Vec<u8> {
        let height = "const page = document.documentElement;
            page.style.scrollbarWidth = 'none';
            return page.scrollHeight";
        self.browser.picture(view, width, height)
    }

    #[track_caller]
    fn click(&self, kind: &str, finder: &str, words: &[&str]) {
        let what = format!("{kind} “{}”", words.join("” › “"));
        let words: Vec<Value> = words.iter().map(|word| json!(word)).collect();
        let element = self.find(&what, finder, &words);
        self.browser.click(&element);
    }

    /// Waits until the finder, an expression of `find.js`, has an element.
    #[track_caller]
    fn find(&self, what: &str, finder: &str, arguments: &[Value]) -> WebElement {
        let script = self.script(&format!("return {finder} ?? null"));
        eventually(PATIENCE, what, || self.browser.element(&script, arguments))
    }

    #[track_caller]
    fn read(&self, script: &str, arguments: &[Value]) -> Value {
        self.browser.run(&self.script(script), arguments)
    }

    /// A script that can use `find.js`.
    fn script(&self, script: &str) -> String {
        let given = json!({
            "tag": self.tag,
            "section": self.section,
            "optional": self.words.at("/form/optional_label"),
            "errorPrefix": self.words.at("/form/error_prefix"),
        });
        format!("const {{ tag, section, optional, errorPrefix }} = {given};\n{FIND}\n{script}")
    }

    #[track_caller]
    fn texts(&self, script: &str) -> Vec<String> {
        texts(self.read(script, &[]))
    }
}

/// What axe-core finds wrong on the page that is open.
#[track_caller]
pub fn axe(browser: &Browser) -> Vec<String> {
    ask_axe(browser, "all")
}

/// What axe-core finds wrong with the colours of the page that is open.
#[track_caller]
pub fn axe_on_colours(browser: &Browser) -> Vec<String> {
    ask_axe(browser, "colours")
}

/// Gives axe-core to every document that is opened in this tab from now on, which takes a fraction of the time that it
/// takes to give it to one that is there.
#[track_caller]
pub fn bring_axe(browser: &Browser) {
    browser.before_scripts(&axe_core());
}

#[track_caller]
fn axe_core() -> String {
    let path = root().join(".tools/node/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: run ./x setup", path.display()))
}

#[track_caller]
fn ask_axe(browser: &Browser, about: &str) -> Vec<String> {
    if browser.run("return typeof axe", &[]) == "undefined" {
        browser.run(&axe_core(), &[]);
    }
    texts(browser.run_async(AXE, &[json!(about)]))
}

pub(super) fn texts(value: Value) -> Vec<String> {
    serde_json::from_value(value).unwrap_or_else(|error| panic!("not a list of texts: {error}"))
}

/// Day, month and year under one legend.
pub struct DateBoxes<'page> {
    page: &'page ComplaintsPage,
    legend: String,
}

impl DateBoxes<'_> {
    /// Types the three parts in place of what stands there; an empty part stays empty.
    #[track_caller]
    pub fn fill(&self, day: &str, month: &str, year: &str) {
        for (part, answer) in [("day", day), ("month", month), ("year", year)] {
            self.page.type_into(&self.part(part), answer);
        }
    }

    /// What stands in the three boxes.
    #[track_caller]
    pub fn answers(&self) -> [String; 3] {
        ["day", "month", "year"].map(|part| {
            self.page
                .browser
                .wait(self.part(part).prop("value"))
                .unwrap_or_default()
        })
    }

    #[track_caller]
    fn part(&self, part: &str) -> WebElement {
        let words = self.page.words.part(part);
        let what = format!("the box “{words}” of “{}”", self.legend);
        self.page.find(
            &what,
            "labelIn(...arguments)?.control",
            &[json!(self.legend), json!(words)],
        )
    }
}
