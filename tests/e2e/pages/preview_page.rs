use std::collections::HashSet;

use serde_json::{Value, json};

use super::complaints_page::{axe, texts};
use crate::harness::{Browser, PATIENCE, View, eventually};

/// The preview in a browser: a copy file and the page it makes.
pub struct PreviewPage {
    pub browser: Browser,
}

impl PreviewPage {
    /// Opens it, and waits until it shows a page.
    #[track_caller]
    pub fn open(browser: Browser, address: &str) -> Self {
        browser.resize(1280, 900);
        browser.prefer_dark(false);
        browser.open(address);
        let preview = Self { browser };
        preview.shown("Page/As it opens");
        preview
    }

    /// Brings the page into a state anew.
    #[track_caller]
    pub fn show(&self, state: &str) {
        let forget = "document.getElementById('stage').dataset.shown = ''";
        self.browser.run(forget, &[]);
        self.choose("State", state);
        self.shown(state);
    }

    /// Waits until the page has come into a state.
    #[track_caller]
    pub fn shown(&self, state: &str) {
        let shown = "return document.getElementById('stage').dataset.shown ?? ''";
        eventually(
            PATIENCE,
            &format!("the state {state}: {}", self.said("shown")),
            || (self.browser.run(shown, &[]) == state).then_some(()),
        );
    }

    /// Waits until these words can be read on the page.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        eventually(PATIENCE, &format!("the words “{words}”"), || {
            self.page_text().contains(words).then_some(())
        });
    }

    /// Everything that can be read on the page now.
    #[track_caller]
    pub fn page_text(&self) -> String {
        let script = "return document.querySelector('iframe:not([aria-hidden])')
            ?.contentDocument.querySelector('complaints-procedure').shadowRoot.querySelector('.cp-root').innerText ?? ''";
        let text = self.browser.run(script, &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Every state there is to choose.
    #[track_caller]
    pub fn states(&self) -> Vec<String> {
        let script =
            "return [...document.getElementById('state').options].map(({ value }) => value)";
        texts(self.browser.run(script, &[]))
    }

    /// What a look at the page's own document finds in each of these states, with the state's name.
    #[track_caller]
    pub fn visit<T>(
        &self,
        states: Vec<String>,
        look: impl Fn(&Browser, &str) -> Vec<T>,
    ) -> Vec<(String, T)> {
        let mut found = Vec::new();
        for state in states {
            self.show(&state);
            let frame = "return document.querySelector('iframe:not([aria-hidden])')";
            let faults = self.browser.in_frame(frame, || look(&self.browser, &state));
            found.extend(faults.into_iter().map(|fault| (state.clone(), fault)));
        }
        found
    }

    /// The states that look different: of those with one wrong answer, which differ in their words, the first of
    /// each form.
    #[track_caller]
    pub fn looks(&self) -> Vec<String> {
        self.first_of_alike(|group, _| group.to_owned())
    }

    /// The states that are built differently: of those with one wrong answer the first of each question.
    #[track_caller]
    pub fn builds(&self) -> Vec<String> {
        self.first_of_alike(|group, name| {
            let (question, _) = name.split_once(": ").unwrap_or((name, ""));
            format!("{group}/{question}")
        })
    }

    /// All states, but of those with one wrong answer the first of those with the same key.
    #[track_caller]
    fn first_of_alike(&self, key: impl Fn(&str, &str) -> String) -> Vec<String> {
        let mut states = self.states();
        let mut seen = HashSet::new();
        states.retain(|state| {
            let (group, name) = state.split_once('/').unwrap_or_default();
            !group.starts_with("Problems") || seen.insert(key(group, name))
        });
        states
    }

    /// Chooses in a list, or types into a box, by its label.
    #[track_caller]
    pub fn choose(&self, label: &str, value: &str) {
        let script = "const label = [...document.querySelectorAll('label')]
            .find(label => label.textContent.startsWith(arguments[0]));
            label.control.value = arguments[1];
            label.control.dispatchEvent(new Event('change', { bubbles: true }))";
        self.browser.run(script, &[json!(label), json!(value)]);
    }

    /// What stands in the editor.
    #[track_caller]
    pub fn text(&self) -> String {
        let text = self
            .browser
            .run("return document.getElementById('text').value", &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Replaces a passage in the editor, as if typed.
    #[track_caller]
    pub fn edit(&self, from: &str, to: &str) {
        let script = "const text = document.getElementById('text');
            const start = text.value.indexOf(arguments[0]);
            text.focus();
            text.setSelectionRange(start, start + arguments[0].length);
            document.execCommand('insertText', false, arguments[1]);";
        self.browser.run(script, &[json!(from), json!(to)]);
    }

    /// The findings, as they are listed.
    #[track_caller]
    pub fn findings(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('#findings li')]
            .map(item => `${item.querySelector('button').ariaLabel}: ${item.querySelector('span').textContent}`)";
        texts(self.browser.run(script, &[]))
    }

    /// Waits until the first finding is this one.
    #[track_caller]
    pub fn finds(&self, first: &str) {
        eventually(PATIENCE, &format!("the finding “{first}”"), || {
            (self.findings().first().map(String::as_str) == Some(first)).then_some(())
        });
    }

    /// Presses a button.
    #[track_caller]
    pub fn press(&self, words: &str) {
        let script = "return [...document.querySelectorAll('button')]
            .find(button => button.checkVisibility() && (button.ariaLabel ?? button.textContent) === arguments[0]) ?? null";
        let button = eventually(PATIENCE, &format!("the button “{words}”"), || {
            self.browser.element(script, &[json!(words)])
        });
        self.browser.click(&button);
    }

    /// Waits until this is said beside the buttons.
    #[track_caller]
    pub fn notice(&self, words: &str) {
        eventually(
            PATIENCE,
            &format!("“{words}”, not “{}”", self.said("notice")),
            || (self.said("notice") == words).then_some(()),
        );
    }

    /// What is said in one of the places where something is said.
    #[track_caller]
    pub fn said(&self, place: &str) -> String {
        let script = "return document.getElementById(arguments[0]).textContent";
        let said = self.browser.run(script, &[json!(place)]);
        said.as_str().unwrap_or_default().to_owned()
    }

    /// What is selected in the editor.
    #[track_caller]
    pub fn selection(&self) -> Value {
        self.browser.run(
            "const text = document.getElementById('text');
             return document.activeElement === text ? text.value.slice(text.selectionStart, text.selectionEnd) : null",
            &[],
        )
    }

    /// A picture of the page it shows, alone and whole, at this width, in CSS pixels, as PNG.
    #[track_caller]
    pub fn picture(&self, view: View, width: u32) -> Vec<u8> {
        let alone = "const frame = document.querySelector('iframe:not([aria-hidden])');
            frame.style = 'position: fixed; inset: 0; z-index: 1; inline-size: 100vw; block-size: 100vh; margin: 0; transform: none';
            document.documentElement.style.overflow = 'hidden';
            const page = frame.contentDocument.documentElement;
            page.style.scrollbarWidth = 'none';
            return page.scrollHeight";
        self.browser.picture(view, width, alone)
    }

    /// What axe-core finds wrong: nothing, it is hoped.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        axe(&self.browser)
    }
}
