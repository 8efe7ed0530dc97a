//! What the page knows of the customer's case: where it comes from, and what stands in its place.

use leptos::prelude::*;

use super::{PageState, Pending};
use crate::copy::{CaseCopy, PageCopy};
use crate::ui::element::El;
use crate::view_model::case::{CaseStart, Cases};

/// How the third part of the program is had.
pub struct CaseOpening {
    /// Whether the device remembers a complaint to an endpoint, or the tab has a case of one that is open.
    pub is_begun: fn(&str) -> bool,
    /// Loads what a case needs; none where that fails.
    pub load: fn() -> Pending<Option<&'static CaseViews>>,
}

/// What the third part of the program brings.
pub struct CaseViews {
    /// Looks what the device remembers, opens a case where that was asked for, and shows it.
    pub begin: fn(&'static CaseViews, PageState, Option<CaseStart>),
    pub outside: CaseOutside,
}

/// What a case needs of the browser.
pub struct CaseOutside {
    /// The text at an address; none where there is none.
    pub read_text: fn(&'static str) -> Pending<Option<String>>,
    /// The words in the text of a case's file; none where it cannot be used, which the console is told.
    pub read_words: fn(&str, &'static PageCopy) -> Option<CaseCopy>,
    /// What the device remembers for an endpoint.
    pub read_diary: fn(&str) -> Option<String>,
    /// Has it remember that, or nothing; false where it does not.
    pub keep_diary: fn(&str, Option<&str>) -> bool,
    /// The open case that the tab keeps for an endpoint.
    pub read_open: fn(&str) -> Option<String>,
    /// Has the tab keep that until it is closed, or nothing.
    pub keep_open: fn(&str, Option<&str>),
    /// Puts a text where it can be pasted from; false where the browser does not let us.
    pub copy: fn(String) -> Pending<bool>,
    /// Gives the person an archive of files by their names; false where one of them cannot be read.
    pub save_zip: fn(String, Vec<(String, ZipContent)>) -> Pending<bool>,
}

/// A file of an archive.
pub enum ZipContent {
    Text(String),
    /// A chosen file, by its handle.
    File(u32),
}

/// What stands in the place of the case, and what it keeps for as long as the page is there.
#[derive(Clone, Copy, Default)]
pub struct CaseContent {
    /// None until the case is asked for.
    pub draw: Option<fn(PageState) -> Vec<El>>,
    /// None until it was opened.
    pub signals: Option<CaseSignals>,
}

/// What changes while a case is prepared.
#[derive(Clone, Copy)]
pub struct CaseSignals {
    pub outside: &'static CaseOutside,
    pub cases: RwSignal<Cases>,
    pub words: RwSignal<CaseWords>,
    /// Whether the focus is to go to the case as soon as there are words for it.
    pub is_led: StoredValue<bool>,
}

/// The words of the case, and of which copy they are.
#[derive(Clone, Copy)]
pub enum CaseWords {
    Unread,
    Reading(&'static PageCopy),
    Read(&'static PageCopy, &'static CaseCopy),
    Missing(&'static PageCopy),
}
