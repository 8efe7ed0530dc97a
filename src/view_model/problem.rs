use super::anchor;
use crate::copy::PageCopy;
use crate::domain::complaint::{
    DatePart, DateProblem, Draft, EARLIEST_DATE, FieldError, FieldId, FileProblem, Presence,
    Problem, ProblemKind, Stranger,
};

/// A failed answer: the fact, worded when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Found by the form's own rules.
    Found(Problem),
    /// Found by the server, in its own words; refused without a reason where there are none.
    Server(FieldError),
}

impl Fault {
    /// Said in these words, of a question or of the whole.
    pub fn said(field: Option<FieldId>, detail: String) -> Self {
        Self::Server(FieldError { field, detail })
    }

    /// The question it is about; none for what the server says of the whole.
    pub fn field(&self) -> Option<FieldId> {
        match self {
            Self::Found(problem) => Some(problem.field),
            Self::Server(error) => error.field,
        }
    }
}

/// A failed answer in words, the same in the summary and beside the control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultView {
    pub fault: Fault,
    /// The question it is about, where that is asked.
    pub field: Option<FieldId>,
    pub message: String,
    /// The id of the control to go to.
    pub target: String,
}

/// Words failed answers, in page order; what is about no question that is asked comes first and leads to the top
/// of the form. What the form found of such a question is not said.
pub fn fault_views(page: &PageCopy, draft: &Draft, faults: &[Fault]) -> Vec<FaultView> {
    if faults.is_empty() {
        return Vec::new();
    }
    let asked = page.form_rules().fields;
    let place = |field| place(&asked, field);
    let view = |fault: &Fault| {
        let field = fault.field().filter(|field| place(*field).is_some());
        let (message, target) = match fault {
            Fault::Found(problem) => {
                field?;
                (message(page, draft, problem), target(problem))
            }
            Fault::Server(error) => {
                let message = match error.detail.as_str() {
                    "" => page.sending.refused.to_string(),
                    detail => detail.to_owned(),
                };
                let target = field.map_or_else(|| anchor::FILL.to_owned(), control_id);
                (message, target)
            }
        };
        Some(FaultView {
            fault: fault.clone(),
            field,
            message,
            target,
        })
    };
    let mut views: Vec<FaultView> = faults.iter().filter_map(view).collect();
    views.sort_by_key(|view| view.field.and_then(place));
    views
}

/// Failed answers as they are said on a page that is sent back, which cannot keep files: what is wrong with one is
/// said in its words, and that the others must be chosen again.
pub fn without_files(page: &PageCopy, draft: &Draft, faults: Vec<Fault>) -> Vec<Fault> {
    let field = FieldId::Attachments;
    let mut names: Vec<Option<&str>> = Vec::with_capacity(draft.attachments.len());
    names.extend(draft.attachments.iter().map(|file| Some(&*file.name)));
    let say = |fault| match fault {
        Fault::Found(problem) if problem.field == field => {
            if let ProblemKind::File {
                index: Some(index), ..
            } = problem.kind
                && let Some(name) = names.get_mut(index)
            {
                *name = None;
            }
            Fault::said(Some(field), message(page, draft, &problem))
        }
        other => other,
    };
    let mut faults: Vec<Fault> = faults.into_iter().map(say).collect();
    let names: Vec<&str> = names.into_iter().flatten().collect();
    if !names.is_empty() && place(&page.form_rules().fields, field).is_some() {
        faults.push(Fault::said(Some(field), choose_again(page, &names)));
    }
    faults
}

/// That files of these names must be chosen again.
pub fn choose_again(page: &PageCopy, names: &[impl AsRef<str>]) -> String {
    let words = page.file_words().map(|words| &words.again);
    words.map_or_else(String::new, |words| {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        words.fill(&[("names", &names.join(", "))])
    })
}
/// Where a question stands on the page, unless it is not asked.
fn place(asked: &[(FieldId, Presence)], field: FieldId) -> Option<usize> {
    asked
        .iter()
        .position(|(id, presence)| *id == field && *presence != Presence::Hidden)
}

fn message(page: &PageCopy, draft: &Draft, problem: &Problem) -> String {
    let Some(field) = page.field(problem.field) else {
        return String::new();
    };
    let say = |key, values: &[(&str, &str)]| field.problems.fill(key, values);
    match &problem.kind {
        ProblemKind::Empty => say("empty", &[]),
        ProblemKind::TooShort { min } => say("too_short", &[("min", &min.to_string())]),
        ProblemKind::TooLong { max, over } => say(
            "too_long",
            &[("max", &max.to_string()), ("over", &over.to_string())],
        ),
        ProblemKind::NoReplyAddress => say("no_reply_address", &[]),
        ProblemKind::NotAnEmail => say("not_an_email", &[]),
        ProblemKind::NotAnOption => say("not_an_option", &[]),
        ProblemKind::Date(problem) => say(
            date_key(*problem),
            &[("earliest", &page.words.date(EARLIEST_DATE))],
        ),
        ProblemKind::File { index, problem } => {
            let file = index
                .and_then(|index| draft.attachments.get(index))
                .map_or("", |file| &file.name);
            say(file_key(*problem), &[("file", file)])
        }
    }
}

pub fn date_key(problem: DateProblem) -> &'static str {
    match problem {
        DateProblem::Empty => "empty",
        DateProblem::Missing(DatePart::Day) => "missing_day",
        DateProblem::Missing(DatePart::Month) => "missing_month",
        DateProblem::Missing(DatePart::Year) => "missing_year",
        DateProblem::YearDigits => "year_digits",
        DateProblem::NotADate(_) => "not_a_date",
        DateProblem::InFuture => "in_future",
        DateProblem::TooEarly => "too_early",
    }
}

fn file_key(problem: FileProblem) -> &'static str {
    match problem {
        FileProblem::Type => "file_type",
        FileProblem::Content => "file_content",
        FileProblem::Stranger(stranger) => stranger_key(stranger),
        FileProblem::Empty => "file_empty",
        FileProblem::TooLarge => "file_too_large",
        FileProblem::Unreadable => "file_unreadable",
        FileProblem::TooMany => "files_too_many",
        FileProblem::TotalTooLarge => "files_too_large",
    }
}

fn stranger_key(stranger: Stranger) -> &'static str {
    match stranger {
        Stranger::Picture => "file_picture",
        Stranger::Locked => "file_locked",
        Stranger::Document => "file_document",
        Stranger::Mail => "file_mail",
        Stranger::Recording => "file_recording",
        Stranger::Folder => "file_folder",
        Stranger::Shortcut => "file_shortcut",
    }
}

/// The first wrong part of a date, else the first control of the field.
fn target(problem: &Problem) -> String {
    match &problem.kind {
        ProblemKind::Date(date) => [problem.field.name(), "-", date.part().name()].concat(),
        _ => control_id(problem.field),
    }
}

/// The id of a field's first control.
pub fn control_id(field: FieldId) -> String {
    let end = match field {
        FieldId::FirstComplainedOn => "-day",
        FieldId::Category => "-0",
        _ => "",
    };
    [field.name(), end].concat()
}
