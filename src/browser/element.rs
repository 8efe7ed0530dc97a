use std::cell::RefCell;
use std::thread::LocalKey;

use any_spawner::Executor;
use gloo_net::http::Request;
use js_sys::{Array, Reflect};
use leptos::prelude::Owner;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CssStyleSheet, Element, Url};

use super::clock::{BrowserClock, complain};
use super::early::Early;
use super::host::BrowserHost;
use crate::copy::{self, PageCopy};
use crate::domain::calendar::BankHolidays;
use crate::ui::ports::{Clock, Host};
use crate::ui::{Drawn, Moment, News, complaints_page};

/// A page that lives in its tag until it is freed; what it shows then, stays.
#[wasm_bindgen]
pub struct Drawing {
    owner: Owner,
    _drawn: Drawn,
}

impl Drop for Drawing {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// Draws the page of a tag into an element of its shadow root.
///
/// What stands there and was made from the same copy by the same build is taken over as it is; else
/// the page is drawn anew, and has what was typed, ticked, chosen and opened there. `copy` is the
/// text of the copy file, `build` names this program.
///
/// # Errors
///
/// The copy cannot be read: every problem in it, with its place. What stands there stays.
#[wasm_bindgen]
pub async fn draw(
    tag: Element,
    root: Element,
    copy: String,
    copy_url: String,
    build: String,
) -> Result<Drawing, String> {
    let mut page = copy::read(&copy).map_err(|error| error.in_file(&copy_url))?;
    if let Some(endpoint) = tag.get_attribute("endpoint") {
        let base = tag.base_uri().ok().flatten().unwrap_or_default();
        page.submit.endpoint = absolute(&endpoint, &base)?;
    } else {
        page.submit.endpoint = absolute(&page.submit.endpoint, &copy_url)?;
    }
    let holidays = holidays(&absolute(&page.submit.bank_holidays, &copy_url)?).await;
    let made_from = [&page.version, ".", &build].concat();
    let stands = root.get_attribute("data-made-from").as_ref() == Some(&made_from);
    let page = kept(page, &COPIES, is_same_page);
    let holidays = kept(holidays, &HOLIDAYS, BankHolidays::eq);
    let mut early = Early::look(&root);
    let mut moment = Moment::first(page);
    early.fill(&mut moment);
    moment.now = Some(BrowserClock.now());
    wear(&page.theme.css(), &root);
    _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let drawn = owner.with(|| {
        let page = complaints_page(moment, page, holidays, super::ports(), Some(root.clone()));
        if stands {
            page.take_over(&root)
        } else {
            page.draw_into(&root, early.typed_in())
        }
    });
    _ = root.set_attribute("data-made-from", &made_from);
    early.put_back(&root);
    BrowserHost.tell(&root, &News::Ready);
    Ok(Drawing {
        owner,
        _drawn: drawn,
    })
}

/// Gives the colours of a theme to the shadow root of an element, in place of an earlier theme's.
fn wear(theme: &str, root: &Element) {
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
    static HOLIDAYS: RefCell<Vec<&'static BankHolidays>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a value for good; one that is the same as an earlier one is kept once.
fn kept<T>(
    value: T,
    shelf: &'static LocalKey<RefCell<Vec<&'static T>>>,
    is_same: impl Fn(&T, &T) -> bool,
) -> &'static T {
    shelf.with_borrow_mut(|shelf| {
        if let Some(same) = shelf.iter().find(|kept| is_same(kept, &value)) {
            return *same;
        }
        let value: &'static T = Box::leak(Box::new(value));
        shelf.push(value);
        value
    })
}

fn is_same_page(one: &PageCopy, other: &PageCopy) -> bool {
    one.version == other.version && one.submit.endpoint == other.submit.endpoint
}

/// The published bank holidays; computed ones, marked as such, where the file cannot be read.
async fn holidays(url: &str) -> BankHolidays {
    let read = match fetch(url).await {
        Ok(text) => {
            BankHolidays::from_govuk(&text).map_err(|error| [url, ":", &error.to_string()].concat())
        }
        Err(message) => Err(message),
    };
    read.unwrap_or_else(|message| {
        complain(&message);
        BankHolidays::by_rule()
    })
}

async fn fetch(url: &str) -> Result<String, String> {
    let failed = |error: gloo_net::Error| [url, ": ", &error.to_string()].concat();
    let response = Request::get(url).send().await.map_err(failed)?;
    if !response.ok() {
        return Err([
            url,
            ": the server answered ",
            &response.status().to_string(),
            ", expected 200",
        ]
        .concat());
    }
    response.text().await.map_err(failed)
}

fn absolute(address: &str, base: &str) -> Result<String, String> {
    Url::new_with_base(address, base)
        .map(|url| url.href())
        .map_err(|_| ["not an address: ", address].concat())
}
