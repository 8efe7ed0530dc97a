//! The second part of the program, a file of its own: what a page needs once somebody does something with it. It
//! comes by itself as soon as the form is live, so that nobody waits for it; whoever is quicker does.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::console::report;
use super::{files, tasks};
use crate::domain::complaint::AttachmentDraft;
use crate::ui::Pending;
use crate::ui::{LaterViews, later_views};

/// What is in the second part; it crosses the cut by its address.
static PART: LaterViews = later_views(tasks::run, files::keep, files::draw);

// The build cuts the program here (`xtask/src/split.rs`): whatever only the function of the second name leads to
// goes into the second part, and the first name calls it there.
#[expect(
    improper_ctypes,
    reason = "both sides are this program, compiled at once"
)]
unsafe extern "C" {
    #[link_name = "__wasm_split_00later00_import_00000000000000000000000000000000_part"]
    fn second_part() -> &'static LaterViews;
}

#[unsafe(export_name = "__wasm_split_00later00_export_00000000000000000000000000000000_part")]
extern "C" fn part() -> &'static LaterViews {
    &PART
}

thread_local! {
    static BRING: RefCell<Option<Function>> = const { RefCell::new(None) };
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// Takes what gives a promise of the second part.
pub fn comes_by(bring: Function) {
    BRING.replace(Some(bring));
}

/// The second part; `None` where it cannot be had now, which the console is told. Asked again, it is tried again.
pub fn load() -> Pending<Option<&'static LaterViews>> {
    Box::pin(async {
        let brought = brought().await;
        brought.inspect_err(report).ok()
    })
}

async fn brought() -> Result<&'static LaterViews, JsValue> {
    if !IS_HERE.get() {
        let bring = BRING.with_borrow(Clone::clone).ok_or(JsValue::NULL)?;
        let promise = bring.call0(&JsValue::NULL)?;
        JsFuture::from(Promise::resolve(&promise)).await?;
        IS_HERE.set(true);
    }
    // SAFETY: what `bring` promised has put the second part of this very program into its memory and table; the
    // function takes nothing, and gives what lives as long as the program.
    Ok(unsafe { second_part() })
}

/// Keeps chosen files, unread where what reads them cannot be had.
pub fn keep_files(chosen: Vec<File>) -> Pending<Vec<AttachmentDraft>> {
    Box::pin(async {
        match load().await {
            Some(part) => (part.keep_files)(chosen).await,
            None => {
                let unread = chosen.into_iter().map(|file| files::shelve(file, None));
                unread.collect()
            }
        }
    })
}
