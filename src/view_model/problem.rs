use super::anchor;
use crate::copy::PageCopy;
use crate::domain::complaint::{
    DatePart, DateProblem, Draft, EARLIEST_DATE, FieldError, FieldId, FileProblem, Presence,
    Problem, ProblemKind, Stranger,
};
use crate::domain::sorted::insert_sorted;

/// A failed answer in words, the same in the summary and beside the control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemView {
    /// The question it is about; none for what the server says of the whole.
    pub field: Option<FieldId>,
    pub kind: ProblemKind,
    pub message: String,
    /// The id of the control to go to.
    pub target: String,
}

impl ProblemView {
    /// Says the same in the words of another copy; nothing where the question is not asked there, and
    /// what the server said as it said it.
    pub fn translate(&mut self, before: &PageCopy, page: &PageCopy, draft: &Draft) {
        if self.message == before.sending.refused.as_str() {
            self.message = page.sending.refused.to_string();
        } else if let (Some(field), true) = (self.field, self.kind != ProblemKind::Server) {
            let kind = self.kind.clone();
            self.message = message(page, draft, &Problem { field, kind });
        }
    }
}

/// Words every problem, in the order given.
pub fn word_problems(page: &PageCopy, draft: &Draft, problems: Vec<Problem>) -> Vec<ProblemView> {
    let word = |problem: Problem| ProblemView {
        field: Some(problem.field),
        message: message(page, draft, &problem),
        target: target(&problem),
        kind: problem.kind,
    };
    problems.into_iter().map(word).collect()
}

/// What the server found, in its own words and in page order; what is about no question that is
/// asked comes first and leads to the top of the form.
pub fn word_field_errors(page: &PageCopy, errors: Vec<FieldError>) -> Vec<ProblemView> {
    let asked = page.form_rules().fields;
    let place = |field| place(&asked, field);
    let word = |error: FieldError| {
        let field = error.field.filter(|field| place(*field).is_some());
        ProblemView {
            field,
            kind: ProblemKind::Server,
            message: if error.detail.is_empty() {
                page.sending.refused.to_string()
            } else {
                error.detail
            },
            target: field.map_or_else(|| anchor::FILL.to_owned(), control_id),
        }
    };
    let mut problems: Vec<ProblemView> = errors.into_iter().map(word).collect();
    problems.sort_by_key(|problem| problem.field.and_then(place));
    problems
}

/// Adds in its place that files must be chosen again, where some were with which nothing is wrong: a
/// page that is sent back cannot keep them.
pub fn ask_for_files_again(page: &PageCopy, draft: &Draft, problems: &mut Vec<ProblemView>) {
    let is_wrong = |file: usize| {
        let about = |problem: &ProblemView| match problem.kind {
            ProblemKind::File { index, .. } => index == Some(file),
            _ => false,
        };
        problems.iter().any(about)
    };
    let files = draft.attachments.iter().enumerate();
    let names: Vec<&str> = files
        .filter(|(index, _)| !is_wrong(*index))
        .map(|(_, file)| &*file.name)
        .collect();
    let field = FieldId::Attachments;
    let asked = page.form_rules().fields;
    if names.is_empty() || place(&asked, field).is_none() {
        return;
    }
    let again = ProblemView {
        field: Some(field),
        kind: ProblemKind::Server,
        message: choose_again(page, &names),
        target: control_id(field),
    };
    insert_sorted(problems, again, |problem| {
        problem.field.and_then(|field| place(&asked, field))
    });
}

/// What is said of files that are missing; nothing where none is.
pub fn missing_files(page: &PageCopy, draft: &Draft) -> Option<String> {
    let files = draft.attachments.iter();
    let missing = files.filter(|file| file.is_missing());
    let names: Vec<&str> = missing.map(|file| &*file.name).collect();
    (!names.is_empty()).then(|| choose_again(page, &names))
}

fn choose_again(page: &PageCopy, names: &[&str]) -> String {
    let words = page.file_words().map(|words| &words.again);
    words.map_or_else(String::new, |words| {
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
        ProblemKind::Server => String::new(),
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
