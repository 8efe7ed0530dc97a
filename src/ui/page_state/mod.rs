//! What the page knows and does, for every part of it.

pub mod actions;
mod answers;
mod case;
mod debounce;
mod form;
mod later;
mod self_check;
mod typing;

pub use answers::{Answer, DateAnswer};
pub use case::{
    CaseContent, CaseOpening, CaseOutside, CaseSignals, CaseViews, CaseWords, ZipContent,
};
pub use debounce::Debounce;
pub use form::form_problems;
pub use self_check::check_problems;
pub use typing::Typing;

use std::future::Future;
use std::pin::Pin;

use chrono::{DateTime, Utc};
use futures_util::future::AbortHandle;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use crate::copy::{FilesCopy, PageCopy, SelfCheckCopy};
use crate::domain::calendar::BankHolidays;
use crate::domain::complaint::{AttachmentDraft, DatePart, FieldId};

use crate::ui::derived::Derived;
use crate::ui::element::El;
use crate::ui::shared::Shared;
use crate::view_model::self_check::{Checked, SelfCheck};
use crate::view_model::{
    Announcement, Attention, Effect, Effects, FileToSave, Journey, LinesView, News, PageData,
    Place, QuestionId, SavedDraft, SavedDrafts, ShownProblem, Target, Task,
};

/// An answer that comes later.
pub type Pending<T> = Pin<Box<dyn Future<Output = T>>>;

/// What the page needs of the browser at any time. What only a used form needs is [`Task`]s.
pub struct Outside {
    pub now: fn() -> DateTime<Utc>,
    /// Waits so many milliseconds.
    pub pause: fn(u32) -> Pending<()>,
    /// Waits until the device says something else.
    pub line_change: fn() -> Pending<()>,
    /// The end of the tab's address, from its `#`; empty where there is none.
    pub fragment: fn() -> String,
    /// Tells the company's page what has happened in the element that the page is drawn in; `false` where it asks
    /// not to go on.
    pub tell: fn(&web_sys::Element, &News) -> bool,
    /// Looks at chosen files and keeps them, by the handles of what it gives back.
    pub keep_files: fn(Vec<web_sys::File>) -> Pending<Vec<AttachmentDraft>>,
    /// The views that are there from the start.
    pub views: Option<&'static LaterViews>,
    /// Loads the views; none where that fails.
    pub load_views: fn() -> Pending<Option<&'static LaterViews>>,
}

/// What comes later: views, what answers are judged by, and what does [`Task`]s.
pub struct LaterViews {
    pub check_answers: fn(PageState) -> El,
    pub receipt: fn(PageState) -> El,
    pub check_result: fn(&'static SelfCheckCopy, PageState, Checked) -> Option<El>,
    pub saved_drafts: fn(PageState, Vec<SavedDraft>) -> Vec<El>,
    pub file_list: fn(&'static FilesCopy, PageState, Vec<AttachmentDraft>) -> El,
    pub file_remark: fn(&'static FilesCopy, PageState) -> String,
    /// What stands in the place for saving answers; the focus goes to its button.
    pub save_draft: fn(PageState, Place) -> Vec<El>,
    /// Goes on to the check view, or shows what is missing.
    pub review: fn(PageState),
    /// Takes the answers that were checked when the page was left.
    pub check_again: fn(&mut Journey, &PageCopy, DateTime<Utc>),
    /// Takes away the shown problems that a new answer to a field has mended.
    pub clear_fixed: fn(PageState, FieldId),
    pub form_problems: fn(&PageCopy, &Journey) -> Vec<ShownProblem>,
    /// Decides the self-check as it stands in its controls.
    pub check: fn(PageState),
    /// Takes over the dates of the tab's address, and decides on them.
    pub follow_link: fn(PageState),
    pub check_problems: fn(&PageCopy, &SelfCheck) -> Vec<ShownProblem>,
    /// The address that was probably meant.
    pub suggest_email: fn(&str) -> Option<String>,
    pub announcement: fn(&Announcement, &'static PageCopy) -> String,
    /// Whether the phone lines are open.
    pub lines: fn(PageData, DateTime<Utc>) -> Option<LinesView>,
    /// Looks whether there is a line to send on.
    pub look_at_line: fn(PageState),
    /// Goes on in other words than these.
    pub translate: fn(PageState, &PageCopy),
    pub error_summary: fn(Summary, Shared<Attention>, Vec<ShownProblem>) -> El,
    pub draw_case: fn(PageState) -> Vec<El>,
    pub outside: LaterOutside,
}

/// What a used form needs of the browser.
pub struct LaterOutside {
    /// A random UUID.
    pub new_id: fn() -> String,
    /// Changes the end of the tab's address, without a step in the history.
    pub set_fragment: fn(&str),
    /// Sets address, title and language of a tab that shows nothing but this page, from one copy's to another's.
    pub change_tab_language: fn(&PageCopy, &PageCopy),
    /// Whether the device says that it has no line. That it has one it may say wrongly.
    pub is_offline: fn() -> bool,
    /// The bank holidays by what is published of them; computed ones where that cannot be read.
    pub read_holidays: fn(Promise, &'static PageCopy) -> Pending<&'static BankHolidays>,
    /// Opens the customer's case, and shows it in its place.
    pub case: &'static CaseOpening,
    /// Does a task, and takes what comes of it.
    pub run: fn(PageState, Task),
    /// Looks at chosen files and keeps them, by the handles of what it gives back.
    pub keep_files: fn(Vec<web_sys::File>) -> Pending<Vec<AttachmentDraft>>,
    /// Draws chosen pictures small, one after the other, each on the canvas beside its handle.
    pub draw_pictures: fn(Vec<(u32, web_sys::HtmlCanvasElement)>),
}

/// The list of what is wrong with the answers of a form.
#[derive(Clone, Copy)]
pub struct Summary {
    /// What takes the focus.
    pub place: Place,
    /// The tag of the title, one level below what stands above it.
    pub heading: &'static str,
    pub title: &'static str,
}

/// Whether they are there.
#[derive(Clone, Copy)]
pub enum Later {
    Loading,
    Loaded(&'static LaterViews),
    /// They could not be loaded; asked again, they may be.
    Missing,
}

impl Later {
    pub fn views(self) -> Option<&'static LaterViews> {
        match self {
            Self::Loaded(views) => Some(views),
            Self::Loading | Self::Missing => None,
        }
    }
}

/// What is done once it is known whether they are there.
pub type WhenLoaded = Box<dyn FnOnce(Option<&'static LaterViews>)>;

/// Asks for the focus to go there.
pub fn go_to(attention: Shared<Attention>, target: Target) {
    attention.try_update(|attention| attention.focus_on(target));
}

/// What the page and the steps of the journey are given: the words, the browser, and the journey so far. What they
/// are made of is given what it shows.
#[derive(Clone, Copy)]
pub struct PageState {
    pub page: &'static PageCopy,
    /// Read before [`Later::Loaded`]: only what comes later counts days.
    pub holidays: StoredValue<&'static BankHolidays>,
    /// The answer of where they are published; none where they are given.
    pub published: StoredValue<Option<Promise>, LocalStorage>,
    pub outside: &'static Outside,
    /// Tells of all changes but of answers that change alone, of which `typing` does.
    pub journey: Shared<Journey>,
    pub typing: Typing,
    /// Says how many characters are left once typing rests.
    pub counting: Debounce,
    pub self_check: Shared<SelfCheck>,
    pub saved: Shared<SavedDrafts>,
    /// What is wrong with the answers, as it is shown.
    pub form_problems: Derived<Vec<ShownProblem>>,
    pub check_problems: Derived<Vec<ShownProblem>>,
    pub attention: Shared<Attention>,
    /// Whether what was dropped on the page last was no file.
    pub is_no_file: Shared<bool>,
    /// The time, to the minute; none before the page is live.
    pub now: Shared<Option<DateTime<Utc>>>,
    /// What is drawn only once somebody has done something.
    pub later: Shared<Later>,
    /// Who waits for it while it is loaded.
    pub waiting: StoredValue<Vec<WhenLoaded>, LocalStorage>,
    /// The form in which something was asked for that is not there yet.
    pub awaited: Shared<Option<Place>>,

    /// What ends the try or the pause between two that is under way.
    pub sending: StoredValue<Option<AbortHandle>>,
    /// The element that the page is drawn in, where there is one.
    pub root: StoredValue<Option<web_sys::Element>, LocalStorage>,
}

impl PageState {
    /// The same page in the words of another copy: what was answered, and where the customer stands, stays, and so
    /// does the focus.
    pub fn in_other_words(self, page: &'static PageCopy) -> Self {
        self.read_controls();
        self.attention
            .update(|attention| attention.focus = Default::default());
        let state = Self {
            page,
            form_problems: form_problems(page, self.journey, self.later),
            check_problems: check_problems(page, self.self_check, self.later),
            ..self
        };
        state.do_later(move |views| {
            if let Some(views) = views {
                (views.translate)(state, self.page);
            }
        });
        state
    }

    /// What answers are judged by.
    pub fn data(&self) -> PageData {
        PageData {
            page: self.page,
            holidays: self.holidays.get_value(),
        }
    }

    /// The same for what may outlive the page; none where it is gone.
    pub fn data_if_there(&self) -> Option<PageData> {
        Some(PageData {
            page: self.page,
            holidays: self.holidays.try_get_value()?,
        })
    }

    /// The time, to the millisecond.
    pub fn clock(&self) -> DateTime<Utc> {
        (self.outside.now)()
    }

    /// Whether the phone lines are open now; none before that is known.
    pub fn lines(self) -> Derived<Option<LinesView>> {
        Derived::new(move || {
            let views = self.later.get().views()?;
            (views.lines)(self.data(), self.now.get()?)
        })
    }

    /// What is announced.
    pub fn announced(&self) -> Derived<String> {
        let Self {
            page,
            attention,
            later,
            ..
        } = *self;
        Derived::new(move || {
            let words = |views: &LaterViews| {
                attention.with(|attention| (views.announcement)(&attention.announcement, page))
            };
            later.get().views().map_or_else(String::new, words)
        })
    }

    /// Whether the page does by itself what it can only ask the server for without script: from the start, or never.
    pub fn is_live(&self) -> bool {
        self.now.with_untracked(Option::is_some)
    }

    /// Takes a step of the journey, and does what follows from it.
    pub fn act(&self, step: impl FnOnce(&mut Journey) -> Effects) {
        let effects = self.journey.try_update(step);
        self.run(effects.unwrap_or_default());
    }

    /// The same of what is saved on the device.
    pub fn act_on_saved(&self, step: impl FnOnce(&mut SavedDrafts, &mut Journey) -> Effects) {
        let Self { saved, .. } = *self;
        self.act(|journey| {
            let effects = saved.try_update(|saved| step(saved, journey));
            effects.unwrap_or_default()
        });
    }

    /// Does what is to be done, in order.
    pub fn run(&self, effects: Effects) {
        for effect in effects {
            match effect {
                Effect::Focus(target) => self.go_to(target),
                Effect::Announce(announcement) => {
                    self.attention
                        .try_update(|attention| attention.announcement = announcement);
                }
                Effect::Tell(news) => {
                    self.tell(&news);
                }
                Effect::Do(task) => self.start(task),
            }
        }
    }

    /// Hands a task to the second part of the program; nothing comes of it where that cannot be had.
    pub fn start(&self, task: Task) {
        let state = *self;
        self.do_later(move |views| {
            if let Some(views) = views {
                (views.outside.run)(state, task);
            }
        });
    }

    /// Gives the person a file to keep, where there is one.
    pub fn save(&self, file: Option<FileToSave>) {
        if let Some(file) = file {
            self.start(Task::SaveFile(file));
        }
    }

    /// Tells the company's page what has happened. `false` where it asks not to go on.
    pub fn tell(&self, news: &News) -> bool {
        let root = self.root.try_get_value().flatten();
        root.is_none_or(|root| (self.outside.tell)(&root, news))
    }

    /// Asks for the focus to go there.
    pub fn go_to(&self, target: impl Into<Target>) {
        go_to(self.attention, target.into());
    }

    /// The shown problem of a question.
    pub fn error(&self, question: QuestionId) -> Option<String> {
        let all = [self.check_problems, self.form_problems];
        let mut shown = all.into_iter().flat_map(|problems| problems.get());
        let shown = shown.find(|shown| shown.question == Some(question))?;
        Some(shown.message)
    }

    /// Takes what was typed into one box of a date.
    pub fn set_date_part(&self, question: QuestionId, part: DatePart, typed: String) {
        match question {
            QuestionId::Field(field) => {
                self.journey
                    .update(|journey| journey.set_date_part(part, typed));
                self.clear_fixed(field);
            }
            QuestionId::SelfCheck(date) => self
                .self_check
                .update(|check| check.set_date_part(date, part, typed)),
        }
    }

    /// Keeps the time, minute by minute, until the page is gone.
    pub fn keep_time(&self) {
        let Self { outside, now, .. } = *self;
        spawn_local_scoped_with_cancellation(async move {
            loop {
                let into_minute = (outside.now)().timestamp_millis().rem_euclid(60_000) as u32;
                (outside.pause)(60_000 - into_minute).await;
                now.set(Some((outside.now)()));
            }
        });
    }

    /// Keeps whether there is a line, until the page is gone.
    pub fn keep_line(&self) {
        let state = *self;
        spawn_local_scoped_with_cancellation(async move {
            loop {
                state.do_later(move |views| {
                    if let Some(views) = views {
                        (views.look_at_line)(state);
                    }
                });
                (state.outside.line_change)().await;
            }
        });
    }
}
