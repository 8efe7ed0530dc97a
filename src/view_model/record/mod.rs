//! What a customer keeps of a complaint: one document, written as a web page and as text. Its answers
//! go into an e-mail too.

mod html;
mod mail;

use chrono::{DateTime, Utc};

use super::check::answers;
use super::in_words;
use super::{DateRow, FileToSave, Journey, PageData, ReceiptView};
use crate::copy::PageCopy;
use crate::domain::complaint::{Complaint, Submission};

pub use mail::{mail_draft, mail_link};

/// A document in words, which stands by itself and is still understood years later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    language: String,
    /// What it is called where many documents are.
    name: String,
    title: String,
    /// What its file is called, before the ending.
    pub file: String,
    parts: Vec<Part>,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Heading(String),
    Words(String),
    List(Vec<String>),
    Rows(Vec<Row>),
    /// Dates as they follow each other.
    Dates(Vec<Row>),
    Link {
        words: String,
        address: String,
    },
}

/// A question with its answer, or a date with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub label: String,
    pub lines: Vec<String>,
}

impl Row {
    /// A row of one line.
    pub fn new(label: &str, line: &str) -> Self {
        Self {
            label: label.to_owned(),
            lines: vec![line.to_owned()],
        }
    }
}

impl Record {
    /// What a customer can keep by now: of what was received, else of what could not be sent.
    pub fn of(journey: &Journey, data: PageData, now: DateTime<Utc>) -> Option<Self> {
        let page = data.page;
        if let Some((sent, submission)) = journey.sent() {
            let receipt = ReceiptView::of(data, sent);
            return Some(Self::received(page, &receipt, submission));
        }
        let (title, _) = journey.failed_words(page);
        Some(Self::unsent(page, title, journey.unsent()?, now))
    }

    /// The receipt, with everything that was sent where that is still known.
    pub fn received(
        page: &'static PageCopy,
        receipt: &ReceiptView,
        submission: Option<&Submission>,
    ) -> Self {
        let words = &page.receipt;
        let mut record = Self::new(page, &words.title);
        record.file.push('-');
        record.file.push_str(&receipt.reference);
        record.parts.push(Part::Rows(vec![
            Row::new(&words.reference, &receipt.reference),
            Row::new(&words.received, &receipt.received),
        ]));
        record.say(&words.reference_note);
        if let Some(dates) = &receipt.dates {
            let row = |row: DateRow| Row::new(&row.label, &row.date);
            record.head(&page.dates.title);
            let rows = dates.in_order().into_iter().map(row);
            record.parts.push(Part::Dates(rows.collect()));
            dates.notes.iter().for_each(|note| record.say(note));
        }
        record.head(&words.next_title);
        record.parts.push(Part::List(receipt.next.clone()));
        record.say(&words.contact.plain());
        if let Some(link) = &receipt.link {
            record.parts.push(Part::Link {
                words: words.link.to_string(),
                address: link.clone(),
            });
            record.say(&words.link_note);
        }
        if let Some(submission) = submission {
            record.head(&page.record.sent);
            record.answers(page, submission);
        }
        if let Some(dates) = &receipt.dates {
            record.head(&page.record.rules);
            dates.rules.iter().for_each(|rule| record.say(rule));
        }
        record
    }

    /// What could not be sent, as it was at an instant.
    pub fn unsent(
        page: &'static PageCopy,
        title: &str,
        submission: &Submission,
        at: DateTime<Utc>,
    ) -> Self {
        let words = &page.sending.failed;
        let mut record = Self::new(page, title);
        let saved = Row::new(&page.record.saved, &in_words(page, at));
        record.parts.push(Part::Rows(vec![saved]));
        record.say(&words.next.plain());
        record.head(&page.record.unsent);
        record.answers(page, submission);
        record
    }

    /// A document of these parts below the name of the company and a title.
    pub fn of_parts(page: &PageCopy, title: &str, parts: Vec<Part>) -> Self {
        let mut record = Self::new(page, title);
        record.parts.extend(parts);
        record
    }

    fn new(page: &PageCopy, title: &str) -> Self {
        let issuer = [&page.facts.company, " – ", &page.page.title].concat();
        Self {
            language: page.language.clone(),
            name: [title, " – ", &page.page.title].concat(),
            title: title.to_owned(),
            file: page.record.file.clone(),
            parts: vec![Part::Words(issuer)],
        }
    }

    fn head(&mut self, words: &str) {
        self.parts.push(Part::Heading(words.to_owned()));
    }

    fn say(&mut self, words: &str) {
        self.parts.push(Part::Words(words.to_owned()));
    }

    /// Every question with its answer, and by which number and in which words it was sent.
    fn answers(&mut self, page: &'static PageCopy, submission: &Submission) {
        let mut rows = rows(page, &submission.complaint);
        for row in &mut rows {
            if row.lines.is_empty() {
                row.lines.push(page.check.not_provided.to_string());
            }
        }
        rows.extend(number(page, submission));
        rows.push(Row::new(&page.record.version, &submission.copy_version));
        self.parts.push(Part::Rows(rows));
    }

    /// As a web page to keep.
    pub fn page_file(&self) -> FileToSave {
        FileToSave {
            name: self.file.clone() + ".html",
            media_type: "text/html;charset=utf-8",
            text: self.to_html(),
        }
    }

    /// As plain text to keep.
    pub fn text_file(&self) -> FileToSave {
        FileToSave {
            name: self.file.clone() + ".txt",
            media_type: "text/plain;charset=utf-8",
            text: self.to_text(),
        }
    }

    /// As plain text, with lines ended by `\n`. What a customer wrote is indented: it cannot pass for
    /// a heading or another answer.
    pub fn to_text(&self) -> String {
        let mut blocks = vec![underlined(&self.title, "=")];
        for part in &self.parts {
            blocks.push(match part {
                Part::Heading(words) => underlined(words, "-"),
                Part::Words(words) => words.clone(),
                Part::List(lines) => ["- ", &lines.join("\n- ")].concat(),
                Part::Rows(rows) | Part::Dates(rows) => text(rows),
                Part::Link { words, address } => text(&[Row::new(words, address)]),
            });
        }
        blocks.join("\n\n") + "\n"
    }
}

/// The number by which a complaint is counted once, where it is.
fn number(page: &PageCopy, submission: &Submission) -> Option<Row> {
    let row = || Row::new(&page.record.submission, &submission.id);
    page.submit.once.then(row)
}

/// Everything that is sent, as text: for those who take one text.
pub fn everything(
    page: &'static PageCopy,
    submission: &Submission,
    reference: Option<&str>,
) -> String {
    let mut all = rows(page, &submission.complaint);
    all.retain(|row| !row.lines.is_empty());
    if let Some(reference) = reference {
        all.insert(0, Row::new(&page.receipt.reference, reference));
    }
    let mut date = |label: &str, date| all.push(Row::new(label, &page.words.date(date)));
    if let Some(shown) = submission.shown {
        date(&page.dates.response_due, shown.response_due);
        match (shown.acknowledge_by, page.data_route()) {
            (Some(day), Some((_, words))) => date(&words.acknowledge, day),
            _ => {
                date(&page.dates.cisas_opens, shown.cisas_opens);
                date(&page.dates.cisas_closes, shown.cisas_closes);
            }
        }
    }
    all.extend(number(page, submission));
    all.push(Row::new(&page.record.version, &submission.copy_version));
    text(&all)
}

/// Every question with its answer; no line where it was left out.
fn rows(page: &'static PageCopy, complaint: &Complaint) -> Vec<Row> {
    let row = |(field, lines): (&crate::copy::FieldCopy, _)| Row {
        label: field.label.to_string(),
        lines,
    };
    answers(page, complaint).map(row).collect()
}

fn text(rows: &[Row]) -> String {
    let row = |row: &Row| [&row.label, "\n  ", &row.lines.join("\n  ")].concat();
    let rows: Vec<String> = rows.iter().map(row).collect();
    rows.join("\n\n")
}

fn underlined(words: &str, mark: &str) -> String {
    [words, "\n", &mark.repeat(words.chars().count())].concat()
}
