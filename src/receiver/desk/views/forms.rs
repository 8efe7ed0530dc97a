//! The forms of a complaint's page: what staff can say that they did.

use super::document::form;
use super::parts::{button, date_box, date_question, question, quiet_button};
use crate::copy::PageCopy;
use crate::domain::complaint::{DateDraft, DatePart, State, Step};
use crate::receiver::desk::change::{Action, Fault, NOTE, Problem, Typed};
use crate::receiver::desk::place::Place;
use crate::receiver::desk::staff::Staff;
use crate::receiver::desk::words;
use crate::receiver::inbox::Received;
use crate::ui::{El, el};

/// What the forms are made of.
pub struct FormsView<'v> {
    pub page: &'v PageCopy,
    pub staff: &'v Staff,
    pub received: &'v Received,
    pub typed: &'v Typed,
    pub problem: Option<Problem>,
}

impl FormsView<'_> {
    /// What is wrong with what was sent from a form.
    fn fault(&self, action: Action) -> Option<Fault> {
        let problem = self.problem.filter(|problem| problem.action == action);
        problem.map(|problem| problem.fault)
    }

    fn error(&self, action: Action) -> Option<String> {
        let fault = self.fault(action)?;
        Some(words::fault(self.page, action, fault))
    }

    fn form(&self, action: Action) -> El {
        let reference = self.received.receipt.reference.clone();
        form(&Place::Change(reference, action), self.staff)
    }

    /// Whether this can be done about it as it is.
    fn offers(&self, action: Action) -> bool {
        let handling = self.received.handling;
        match action {
            Action::Release => self.received.held.is_some(),
            Action::Answered => handling.day(Step::Answered).is_none(),
            Action::DeadlockLetter => handling.day(Step::DeadlockLetterSent).is_none(),
            Action::Reopen => handling.state() != State::Open,
            Action::Note => true,
        }
    }

    /// The forms for what can be done, but for the note.
    pub fn steps(&self) -> Vec<El> {
        let Typed {
            answered,
            deadlock_letter,
            ..
        } = self.typed;
        let form = |action| match action {
            Action::Answered => self.dated(action, Step::Answered, answered),
            Action::DeadlockLetter => self.dated(action, Step::DeadlockLetterSent, deadlock_letter),
            Action::Release | Action::Reopen | Action::Note => self.plain(action),
        };
        let steps = [
            Action::Release,
            Action::Answered,
            Action::DeadlockLetter,
            Action::Reopen,
        ];
        let offered = steps.into_iter().filter(|step| self.offers(*step));
        offered.map(form).collect()
    }

    /// A form that asks for nothing.
    fn plain(&self, action: Action) -> El {
        let button = quiet_button(words::action(action)).attr("id", action.name());
        let why = el("p", "cp-desk__explained").text(words::explained(action));
        self.form(action).child(why).child(button)
    }

    /// A form that asks on which day; open where something is wrong with it.
    fn dated(&self, action: Action, step: Step, date: &DateDraft) -> El {
        let (id, error) = (action.name(), self.error(action));
        let fault = self.fault(action);
        let is_wrong = |part| fault.is_some_and(|fault| fault.is_about(part));
        let date = date_question(id, words::legend(step), date, error.as_deref(), is_wrong);
        let form = self
            .form(action)
            .attr("class", "cp-desk__form")
            .attr("novalidate", "")
            .child(date)
            .child(button(words::action(action)));
        let details = el("details", "cp-desk__step")
            .child(el("summary", "").text(words::action(action)))
            .child(form);
        match error {
            Some(_) => details.attr("open", ""),
            None => details,
        }
    }

    /// The form for a note.
    pub fn note(&self) -> El {
        let hint = Some(words::NOTE_HINT.to_owned());
        let error = self.error(Action::Note);
        let control = el("textarea", "cp-text-area")
            .attr("name", NOTE)
            .attr("rows", "4")
            .attr("autocomplete", "off")
            .text(match self.typed.note.strip_prefix('\n') {
                // A line break that a textarea starts with counts for nothing, the next one does.
                Some(rest) => ["\n\n", rest].concat(),
                None => self.typed.note.clone(),
            });
        let id = Action::Note.name();
        self.form(Action::Note)
            .attr("class", "cp-desk__form")
            .child(question(id, words::NOTE, hint, error.as_deref(), control))
            .child(quiet_button(words::action(Action::Note)))
    }

    /// The id of the control that a problem is about; that of the note where its form is not there any more.
    pub fn target(&self, problem: Problem) -> String {
        let id = problem.action.name();
        let first = match problem.action {
            Action::Answered | Action::DeadlockLetter => date_box(id, DatePart::Day),
            Action::Reopen | Action::Note | Action::Release => id.to_owned(),
        };
        match problem.fault {
            Fault::OnAnotherDay(_) => Action::Reopen.name().to_owned(),
            _ if !self.offers(problem.action) => Action::Note.name().to_owned(),
            Fault::Date(fault) => date_box(id, fault.part()),
            Fault::BeforeReceipt(_)
            | Fault::NoNote
            | Fault::LongNote(_)
            | Fault::Stale
            | Fault::NotWritten => first,
        }
    }
}
