use super::{Question, QuestionId};
use crate::copy::{FieldCopy, PageCopy, Text};
use crate::domain::complaint::{FieldId, FieldKind, Presence};

/// A question as it is shown: its words, the ids that tie them together, its control.
#[derive(Clone, Debug)]
pub struct FieldView {
    pub question: Question,
    pub id: FieldId,
    /// The name under which a browser without script sends the answer.
    pub sent_as: &'static str,
    pub copy: &'static FieldCopy,
    /// The label, with the word for "optional" where the answer may be left out.
    pub label: String,
    pub kind: FieldKind,
}

impl FieldView {
    /// The question of a field, unless the copy hides it.
    pub fn new(page: &'static PageCopy, copy: &'static FieldCopy) -> Option<Self> {
        if copy.presence == Presence::Hidden {
            return None;
        }
        let spec = copy.id.spec();
        let unmarked = copy.presence == Presence::Required
            || spec.is_reply_address
            || matches!(spec.kind, FieldKind::Tick | FieldKind::Date);
        let label = if unmarked {
            copy.label.to_string()
        } else {
            page.form.optional_label.fill(&[("label", &copy.label)])
        };
        let question = Question {
            id: QuestionId::Field(copy.id),
            hint: copy.hint.map(Text::as_str),
        };
        Some(Self {
            question,
            id: copy.id,
            sent_as: page.submit.name_of(copy.id),
            copy,
            label,
            kind: spec.kind,
        })
    }
}
