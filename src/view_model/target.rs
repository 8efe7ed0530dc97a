//! What can take the focus, by its id on the page.

use super::QuestionId;
use crate::base::named::named_enum;
use crate::domain::complaint::{DatePart, FieldKind};

/// An element that can take the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Place(Place),
    /// The first control of a question.
    Question(QuestionId),
    /// One box of a date.
    DateBox(QuestionId, DatePart),
}

named_enum! {
    /// What can take the focus apart from the controls, by its id.
    pub enum Place {
        ErrorSummary = "error-summary",
        /// The form, to be filled in.
        Form = "step-fill",
        FormTitle = "form-title",
        /// The heading of the view before sending.
        CheckTitle = "check-title",
        ReceiptTitle = "receipt-title",
        FailedTitle = "failed-title",
        SendingStatus = "sending-status",
        SaveDraft = "save-draft",
        SaveFailedDraft = "save-failed-draft",
        /// The form of the self-check.
        SelfCheck = "cisas-check",
        SelfCheckErrors = "cisas-errors",
        SelfCheckTitle = "cisas",
        SelfCheckResult = "cisas-result",
        /// The heading above the diary and the case.
        CaseTitle = "case",

        /// The button that chooses evidence.
        CaseEvidence = "case-evidence",
    }
}

impl Target {
    /// The id on the page.
    pub fn id(self) -> String {
        match self {
            Self::Place(place) => place.name().to_owned(),
            Self::Question(QuestionId::Field(field)) => {
                let end = match field.spec().kind {
                    FieldKind::Date => "-day",
                    FieldKind::Choice => "-0",
                    FieldKind::Line { .. }
                    | FieldKind::Area { .. }
                    | FieldKind::Tick
                    | FieldKind::Files => "",
                };
                [field.name(), end].concat()
            }
            Self::Question(date @ QuestionId::SelfCheck(_)) => date.box_id(DatePart::Day),
            Self::DateBox(question, part) => question.box_id(part),
        }
    }
}

impl From<Place> for Target {
    fn from(place: Place) -> Self {
        Self::Place(place)
    }
}
