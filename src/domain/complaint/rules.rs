use super::{AttachmentLimits, FieldId, MonthNames};

/// Whether a question is asked, and whether it must be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Hidden,
    Optional,
    Required,
}

/// What the company's copy file asks of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRules {
    /// The questions asked, in page order; a question not listed is hidden.
    pub fields: Vec<(FieldId, Presence)>,
    /// The values of the category options.
    pub categories: Vec<String>,
    pub months: MonthNames,
    pub attachments: AttachmentLimits,
}

impl FormRules {
    /// Whether a question is asked, and whether it must be answered.
    pub fn presence(&self, field: FieldId) -> Presence {
        self.fields
            .iter()
            .find(|(asked, _)| *asked == field)
            .map_or(Presence::Hidden, |(_, presence)| *presence)
    }
}
