use gloo_net::http::Request;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, ShadowRootInit, ShadowRootMode, Url};

use super::clock::complain;
use crate::copy::{self, PageCopy};
use crate::domain::calendar::BankHolidays;
use crate::ui::complaints_page;

/// The tag that a website pastes.
const TAG: &str = "complaints-procedure";

/// Where the copy is unless the tag says otherwise.
const DEFAULT_COPY: &str = "complaints.json";

/// Fills every tag in the document.
pub fn start() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let tags = document.get_elements_by_tag_name(TAG);
    for tag in (0..tags.length()).filter_map(|index| tags.item(index)) {
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(message) = fill(&tag).await {
                complain(&message);
            }
        });
    }
}

/// Reads the copy that a tag names and draws the page in its shadow root. What stood there stays if that fails.
async fn fill(tag: &Element) -> Result<(), String> {
    let document = tag.owner_document().ok_or("the tag is in no document")?;
    let base = document.base_uri().ok().flatten().unwrap_or_default();
    let copy_url = absolute(
        &tag.get_attribute("copy")
            .unwrap_or_else(|| DEFAULT_COPY.to_owned()),
        &base,
    )?;
    let mut page = copy::read(&fetch(&copy_url).await?).map_err(|error| {
        let lines: Vec<String> = error
            .problems
            .iter()
            .map(|problem| [copy_url.as_str(), ":", &problem.to_string()].concat())
            .collect();
        lines.join("\n")
    })?;
    page.submit.endpoint = match tag.get_attribute("endpoint") {
        Some(endpoint) => absolute(&endpoint, &base)?,
        None => absolute(&page.submit.endpoint, &copy_url)?,
    };
    let holidays = holidays(&absolute(&page.submit.bank_holidays, &copy_url)?).await;
    let page: &'static PageCopy = Box::leak(Box::new(page));
    let holidays: &'static BankHolidays = Box::leak(Box::new(holidays));
    let root = shadow_root(&document, tag).map_err(|_| "the tag cannot have a shadow root")?;
    let drawn_in = Element::from(root.clone());
    mount_to(root, move || {
        complaints_page(page, holidays, super::ports(), Some(drawn_in)).into_render()
    })
    .forget();
    Ok(())
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

/// The tag's shadow root, with the page's stylesheets and an empty element to draw in.
fn shadow_root(document: &Document, tag: &Element) -> Result<HtmlElement, JsValue> {
    let shadow = tag.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    let sheets = document.query_selector_all("link[rel=stylesheet]")?;
    for sheet in (0..sheets.length()).filter_map(|index| sheets.item(index)) {
        shadow.append_child(&sheet.clone_node_with_deep(true)?)?;
    }
    let root: HtmlElement = document.create_element("div")?.unchecked_into();
    shadow.append_child(&root)?;
    Ok(root)
}
