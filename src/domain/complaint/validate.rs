use chrono::NaiveDate;

use super::{
    AttachmentDraft, DateProblem, Draft, FieldId, FieldKind, FileProblem, FormRules, Presence,
    Reading, is_email, read_email,
};
use crate::base::text::{clean_line, clean_text, count_for_limit, fold_digits};

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
        match field.spec().kind {
            FieldKind::Date => match first_complained_on(draft, rules, required, today) {
                Ok(date) => complaint.first_complained_on = date,
                Err(problem) => problems.push(Problem {
                    field,
                    kind: ProblemKind::Date(problem),
                }),
            },
            FieldKind::Files => {
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
            FieldKind::Line { .. }
            | FieldKind::Area { .. }
            | FieldKind::Choice
            | FieldKind::Tick => {
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
    let spec = field.spec();
    if spec.is_email()
        && let Reading::Taken(address) = read_email(typed)
    {
        return address;
    }
    if spec.is_number {
        return clean_line(&fold_digits(typed));
    }
    match spec.kind {
        FieldKind::Area { .. } => clean_text(typed),
        FieldKind::Line { .. }
        | FieldKind::Choice
        | FieldKind::Tick
        | FieldKind::Date
        | FieldKind::Files => clean_line(typed),
    }
}

fn text_problem(
    field: FieldId,
    text: &str,
    required: bool,
    rules: &FormRules,
    draft: &Draft,
) -> Option<ProblemKind> {
    let spec = field.spec();
    if text.is_empty() {
        return if required {
            Some(ProblemKind::Empty)
        } else {
            let lacks_reply = spec.is_reply_address && no_reply_address(field, rules, draft);
            lacks_reply.then_some(ProblemKind::NoReplyAddress)
        };
    }
    let is_option = match spec.kind {
        FieldKind::Choice => rules.categories.iter().any(|known| known == text),
        FieldKind::Tick => text == "yes" || text == "no",
        FieldKind::Line { .. } | FieldKind::Area { .. } | FieldKind::Date | FieldKind::Files => {
            true
        }
    };
    if !is_option {
        return Some(ProblemKind::NotAnOption);
    }
    let max = spec.max_characters;
    let count = count_for_limit(text, max);
    if count > max {
        return Some(ProblemKind::TooLong {
            max,
            over: count - max,
        });
    }
    let min = spec.min_characters;
    if count < min {
        return Some(ProblemKind::TooShort { min });
    }
    (spec.is_email() && !is_email(text)).then_some(ProblemKind::NotAnEmail)
}

/// Whether this is the first of the two ways to reply, and neither was given.
fn no_reply_address(field: FieldId, rules: &FormRules, draft: &Draft) -> bool {
    let mut ways = rules
        .fields
        .iter()
        .filter(|(way, presence)| way.spec().is_reply_address && *presence != Presence::Hidden);
    let is_first = ways
        .clone()
        .next()
        .is_some_and(|(first, _)| *first == field);
    is_first && ways.all(|(way, _)| clean(*way, draft.text(*way)).is_empty())
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
