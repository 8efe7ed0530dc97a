use chrono::{DateTime, Utc};

use super::{AnswerView, EvidenceFile, EvidenceView, Known, LetterView, Standing, answer_views};
use crate::copy::CaseCopy;
use crate::domain::wire::Case;
use crate::view_model::{PageData, Part, Record, Row, in_words};

/// The case as one document: what is known of it, each question of the application in its order, and what is still
/// needed.
pub fn case_document(
    case: &Case,
    words: &'static CaseCopy,
    data: PageData,
    now: DateTime<Utc>,
) -> Record {
    let page = data.page;
    let file = &words.file;
    let known = Known::of(case, data, now);
    let mut about = vec![Row::new(&file.saved, &in_words(page, now))];
    if let Some(receipt) = &case.receipt {
        about.push(Row::new(&page.receipt.reference, &receipt.reference));
        let received = in_words(page, receipt.received_at);
        about.push(Row::new(&page.receipt.received, &received));
    }
    let standing = Standing::of(case, words, data, now);
    let mut parts = vec![Part::Rows(about)];
    let say = |words: String| Part::Words(words);
    parts.extend(standing.response.map(say));
    parts.extend(standing.elsewhere.map(|words| say(words.to_owned())));
    if let Some(result) = standing.result {
        parts.push(say(result.title));
        let dates = result.timeline.into_iter();
        let dates = dates.map(|row| Row::new(&row.label, &row.date));
        let dates: Vec<Row> = dates.collect();
        parts.extend((!dates.is_empty()).then_some(Part::Dates(dates)));
    }
    parts.push(say(file.warning.plain()));
    parts.push(Part::Heading(file.title.to_string()));
    let answer = |answer: AnswerView| Row {
        label: answer.question.label.to_string(),
        lines: match answer.is_missing() {
            true => vec![needed(words, &answer.how)],
            false => answer.text.lines().map(str::to_owned).collect(),
        },
    };
    let answers = answer_views(case, words, &known).into_iter().map(answer);
    let evidence = EvidenceView::of(&case.draft.attachments, page, words);
    let mut lines: Vec<String> = evidence.files.into_iter().map(file_line).collect();
    lines.extend(evidence.total);
    lines.extend(evidence.too_large);
    if lines.is_empty() {
        lines.push(needed(words, &file.evidence.missing));
    }
    let evidence = Row {
        label: file.evidence.title.to_string(),
        lines,
    };
    parts.push(Part::Rows(answers.chain([evidence]).collect()));
    let mut record = Record::of_parts(page, &words.title, parts);
    record.file = file.file.clone();
    if let Some(receipt) = &case.receipt {
        record.file.extend(["-", &*receipt.reference]);
    }
    record
}

fn needed(words: &CaseCopy, how: &str) -> String {
    [&*words.file.needed, " ", how].concat()
}

fn file_line(file: EvidenceFile) -> String {
    let line = [&*file.name, " (", &file.size, ")"].concat();
    match file.problem {
        Some(problem) => [line, problem].join(": "),
        None => line,
    }
}

/// A letter as one document.
pub fn letter_document(data: PageData, letter: &LetterView) -> Record {
    let parts = letter.paragraphs.iter().cloned().map(Part::Words);
    let mut record = Record::of_parts(data.page, &letter.subject, parts.collect());
    record.file = letter.letter.id.clone();
    record
}
