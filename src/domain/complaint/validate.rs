use chrono::NaiveDate;

use super::{
    AttachmentDraft, DateProblem, Draft, FieldId, FileProblem, FormRules, Multiline, Presence,
    Reading, is_email, read_email,
};
use crate::base::text::{clean_line, clean_text, count_for_limit, fingerprint, fold_digits};
use crate::domain::calendar::iso;

/// One failed answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: FieldId,
    pub kind: ProblemKind,
}

/// Why an answer failed. Counts are in characters as people count them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    Empty,
    TooShort {
        min: usize,
    },
    TooLong {
        max: usize,
        over: usize,
    },
    /// Neither an e-mail nor a postal address was given.
    NoReplyAddress,
    NotAnEmail,
    NotAnOption,
    Date(DateProblem),
    /// A file by its place in the list, or all files together.
    File {
        index: Option<usize>,
        problem: FileProblem,
    },
}

impl Problem {
    /// Whether it is what a customer was shown of an earlier answer: how much is too long may differ, and which
    /// place a file has.
    pub fn is_as_shown(&self, shown: &Self) -> bool {
        let same_kind = match (&self.kind, &shown.kind) {
            (ProblemKind::TooLong { .. }, ProblemKind::TooLong { .. }) => true,
            (
                ProblemKind::File { problem, .. },
                ProblemKind::File {
                    problem: of_shown, ..
                },
            ) => problem == of_shown,
            (kind, of_shown) => kind == of_shown,
        };
        self.field == shown.field && same_kind
    }
}

/// A proved complaint: complete, within every limit, cleaned of stray spaces. Only [`validate`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    texts: [String; FieldId::ALL.len()],
    first_complained_on: Option<NaiveDate>,
    attachments: Vec<AttachmentDraft>,
}

impl Complaint {
    /// The cleaned answer of a text or choice field; empty when it was not given.
    pub fn text(&self, field: FieldId) -> &str {
        &self.texts[field as usize]
    }

    /// The day of the first formal complaint about this, when there was an earlier one.
    pub fn first_complained_on(&self) -> Option<NaiveDate> {
        self.first_complained_on
    }

    /// Whether it is about personal data.
    pub fn is_about_data(&self) -> bool {
        self.text(FieldId::Category) == super::DATA_CATEGORY
    }

    /// The attached files, in the order chosen.
    pub fn attachments(&self) -> &[AttachmentDraft] {
        &self.attachments
    }

    /// The answers given, by their names on the wire; files apart.
    pub fn wire_fields(&self) -> Vec<(&'static str, String)> {
        FieldId::ALL
            .into_iter()
            .map(|field| match field {
                FieldId::FirstComplainedOn => (
                    field.name(),
                    self.first_complained_on
                        .map(iso::format_date)
                        .unwrap_or_default(),
                ),
                _ => (field.name(), self.text(field).to_owned()),
            })
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// A short name for exactly these answers and files, which are told apart by name and size.
    pub fn fingerprint(&self) -> String {
        let mut content = String::new();
        let files = self.attachments.iter();
        let files = files.map(|file| (file.name.as_str(), file.size.to_string()));
        for (name, value) in self.wire_fields().into_iter().chain(files) {
            content.extend([name, "\0", &value, "\0"]);
        }
        fingerprint(&content)
    }
}

/// Proves a draft: complete, and every answer within its rules.
///
/// `today` is the date in London. Hidden questions are not asked, and whatever stands in them is dropped.
///
/// # Errors
/// Every problem, in page order; for each text the first that applies.
pub fn validate(
    draft: &Draft,
    rules: &FormRules,
    today: NaiveDate,
) -> Result<Complaint, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut complaint = Complaint {
        texts: Default::default(),
        first_complained_on: None,
        attachments: Vec::new(),
    };
    for (field, presence) in &rules.fields {
        let (field, required) = (*field, *presence == Presence::Required);
        if *presence == Presence::Hidden {
            continue;
        }
        match field {
            FieldId::FirstComplainedOn => {
                match first_complained_on(draft, rules, required, today) {
                    Ok(date) => complaint.first_complained_on = date,
                    Err(problem) => problems.push(Problem {
                        field,
                        kind: ProblemKind::Date(problem),
                    }),
                }
            }
            FieldId::Attachments => {
                let files = draft.attachments.iter();
                complaint.attachments = files.map(AttachmentDraft::fitting).collect();
                let found = rules.attachments.check(&draft.attachments);
                problems.extend(found.into_iter().map(|(index, problem)| Problem {
                    field,
                    kind: ProblemKind::File { index, problem },
                }));
                if required && draft.attachments.is_empty() {
                    problems.push(Problem {
                        field,
                        kind: ProblemKind::Empty,
                    });
                }
            }
            _ => {
                let text = clean(field, draft.text(field));
                match text_problem(field, &text, required, rules, draft) {
                    Some(kind) => problems.push(Problem { field, kind }),
                    None => complaint.texts[field as usize] = text,
                }
            }
        }
    }
    if problems.is_empty() {
        Ok(complaint)
    } else {
        Err(problems)
    }
}

fn clean(field: FieldId, typed: &str) -> String {
    match (field, field.multiline()) {
        (FieldId::Email, _) => match read_email(typed) {
            Reading::Taken(address) => address,
            Reading::Offered(_) | Reading::Refused => clean_line(typed),
        },
        // Staff dial them and search for them.
        (FieldId::Phone | FieldId::CaseReference, _) => clean_line(&fold_digits(typed)),
        (_, Multiline::Yes) => clean_text(typed),
        (_, Multiline::No) => clean_line(typed),
    }
}

fn text_problem(
    field: FieldId,
    text: &str,
    required: bool,
    rules: &FormRules,
    draft: &Draft,
) -> Option<ProblemKind> {
    if text.is_empty() {
        return match field {
            _ if required => Some(ProblemKind::Empty),
            FieldId::Email | FieldId::Address => {
                no_reply_address(field, rules, draft).then_some(ProblemKind::NoReplyAddress)
            }
            _ => None,
        };
    }
    let is_option = match field {
        FieldId::Category => rules.categories.iter().any(|known| known == text),
        FieldId::ComplainedBefore => text == "yes" || text == "no",
        _ => true,
    };
    if !is_option {
        return Some(ProblemKind::NotAnOption);
    }
    let max = field.max_characters();
    let count = count_for_limit(text, max);
    if count > max {
        return Some(ProblemKind::TooLong {
            max,
            over: count - max,
        });
    }
    let min = field.min_characters();
    if count < min {
        return Some(ProblemKind::TooShort { min });
    }
    (field == FieldId::Email && !is_email(text)).then_some(ProblemKind::NotAnEmail)
}

/// Whether this is the first of the two ways to reply, and neither was given.
fn no_reply_address(field: FieldId, rules: &FormRules, draft: &Draft) -> bool {
    let ways = [FieldId::Email, FieldId::Address];
    let first = rules
        .fields
        .iter()
        .find(|(asked, presence)| ways.contains(asked) && *presence != Presence::Hidden);
    first.is_some_and(|(first, _)| *first == field)
        && ways.iter().all(|way| {
            rules.presence(*way) == Presence::Hidden || clean(*way, draft.text(*way)).is_empty()
        })
}

/// The date, when it is asked for: after "I have complained before", or always where that is not asked.
fn first_complained_on(
    draft: &Draft,
    rules: &FormRules,
    required: bool,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, DateProblem> {
    let asked_before = rules.presence(FieldId::ComplainedBefore) != Presence::Hidden;
    if asked_before && !draft.complained_before() {
        return Ok(None);
    }
    match draft.first_complained_on.read(&rules.months, today) {
        Ok(date) => Ok(Some(date)),
        Err(DateProblem::Empty) if !asked_before && !required => Ok(None),
        Err(problem) => Err(problem),
    }
}
