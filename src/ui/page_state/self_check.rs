use leptos::prelude::*;

use super::PageState;
use crate::ui::feedback::SummaryEntry;
use crate::view_model::self_check::{CHECK_TITLE, DateFault, LINK, date_fault_words};

impl PageState {
    /// The shown problem of a question of the self-check, by its name.
    pub fn check_error(&self, name: &str) -> Option<String> {
        let fault = self.self_check.with(|check| check.fault(name))?;
        Some(date_fault_words(self.page, name, fault))
    }

    /// The shown problems of the self-check, in page order.
    pub fn check_problems(&self) -> Vec<SummaryEntry> {
        let entry = |(name, fault): &(&'static str, DateFault)| SummaryEntry {
            target: fault.target(name),
            message: date_fault_words(self.page, name, *fault),
        };
        self.self_check
            .with(|check| check.faults().iter().map(entry).collect())
    }

    /// Decides the self-check as it stands in its controls.
    pub fn check(&self) {
        self.read_controls();
        self.decide();
    }

    /// Decides the self-check and leads to its result, or to what is wrong with a date.
    fn decide(&self) {
        let (page, now) = (self.page, self.clock());
        let Some((effects, link)) = self.self_check.try_update(|check| {
            let effects = check.check(page, now);
            let link = check.checked().map(|_| check.link(page, now));
            (effects, link)
        }) else {
            return;
        };
        if let Some(link) = link {
            (self.outside.set_fragment)(&link);
        }
        self.run(effects);
    }

    /// Takes over the dates of the tab's address, once the page is live.
    pub fn follow_link(&self) {
        let fragment = (self.outside.fragment)();
        if self.self_check.try_update(|check| check.follow(&fragment)) == Some(true) {
            self.decide();
        } else if fragment == LINK && self.page.has_self_check() {
            self.go_to(CHECK_TITLE);
        }
    }
}
