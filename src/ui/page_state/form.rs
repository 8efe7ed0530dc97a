use leptos::prelude::*;

use super::PageState;
use crate::copy::PageCopy;
use crate::domain::complaint::FieldId;
use crate::domain::wire::Kept;
use crate::ui::derived::Derived;
use crate::view_model::{
    Changed, DeliveryStatus, FaultView, Journey, News, QuestionId, Record, SavedStatus,
    ShownProblem, Step, fault_views,
};

/// The shown problems of the complaint form, in page order.
pub fn form_problems(
    page: &'static PageCopy,
    journey: RwSignal<Journey>,
) -> Derived<Vec<ShownProblem>> {
    let shown = |problem: FaultView| ShownProblem {
        question: problem.field.map(QuestionId::Field),
        message: problem.message,
        target: problem.target,
    };
    Derived::new(move || {
        let views = journey.with(|journey| fault_views(page, journey.draft(), journey.faults()));
        views.into_iter().map(shown).collect()
    })
}

impl PageState {
    /// The answer typed so far.
    pub fn text(&self, field: FieldId) -> String {
        self.typing.track(field);
        self.journey
            .with(|journey| journey.draft().text(field).to_owned())
    }

    /// Takes what was typed.
    pub fn set_text(&self, field: FieldId, typed: String) {
        let (page, now) = (self.page, self.clock());
        self.take_text(field, |journey| journey.set_text(field, typed, page, now));
    }

    /// Takes what stands in a control, whoever put it there.
    pub fn set_found_text(&self, field: FieldId, typed: String) {
        let (page, now) = (self.page, self.clock());
        self.take_text(field, |journey| {
            journey.set_found_text(field, typed, page, now)
        });
    }

    /// Tells of a new answer only those who show it, where it has changed nothing else.
    fn take_text(&self, field: FieldId, take: impl FnOnce(&mut Journey) -> Changed) {
        let changed = self.journey.try_maybe_update(|journey| {
            let changed = take(journey);
            (changed == Changed::More, changed)
        });
        if changed == Some(Changed::Alone) {
            self.typing.notify(field);
        }
    }

    /// Goes on to the check view, or shows what is missing.
    pub fn review(&self) {
        self.read_controls();
        self.load_later();
        let (page, now) = (self.page, self.clock());
        self.act(|journey| journey.review(page, now));
    }

    /// Whether a step is hidden, as the customer goes on and back.
    pub fn is_hidden(&self, step: Step) -> impl Fn() -> bool + Send + use<> {
        let journey = self.journey;
        move || journey.with(|journey| journey.step() != step)
    }

    /// How sending goes; changes only when that does.
    pub fn delivery(&self) -> impl Fn() -> DeliveryStatus + Copy + Send + use<> {
        let journey = self.journey;
        let delivery = Derived::new(move || journey.with(Journey::delivery));
        move || delivery.get()
    }

    /// Sends what was checked, unless the company's page holds it back.
    pub fn send(&self) {
        let under_way = self
            .journey
            .with_untracked(Journey::delivery)
            .is_under_way();
        if under_way || !self.tell(&News::BeforeSubmit) {
            return;
        }
        self.look_at_line();
        let (data, now) = (self.data(), self.clock());
        self.act(|journey| journey.send(self.outside.new_id, data, now));
    }

    /// Looks whether there is a line.
    pub fn look_at_line(&self) {
        let offline = (self.outside.is_offline)();
        let (page, now) = (self.page, self.clock());
        self.act(|journey| journey.set_offline(offline, page, now));
    }

    /// What a customer can keep by now.
    pub fn record(&self) -> Option<Record> {
        let (data, now) = (self.data(), self.clock());
        self.journey
            .with_untracked(|journey| Record::of(journey, data, now))
    }

    /// Whether something is typed that could be saved.
    pub fn has_answers(&self) -> bool {
        self.journey
            .with(|journey| matches!(journey.kept(), Some(Kept::Draft(_))))
    }

    /// What is said of the answers that are saved, or cannot be.
    pub fn saved_status(&self) -> Option<SavedStatus> {
        let own = self.journey.with(|journey| journey.draft_record().cloned());
        self.saved.with(|saved| saved.status(own.as_ref()))
    }
}
