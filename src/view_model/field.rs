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
            name: copy.id.name(),
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

/// What ties a question's control to the words beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Unique on the page; ids are made of it.
    pub name: &'static str,
    pub hint: Option<&'static str>,
}

impl Question {
    /// The id of the hint beside the control.
    pub fn hint_id(&self) -> String {
        [self.name, "-hint"].concat()
    }

    /// The id of the message beside the control.
    pub fn error_id(&self) -> String {
        [self.name, "-error"].concat()
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
