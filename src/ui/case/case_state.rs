use leptos::prelude::*;
use leptos::task::spawn_local;

use super::opening::content_of;
use crate::copy::CaseCopy;
use crate::domain::wire::{Case, Diary};
use crate::ui::page_state::{CaseOutside, CaseSignals, CaseWords, PageState};
use crate::view_model::Place;
use crate::view_model::case::{CaseStart, Cases, start};

/// What every part of the case is given.
#[derive(Clone, Copy)]
pub struct CaseState {
    pub page: PageState,
    pub outside: &'static CaseOutside,
    pub cases: RwSignal<Cases>,
    words: RwSignal<CaseWords>,
    is_led: StoredValue<bool>,
}

impl CaseState {
    /// The case of a page; none where it was never asked for.
    pub fn of(page: PageState) -> Option<Self> {
        let CaseSignals {
            outside,
            cases,
            words,
            is_led,
        } = content_of(page).get_untracked().signals?;
        Some(Self {
            page,
            outside,
            cases,
            words,
            is_led,
        })
    }

    /// The case of a page, made when it is first asked for.
    pub fn make(outside: &'static CaseOutside, page: PageState) -> Option<Self> {
        if Self::of(page).is_none() {
            // They outlive the words that the page is drawn in, and nobody makes a second set.
            let owner = Owner::new();
            let signals = owner.with(|| CaseSignals {
                outside,
                cases: RwSignal::new(Cases::default()),
                words: RwSignal::new(CaseWords::Unread),
                is_led: StoredValue::new(false),
            });
            content_of(page).try_update(|content| content.signals = Some(signals));
            let state = Self::of(page)?;
            owner.with(|| state.keep_in_tab());
            std::mem::forget(owner);
        }
        Self::of(page)
    }

    /// Opens what was open in this tab before the page was loaded again, and has the tab keep what is open from now on.
    fn keep_in_tab(self) {
        let text = (self.outside.read_open)(self.endpoint());
        if let Some(case) = text.as_deref().and_then(Case::read) {
            self.cases.update(|cases| cases.reopen(case));
        }
        Effect::new(move |was_open: Option<bool>| {
            let text = self.cases.with(|cases| cases.case().map(Case::write));
            // Another element of the page may have one.
            if text.is_some() || was_open == Some(true) {
                (self.outside.keep_open)(self.endpoint(), text.as_deref());
            }
            text.is_some()
        });
    }

    /// The words, once they are there: none yet, or none at all. They are asked for where they were not.
    pub fn words(self) -> Option<Option<&'static CaseCopy>> {
        let is_own = |page| std::ptr::eq(page, self.page.page);
        match self.words.get() {
            CaseWords::Read(page, words) if is_own(page) => Some(Some(words)),
            CaseWords::Missing(page) if is_own(page) => Some(None),
            CaseWords::Reading(page) if is_own(page) => None,
            _ => {
                self.read_words();
                None
            }
        }
    }

    fn read_words(self) {
        let page = self.page.page;
        let Some(link) = &page.case else {
            return;
        };
        self.words.set(CaseWords::Reading(page));
        spawn_local(async move {
            let text = (self.outside.read_text)(&link.copy.0).await;
            let words = text.and_then(|text| (self.outside.read_words)(&text, page));
            let words = words.map(|words| &*Box::leak(Box::new(words)));
            self.words.try_update(|its| {
                *its = words.map_or(CaseWords::Missing(page), |words| {
                    CaseWords::Read(page, words)
                });
            });
            let is_led = self.is_led.try_update_value(std::mem::take);
            if is_led == Some(true) && words.is_some() {
                self.page.go_to(Place::CaseTitle);
            }
        });
    }

    /// Looks what the device remembers, and opens a case where that was asked for.
    pub fn begin(self, asked: Option<CaseStart>) {
        self.look();
        let Some(asked) = asked else {
            return;
        };
        if let CaseWords::Missing(_) = self.words.get_untracked() {
            self.words.set(CaseWords::Unread);
        }
        let PageState {
            journey,
            self_check,
            ..
        } = self.page;
        let case = journey.with_untracked(|journey| {
            self_check.with_untracked(|self_check| start(asked, journey, self_check))
        });
        self.open(|cases| cases.begin(case));
    }

    /// Opens a case, and leads to it.
    pub fn open(self, open: impl FnOnce(&mut Cases)) {
        self.cases.try_update(open);
        match self.words.get_untracked() {
            CaseWords::Read(..) => self.page.go_to(Place::CaseTitle),
            CaseWords::Unread | CaseWords::Reading(_) | CaseWords::Missing(_) => {
                self.is_led.set_value(true)
            }
        }
    }

    /// Takes what the device remembers by now.
    fn look(self) {
        let text = (self.outside.read_diary)(self.endpoint());
        let diary = text.as_deref().map(Diary::read).unwrap_or_default();
        let is_old = self.cases.try_update(|cases| {
            cases.look(diary, self.page.clock());
            text.is_some() && text != cases.diary_text()
        });
        if is_old == Some(true) {
            self.keep();
        }
    }

    fn endpoint(self) -> &'static str {
        &self.page.page.submit.endpoint
    }

    /// Has the device remember what is in the diary; whether it does.
    fn keep(self) -> bool {
        let text = self.cases.with_untracked(Cases::diary_text);
        (self.outside.keep_diary)(self.endpoint(), text.as_deref())
    }

    /// Brings what the device remembers of the open case up to date, where it remembers it.
    pub fn update_diary(self) {
        let until = self.cases.try_with_untracked(Cases::remembered_until);
        if until.flatten().is_some() {
            self.change_diary(|cases| _ = cases.update_remembered());
        }
    }

    /// Changes what the device remembers, as another tab may have left it.
    pub fn change_diary(self, change: impl FnOnce(&mut Cases)) {
        self.look();
        self.cases.try_update(change);
        if !self.keep() {
            self.cases.try_update(Cases::not_remembered);
        }
    }
}
