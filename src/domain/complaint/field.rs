//! The questions of the form, by name.

/// A question of the form. Its order in the page is the copy file's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum FieldId {
    Name,
    Email,
    Address,
    Phone,
    Account,
    OnBehalfOf,
    Category,
    CaseReference,
    ComplainedBefore,
    FirstComplainedOn,
    Services,
    ProblemDates,
    Description,
    DesiredOutcome,
    Attachments,
    HelpNeeded,
}

/// Whether an answer may hold line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiline {
    No,
    Yes,
}

impl FieldId {
    /// Every field, in the order of the wire format.
    pub const ALL: [Self; 16] = [
        Self::Name,
        Self::Email,
        Self::Address,
        Self::Phone,
        Self::Account,
        Self::OnBehalfOf,
        Self::Category,
        Self::CaseReference,
        Self::ComplainedBefore,
        Self::FirstComplainedOn,
        Self::Services,
        Self::ProblemDates,
        Self::Description,
        Self::DesiredOutcome,
        Self::Attachments,
        Self::HelpNeeded,
    ];

    /// The name in forms, in the copy file and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Account => "account",
            Self::OnBehalfOf => "on_behalf_of",
            Self::Category => "category",
            Self::CaseReference => "case_reference",
            Self::ComplainedBefore => "complained_before",
            Self::FirstComplainedOn => "first_complained_on",
            Self::Services => "services",
            Self::ProblemDates => "problem_dates",
            Self::Description => "description",
            Self::DesiredOutcome => "desired_outcome",
            Self::Attachments => "attachments",
            Self::HelpNeeded => "help_needed",
        }
    }

    /// The field of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The shortest answer the company can act on, in characters as people count them; zero where
    /// any will do.
    pub const fn min_characters(self) -> usize {
        match self {
            Self::Description => 20,
            _ => 0,
        }
    }

    /// The longest answer taken, in characters as people count them.
    pub const fn max_characters(self) -> usize {
        match self {
            Self::Name | Self::OnBehalfOf => 200,
            Self::Email => super::email::MAX_EMAIL_CHARACTERS,
            Self::Phone | Self::Account | Self::CaseReference | Self::Category => 100,
            Self::ComplainedBefore => 3,
            Self::FirstComplainedOn | Self::Attachments => 0,
            Self::Address | Self::Services | Self::ProblemDates => 1_000,
            Self::DesiredOutcome | Self::HelpNeeded => 2_000,
            Self::Description => 8_000,
        }
    }

    /// Whether the answer may hold line breaks.
    pub const fn multiline(self) -> Multiline {
        match self {
            Self::Address
            | Self::Services
            | Self::ProblemDates
            | Self::Description
            | Self::DesiredOutcome
            | Self::HelpNeeded => Multiline::Yes,
            _ => Multiline::No,
        }
    }
}
