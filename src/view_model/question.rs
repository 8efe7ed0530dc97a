use crate::base::named::named_enum;
use crate::domain::complaint::{DatePart, FieldId};

/// A question of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionId {
    /// Of the form.
    Field(FieldId),
    /// For a date of the self-check.
    SelfCheck(CheckDate),
}

named_enum! {
    /// A date that the self-check asks for, by the name of its question.
    pub enum CheckDate {
        /// The day of the first complaint.
        Complained = "cisas-complained",
        /// The day of a written agreement or deadlock letter.
        Agreed = "cisas-agreed",
    }
}

impl QuestionId {
    /// Every question for a date.
    pub const DATES: [Self; 3] = [
        Self::Field(FieldId::FirstComplainedOn),
        Self::SelfCheck(CheckDate::Complained),
        Self::SelfCheck(CheckDate::Agreed),
    ];

    /// Unique on the page; ids are made of it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Field(field) => field.name(),
            Self::SelfCheck(date) => date.name(),
        }
    }

    /// The id of one box of a date.
    pub fn box_id(self, part: DatePart) -> String {
        [self.name(), "-", part.name()].concat()
    }
}

/// What ties a question's control to the words beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub hint: Option<&'static str>,
}

impl Question {
    /// The id of the hint beside the control.
    pub fn hint_id(&self) -> String {
        [self.id.name(), "-hint"].concat()
    }

    /// The id of the message beside the control.
    pub fn error_id(&self) -> String {
        [self.id.name(), "-error"].concat()
    }

    /// The ids of what describes the control: hint first, then message.
    pub fn described_by(&self, has_error: bool) -> Option<String> {
        let hint = self.hint.is_some().then(|| self.hint_id());
        let error = has_error.then(|| self.error_id());
        match (hint, error) {
            (Some(hint), Some(error)) => Some([hint, error].join(" ")),
            (hint, error) => hint.or(error),
        }
    }
}
