use std::cell::RefCell;
use std::rc::Rc;

use any_spawner::Executor;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::ev::pageshow;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CssStyleSheet, Element, Url};

use super::console::complain;
use super::early::Early;
use super::holidays::BY_RULE;
use super::tab_place::TabPlace;
use super::{BROWSER, clock, host, intern, parts};
use crate::copy::{self, PageCopy};
use crate::domain::wire::Kept;
use crate::ui::{Debounce, Drawn, Moment, PageState, complaints_page, heading_level};
use crate::view_model::{Journey, News, SavedDrafts, Task};

/// A page that lives in its tag until it is freed; what it shows then, stays.
#[wasm_bindgen]
pub struct Drawing {
    tag: Element,
    root: Element,
    /// Has what a person does with the page, in whatever words it is drawn.
    owner: Owner,
    /// Where its answers are kept, once it is drawn.
    place: RefCell<Option<Rc<TabPlace>>>,
    shown: RefCell<Option<Shown>>,
}

/// The page in the words of one copy.
struct Shown {
    state: PageState,
    /// Has what keeps these words up to date.
    owner: Owner,
    drawn: Drawn,
}

/// What a page goes on from when it is drawn.
enum Start {
    /// What it shows in other words.
    Words(Box<PageState>),
    /// What the tab kept, and where it keeps it.
    Tab(Box<Moment>, Rc<TabPlace>),
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        self.shown.take();
        self.owner.cleanup();
        if let Some(place) = self.place.take() {
            place.release();
        }
    }
}

#[wasm_bindgen]
impl Drawing {
    /// The page of a tag, to be drawn into an element of its shadow root.
    #[wasm_bindgen(constructor)]
    pub fn new(tag: Element, root: Element) -> Self {
        _ = Executor::init_wasm_bindgen();
        Self {
            tag,
            root,
            owner: Owner::new(),
            place: RefCell::default(),
            shown: RefCell::default(),
        }
    }

    /// Draws the page from the text of a copy file.
    ///
    /// What stands there is adopted as far as it is what would be drawn; and whatever was typed, ticked,
    /// chosen and opened there stays. Drawn again, it goes on where it is in the words of the other copy.
    ///
    /// `holidays` is the answer to be awaited of the address that the copy names for the bank holidays;
    /// `rest` gives a promise to be waited for before anything is drawn, and `part` one of the part of the program that
    /// it is given the name of.
    ///
    /// # Errors
    ///
    /// The copy cannot be read: every problem in it, with its place. What stands there stays.
    pub async fn draw(
        &self,
        copy: String,
        copy_url: String,
        holidays: Promise,
        rest: Function,
        part: Function,
    ) -> Result<(), String> {
        let Self { tag, root, .. } = self;
        parts::come_by(part);
        let (mut page, oddities) =
            copy::read_leniently(&copy).map_err(|error| error.in_file(&copy_url))?;
        if oddities > 0 {
            let many = oddities.to_string();
            complain(
                &[
                    "complaints: the page does without ",
                    &many,
                    " keys of ",
                    &copy_url,
                    " that are unknown, doubled or wrong: run complaints check",
                ]
                .concat(),
            );
        }
        for address in page.addresses_mut() {
            *address = absolute(address, &copy_url)?;
        }
        if let Some(endpoint) = tag.get_attribute("endpoint") {
            let base = tag.base_uri().ok().flatten().unwrap_or_default();
            page.submit.send_to(absolute(&endpoint, &base)?);
        }
        let heading = heading_level(tag.get_attribute("heading").as_deref());
        let page = intern(page, &COPIES, is_same_page);
        let before = self.shown.borrow().as_ref().map(|shown| shown.state);
        let start = if let Some(before) = before {
            before.publish(holidays.clone()).await;
            Start::Words(Box::new(before))
        } else {
            let mut moment = Moment::first();
            let place = Rc::new(TabPlace::claim(tag, &page.submit.endpoint));
            self.place.replace(Some(place.clone()));
            let kept = place.item().read().and_then(|text| Kept::read(&text));
            if kept.is_some_and(|kept| moment.journey.restore(kept))
                && let Some(views) = parts::load_later().await
            {
                (views.check_again)(&mut moment.journey, page, clock::now());
            }
            Start::Tab(Box::new(moment), place)
        };
        if let Ok(rest) = rest.call0(&JsValue::NULL) {
            _ = JsFuture::from(Promise::resolve(&rest)).await;
        }
        let mut early = Early::look(root);
        apply_theme(&page.theme.css(), root);
        let is_first = self.shown.take().is_none();
        let state = match start {
            Start::Words(before) => self.owner.with(|| before.in_other_words(page)),
            Start::Tab(mut moment, place) => {
                early.fill(&mut moment);
                moment.now = Some(clock::now());
                let root = Some(root.clone());
                let state = self.owner.with(|| {
                    let state = moment.into_state(page, &BY_RULE, &BROWSER, root);
                    keep_in_tab(state, place);
                    state
                });
                state.published.set_value(Some(holidays));
                self.owner.with(|| follow_links(state));
                state.start(Task::ListDrafts);
                state
            }
        };
        let owner = self.owner.child();
        let drawn = owner.with(|| {
            complaints_page(state)
                .lower_headings(heading - 1)
                .draw_into(root, early.focused())
        });
        early.put_back(root);
        if is_first {
            state.act(|journey| journey.ask_for_files());
        }
        state.load_later();
        host::tell(root, &News::Ready);
        self.shown.replace(Some(Shown {
            state,
            owner,
            drawn,
        }));
        Ok(())
    }

    /// Puts back what others took out of the page, and removes their copies of it; whether there was
    /// anything.
    pub fn mend(&self) -> bool {
        let shown = self.shown.borrow();
        shown
            .as_ref()
            .is_some_and(|shown| shown.drawn.mend_in(&self.root))
    }
}

/// Follows the self-check's link in the tab's address, and each that comes there later.
fn follow_links(state: PageState) {
    state.follow_link();
    let come = window_event_listener_untyped("hashchange", move |_| state.follow_link());
    on_cleanup(move || come.remove());
}

/// For how many milliseconds nothing is typed before answers are kept.
const TYPING_PAUSE: u32 = 400;

/// Keeps in this tab what the journey has come to, as it goes on: a page that is loaded again goes on
/// from there, and so does one that comes back from the browser's cache after the same form was used
/// in another page. Answers are kept when typing rests and when the page is left, all else at once.
fn keep_in_tab(state: PageState, place: Rc<TabPlace>) {
    let reader = place.clone();
    let text = |journey: &Journey| journey.kept().map(|kept| kept.write());
    let written = RefCell::new(None);
    let keep = StoredValue::new_local(move || {
        let Some(text) = state.journey.try_with_untracked(text) else {
            return;
        };
        let known = written.replace(Some(text.clone()));
        if known.as_ref() != Some(&text) && !place.item().keep(text.as_deref()) && text.is_some() {
            state.saved.update(SavedDrafts::not_kept);
        }
    });
    let keep = move || _ = keep.try_with_value(|keep| keep());
    let typed = Debounce::new(state.outside);
    Effect::new(move |known: Option<_>| {
        state.typing.track_any();
        let stage = state.journey.with(Journey::stage);
        if known.as_ref() != Some(&stage) {
            keep();
            return stage;
        }
        typed.call(TYPING_PAUSE, keep);
        stage
    });
    let come_back = window_event_listener(pageshow, move |event| {
        let here = state.journey.with_untracked(text);
        let kept = reader
            .item()
            .read()
            .filter(|text| Some(text) != here.as_ref());
        if event.persisted()
            && let Some(kept) = kept.and_then(|text| Kept::read(&text))
        {
            let mut is_checked = false;
            state.act(|journey| {
                _ = journey.restart();
                is_checked = journey.restore(kept);
                journey.ask_for_files()
            });
            if is_checked {
                state.check_again();
            }
        }
    });
    let leave = ["pagehide", "visibilitychange"].map(|event| {
        window_event_listener_untyped(event, move |_| {
            state.read_controls();
            keep();
        })
    });
    on_cleanup(move || {
        keep();
        come_back.remove();
        leave.into_iter().for_each(|leave| leave.remove());
    });
}

/// Adopts the stylesheet of a theme in the shadow root of an element, in place of an earlier theme's.
fn apply_theme(theme: &str, root: &Element) {
    let sheets = Array::new();
    if !theme.is_empty()
        && let Ok(sheet) = CssStyleSheet::new()
    {
        _ = sheet.replace_sync(theme);
        sheets.push(&sheet);
    }
    // A browser that knows none of this shows the page in its own colours.
    _ = Reflect::set(&root.get_root_node(), &"adoptedStyleSheets".into(), &sheets);
}

thread_local! {
    static COPIES: RefCell<Vec<&'static PageCopy>> = const { RefCell::new(Vec::new()) };
}

fn is_same_page(one: &PageCopy, other: &PageCopy) -> bool {
    one.version == other.version && one.submit.endpoint == other.submit.endpoint
}

fn absolute(address: &str, base: &str) -> Result<String, String> {
    Url::new_with_base(address, base)
        .map(|url| url.href())
        .map_err(|_| ["not an address: ", address].concat())
}
