//! The bank holidays that the copy names, as the loader has asked for them.

use std::cell::RefCell;
use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_net::http::Response;
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::console::complain;
use super::{clock, intern};
use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::ui::Pending;

/// Those of a page until they are read.
pub static BY_RULE: BankHolidays = BankHolidays::by_rule();

/// For how many milliseconds a server may leave the page without an answer.
const PATIENCE: u32 = 5_000;

thread_local! {
    static KNOWN: RefCell<Vec<&'static BankHolidays>> = const { RefCell::new(Vec::new()) };
}

/// The published bank holidays; computed ones, marked as such, where the answer cannot be read.
pub fn read(answer: Promise, page: &'static PageCopy) -> Pending<&'static BankHolidays> {
    Box::pin(async {
        let published = pin!(published(answer));
        let published = match select(published, clock::pause(PATIENCE)).await {
            Either::Left((published, _)) => published,
            Either::Right(_) => Err("no answer".to_owned()),
        };
        let holidays = published.unwrap_or_else(|why| {
            complain(&[&page.submit.bank_holidays, ": ", &why].concat());
            BankHolidays::by_rule()
        });
        intern(holidays, &KNOWN, BankHolidays::eq)
    })
}

async fn published(answer: Promise) -> Result<BankHolidays, String> {
    let answer = JsFuture::from(answer).await;
    let answer = answer.map_err(|_| "no answer".to_owned())?;
    let answer = Response::from(answer.unchecked_into::<web_sys::Response>());
    if !answer.ok() {
        let status = answer.status().to_string();
        return Err(["the server answered ", &status, ", expected 200"].concat());
    }
    let text = answer.text().await.map_err(|error| error.to_string())?;
    BankHolidays::from_govuk(&text).map_err(|error| error.to_string())
}
