use leptos::prelude::*;

use super::PageState;
use crate::copy::PageCopy;
use crate::ui::derived::Derived;
use crate::view_model::self_check::{DateFault, LINK, SelfCheck, date_fault_words};
use crate::view_model::{CheckDate, Place, QuestionId, ShownProblem};

/// The shown problems of the self-check, in page order.
pub fn check_problems(
    page: &'static PageCopy,
    self_check: RwSignal<SelfCheck>,
) -> Derived<Vec<ShownProblem>> {
    let shown = move |(date, fault): &(CheckDate, DateFault)| ShownProblem {
        question: Some(QuestionId::SelfCheck(*date)),
        message: date_fault_words(page, *date, *fault),
        target: fault.target(*date),
    };
    Derived::new(move || self_check.with(|check| check.faults().iter().map(shown).collect()))
}

impl PageState {
    /// Decides the self-check as it stands in its controls.
    pub fn check(&self) {
        self.read_controls();
        self.load_later();
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
            self.go_to(Place::SelfCheckTitle);
        }
    }
}
