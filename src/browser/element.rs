use gloo_net::http::Request;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement, Url};

use super::clock::complain;
use crate::copy::{self, PageCopy};
use crate::domain::calendar::BankHolidays;
use crate::ui::complaints_page;

/// Draws the page of a tag into an element, in place of what stands there; that stays if the copy
/// cannot be read, and the console says why.
///
/// The copy is where the tag's attribute says, else at `default_copy`.
#[wasm_bindgen]
pub async fn draw(tag: HtmlElement, drawing: HtmlElement, default_copy: String) {
    if let Err(message) = try_draw(&tag, drawing, default_copy).await {
        complain(&message);
    }
}

async fn try_draw(tag: &Element, drawing: HtmlElement, default_copy: String) -> Result<(), String> {
    let base = tag.base_uri().ok().flatten().unwrap_or_default();
    let copy_url = match tag.get_attribute("copy") {
        Some(copy) => absolute(&copy, &base)?,
        None => default_copy,
    };
    let mut page =
        copy::read(&fetch(&copy_url).await?).map_err(|error| error.in_file(&copy_url))?;
    page.submit.endpoint = match tag.get_attribute("endpoint") {
        Some(endpoint) => absolute(&endpoint, &base)?,
        None => absolute(&page.submit.endpoint, &copy_url)?,
    };
    let holidays = holidays(&absolute(&page.submit.bank_holidays, &copy_url)?).await;
    let page: &'static PageCopy = Box::leak(Box::new(page));
    let holidays: &'static BankHolidays = Box::leak(Box::new(holidays));
    let root = Element::from(drawing.clone());
    root.replace_children_with_node_0();
    mount_to_renderer(&root.clone(), move || {
        complaints_page(page, holidays, super::ports(), Some(root))
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
