use crate::copy::{FieldCopy, PageCopy, Text};
use crate::domain::complaint::{FieldId, Presence};

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
    pub control: Control,
}

/// The kind of control that a question has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line: the input's type, what a browser may fill in, and its class of width.
    Line {
        kind: &'static str,
        autocomplete: &'static str,
        width: &'static str,
    },
    /// Several lines, at first this many.
    Area {
        rows: &'static str,
        autocomplete: &'static str,
    },
    Choice,
    Tick,
    Date,
    Files,
}

impl FieldView {
    /// The question of a field, unless the copy hides it.
    pub fn new(page: &'static PageCopy, copy: &'static FieldCopy) -> Option<Self> {
        if copy.presence == Presence::Hidden {
            return None;
        }
        let unmarked = copy.presence == Presence::Required
            || matches!(
                copy.id,
                FieldId::Email
                    | FieldId::Address
                    | FieldId::ComplainedBefore
                    | FieldId::FirstComplainedOn
            );
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
            control: control(copy.id),
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

fn control(field: FieldId) -> Control {
    match field {
        FieldId::Name => Control::Line {
            kind: "text",
            autocomplete: "name",
            width: "wide",
        },
        FieldId::Email => Control::Line {
            kind: "email",
            autocomplete: "email",
            width: "wide",
        },
        FieldId::Phone => Control::Line {
            kind: "tel",
            autocomplete: "tel",
            width: "medium",
        },
        FieldId::Account | FieldId::OnBehalfOf | FieldId::CaseReference => Control::Line {
            kind: "text",
            autocomplete: "off",
            width: "medium",
        },
        FieldId::Address => Control::Area {
            rows: "4",
            autocomplete: "street-address",
        },
        FieldId::Services | FieldId::ProblemDates | FieldId::HelpNeeded => Control::Area {
            rows: "2",
            autocomplete: "off",
        },
        FieldId::DesiredOutcome => Control::Area {
            rows: "3",
            autocomplete: "off",
        },
        FieldId::Description => Control::Area {
            rows: "8",
            autocomplete: "off",
        },
        FieldId::Category => Control::Choice,
        FieldId::ComplainedBefore => Control::Tick,
        FieldId::FirstComplainedOn => Control::Date,
        FieldId::Attachments => Control::Files,
    }
}
