//! The questions of the form: one table, a row for each.

use super::email::MAX_EMAIL_CHARACTERS;
use crate::base::named::named_enum;

/// How a question is asked and what its answer may be. Lengths are in characters as people count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    pub kind: FieldKind,
    /// The shortest answer that the company can act on; zero where any will do.
    pub min_characters: usize,
    /// The longest answer taken; zero of answers that are no texts.
    pub max_characters: usize,
    /// Whether it is one of the ways to reply, of which one must be given.
    pub is_reply_address: bool,
    /// Whether staff dial it or search for it: its digits are taken as plain ones.
    pub is_number: bool,
    /// The question that must be answered with yes before this one is asked.
    pub depends_on: Option<FieldId>,
}

/// The control of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Line {
        input: InputType,
        autocomplete: &'static str,
        width: Width,
    },
    /// Several lines of text: so many at first.
    Area {
        rows: &'static str,
        autocomplete: &'static str,
        /// Whether the characters that are left are counted below it.
        is_counted: bool,
    },
    /// One of the options that the copy file gives.
    Choice,
    /// Yes or no: a box to tick.
    Tick,
    /// Three boxes for day, month and year.
    Date,
    Files,
}

named_enum! {
    /// The type of an input, as HTML has it.
    pub enum InputType {
        Text = "text",
        Email = "email",
        Tel = "tel",
    }
}

named_enum! {
    /// How wide a line is: as long as the answers expected.
    pub enum Width {
        Medium = "medium",
        Wide = "wide",
    }
}

/// Declares the questions: each with its name in forms, in the copy file and on the wire, and its row.
macro_rules! fields {
    ($($(#[doc = $about:literal])* $Field:ident = $name:literal: $spec:expr,)*) => {
        named_enum! {
            /// A question of the form, by its name in forms, in the copy file and on the wire; in the order of the
            /// wire format. Its order in the page is the copy file's.
            pub enum FieldId { $($(#[doc = $about])* $Field = $name,)* }
        }

        /// What is fixed about each question, in the order of [`FieldId::ALL`].
        static FIELDS: [FieldSpec; FieldId::ALL.len()] = [$($spec),*];
    };
}

fields! {
    /// Who complains.
    Name = "name": line(200).wide().fills("name"),
    /// Where to reply by e-mail; it or the postal address is needed.
    Email = "email": line(MAX_EMAIL_CHARACTERS).of(InputType::Email).wide().fills("email").reply_address(),
    /// Where to reply by post; it or the e-mail address is needed.
    Address = "address": area("4", 1_000).fills("street-address").reply_address(),
    /// Where to call.
    Phone = "phone": line(100).of(InputType::Tel).fills("tel").number(),
    /// The account, or the number or service, that it is about.
    Account = "account": line(100),
    /// For whom somebody complains, if not for themselves.
    OnBehalfOf = "on_behalf_of": line(200),
    /// What the complaint is about, to be chosen.
    Category = "category": other(FieldKind::Choice, 100),
    /// The number of the case or ticket.
    CaseReference = "case_reference": line(100).number(),
    /// A box to tick when this is not the first complaint about it.
    ComplainedBefore = "complained_before": other(FieldKind::Tick, 3),
    /// The day of the first complaint, asked once that box is ticked.
    FirstComplainedOn = "first_complained_on": other(FieldKind::Date, 0).after(FieldId::ComplainedBefore),
    /// Which services are impacted.
    Services = "services": area("2", 1_000),
    /// When it happened.
    ProblemDates = "problem_dates": area("2", 1_000),
    /// What happened.
    Description = "description": area("8", 8_000).at_least(20).counted(),
    /// What the customer would like.
    DesiredOutcome = "desired_outcome": area("3", 2_000),
    /// Files.
    Attachments = "attachments": other(FieldKind::Files, 0),
    /// What would make this easier for the customer.
    HelpNeeded = "help_needed": area("2", 2_000),
}

impl FieldId {
    /// What is fixed about the question.
    pub fn spec(self) -> &'static FieldSpec {
        &FIELDS[self as usize]
    }
}

const fn other(kind: FieldKind, max_characters: usize) -> FieldSpec {
    FieldSpec {
        kind,
        min_characters: 0,
        max_characters,
        is_reply_address: false,
        is_number: false,
        depends_on: None,
    }
}

const fn line(max_characters: usize) -> FieldSpec {
    let kind = FieldKind::Line {
        input: InputType::Text,
        autocomplete: "off",
        width: Width::Medium,
    };
    other(kind, max_characters)
}

const fn area(rows: &'static str, max_characters: usize) -> FieldSpec {
    let kind = FieldKind::Area {
        rows,
        autocomplete: "off",
        is_counted: false,
    };
    other(kind, max_characters)
}

impl FieldSpec {
    const fn of(mut self, its: InputType) -> Self {
        if let FieldKind::Line { input, .. } = &mut self.kind {
            *input = its;
        }
        self
    }

    const fn wide(mut self) -> Self {
        if let FieldKind::Line { width, .. } = &mut self.kind {
            *width = Width::Wide;
        }
        self
    }

    /// What a browser may fill in.
    const fn fills(mut self, what: &'static str) -> Self {
        if let FieldKind::Line { autocomplete, .. } | FieldKind::Area { autocomplete, .. } =
            &mut self.kind
        {
            *autocomplete = what;
        }
        self
    }

    const fn counted(mut self) -> Self {
        if let FieldKind::Area { is_counted, .. } = &mut self.kind {
            *is_counted = true;
        }
        self
    }

    const fn at_least(mut self, characters: usize) -> Self {
        self.min_characters = characters;
        self
    }

    const fn reply_address(mut self) -> Self {
        self.is_reply_address = true;
        self
    }

    const fn number(mut self) -> Self {
        self.is_number = true;
        self
    }

    const fn after(mut self, ticked: FieldId) -> Self {
        self.depends_on = Some(ticked);
        self
    }

    /// Whether the answer is typed as text.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, FieldKind::Line { .. } | FieldKind::Area { .. })
    }

    /// Whether the characters of its answer are counted below it.
    pub fn is_counted(&self) -> bool {
        matches!(
            self.kind,
            FieldKind::Area {
                is_counted: true,
                ..
            }
        )
    }

    /// Whether the answer is an e-mail address.
    pub fn is_email(&self) -> bool {
        matches!(
            self.kind,
            FieldKind::Line {
                input: InputType::Email,
                ..
            }
        )
    }
}
