//! The parts of the program after the first, a file each: what a page needs once somebody does something with it,
//! which comes by itself as soon as the form is live, so that nobody waits for it; and what only those need who
//! prepare their case or keep a diary of it, which comes when they ask.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::console::report;
use super::{case, files, holidays, line, random, tab, tasks};
use crate::domain::complaint::AttachmentDraft;
use crate::ui::{
    CaseOpening, CaseViews, LaterOutside, LaterViews, Pending, case_views, later_views,
};

/// What is in the second part; it crosses the cut by its address.
static LATER: LaterViews = later_views(LaterOutside {
    new_id: random::new_id,
    set_fragment: tab::set_fragment,
    change_tab_language: tab::change_language,
    is_offline: line::is_offline,
    read_holidays: holidays::read,
    case: &OPENING,
    run: tasks::run,
    keep_files: files::keep,
    draw_pictures: files::draw,
});

/// How the third part is had.
static OPENING: CaseOpening = CaseOpening {
    is_begun: case::is_begun,
    load: load_case,
};

/// What is in the third.
static CASE: CaseViews = case_views(case::OUTSIDE);

// The build cuts the program here (`xtask/src/split.rs`): whatever only the function of the second name leads to
// goes into the part that it names, and the first name calls it there.
#[expect(
    improper_ctypes,
    reason = "both sides are this program, compiled at once"
)]
unsafe extern "C" {
    #[link_name = "__wasm_split_00later00_import_00000000000000000000000000000000_part"]
    fn second_part() -> &'static LaterViews;
    #[link_name = "__wasm_split_00case00_import_00000000000000000000000000000001_part"]
    fn third_part() -> &'static CaseViews;
}

#[unsafe(export_name = "__wasm_split_00later00_export_00000000000000000000000000000000_part")]
extern "C" fn later_part() -> &'static LaterViews {
    &LATER
}

#[unsafe(export_name = "__wasm_split_00case00_export_00000000000000000000000000000001_part")]
extern "C" fn case_part() -> &'static CaseViews {
    &CASE
}

thread_local! {
    static BRING: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Takes what gives a promise of the part of a name.
pub fn come_by(bring: Function) {
    BRING.replace(Some(bring));
}

/// The second part; `None` where it cannot be had now, which the console is told. Asked again, it is tried again.
pub fn load_later() -> Pending<Option<&'static LaterViews>> {
    Box::pin(async {
        bring("later").await?;
        // SAFETY: what was promised has put this part of this very program into its memory and table; the function
        // takes nothing, and gives what lives as long as the program.
        Some(unsafe { second_part() })
    })
}

/// The third part, in the same way; it uses what comes with the second, which asks for it.
fn load_case() -> Pending<Option<&'static CaseViews>> {
    Box::pin(async {
        bring("case").await?;
        // SAFETY: as above.
        Some(unsafe { third_part() })
    })
}

/// Puts a part of the program into its memory and table, unless it is there.
async fn bring(name: &str) -> Option<()> {
    let brought = async {
        let bring = BRING.with_borrow(Clone::clone).ok_or(JsValue::NULL)?;
        let promise = bring.call1(&JsValue::NULL, &name.into())?;
        JsFuture::from(Promise::resolve(&promise)).await
    };
    brought.await.inspect_err(report).ok()?;
    Some(())
}

/// Keeps chosen files, unread where what reads them cannot be had.
pub fn keep_files(chosen: Vec<File>) -> Pending<Vec<AttachmentDraft>> {
    Box::pin(async {
        match load_later().await {
            Some(part) => (part.outside.keep_files)(chosen).await,
            None => {
                let unread = chosen.into_iter().map(|file| files::shelve(file, None));
                unread.collect()
            }
        }
    })
}
