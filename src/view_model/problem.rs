use super::{Place, QuestionId, Target};
use crate::copy::{Message, PageCopy};
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
    /// Where it is mended.
    pub target: Target,
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
                let target = field.map_or(Place::FormTitle.into(), first_control);
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
    let say = |message, values: &[(&str, &str)]| field.problems.fill(message, values);
    match &problem.kind {
        ProblemKind::Empty => say(Message::Empty, &[]),
        ProblemKind::TooShort { min } => say(Message::TooShort, &[("min", &min.to_string())]),
        ProblemKind::TooLong { max, over } => say(
            Message::TooLong,
            &[("max", &max.to_string()), ("over", &over.to_string())],
        ),
        ProblemKind::NoReplyAddress => say(Message::NoReplyAddress, &[]),
        ProblemKind::NotAnEmail => say(Message::NotAnEmail, &[]),
        ProblemKind::NotAnOption => say(Message::NotAnOption, &[]),
        ProblemKind::Date(problem) => say(
            date_message(*problem),
            &[("earliest", &page.words.date(EARLIEST_DATE))],
        ),
        ProblemKind::File { index, problem } => {
            let file = index
                .and_then(|index| draft.attachments.get(index))
                .map_or("", |file| &file.name);
            say(file_message(*problem), &[("file", file)])
        }
    }
}

pub fn date_message(problem: DateProblem) -> Message {
    match problem {
        DateProblem::Empty => Message::Empty,
        DateProblem::Missing(DatePart::Day) => Message::MissingDay,
        DateProblem::Missing(DatePart::Month) => Message::MissingMonth,
        DateProblem::Missing(DatePart::Year) => Message::MissingYear,
        DateProblem::YearDigits => Message::YearDigits,
        DateProblem::NotADate(_) => Message::NotADate,
        DateProblem::InFuture => Message::InFuture,
        DateProblem::TooEarly => Message::TooEarly,
    }
}

fn file_message(problem: FileProblem) -> Message {
    match problem {
        FileProblem::Type => Message::FileType,
        FileProblem::Content => Message::FileContent,
        FileProblem::Stranger(Stranger::Picture) => Message::FilePicture,
        FileProblem::Stranger(Stranger::Locked) => Message::FileLocked,
        FileProblem::Stranger(Stranger::Document) => Message::FileDocument,
        FileProblem::Stranger(Stranger::Mail) => Message::FileMail,
        FileProblem::Stranger(Stranger::Recording) => Message::FileRecording,
        FileProblem::Stranger(Stranger::Folder) => Message::FileFolder,
        FileProblem::Stranger(Stranger::Shortcut) => Message::FileShortcut,
        FileProblem::Empty => Message::FileEmpty,
        FileProblem::TooLarge => Message::FileTooLarge,
        FileProblem::Unreadable => Message::FileUnreadable,
        FileProblem::TooMany => Message::FilesTooMany,
        FileProblem::TotalTooLarge => Message::FilesTooLarge,
    }
}

/// The first wrong part of a date, else the first control of the question.
fn target(problem: &Problem) -> Target {
    match &problem.kind {
        ProblemKind::Date(date) => Target::DateBox(QuestionId::Field(problem.field), date.part()),
        ProblemKind::Empty
        | ProblemKind::TooShort { .. }
        | ProblemKind::TooLong { .. }
        | ProblemKind::NoReplyAddress
        | ProblemKind::NotAnEmail
        | ProblemKind::NotAnOption
        | ProblemKind::File { .. } => first_control(problem.field),
    }
}

fn first_control(field: FieldId) -> Target {
    Target::Question(QuestionId::Field(field))
}
