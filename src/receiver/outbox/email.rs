//! Tells people by e-mail: the whole record as text and as a page, its files, its dates for a calendar.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, Body, MultiPart, SinglePart};

use super::customer::address_of;
use super::fault::Fault;
use super::letter::Letter;
use super::record::{date, record};
use super::smtp::{Answer, MailAddress, NotTaken, SmtpSender, body, head};
use crate::copy::PageCopy;
use crate::domain::calendar::{Reminder, iso, london, stable_uid, write_calendar};
use crate::receiver::inbox::Received;
use crate::receiver::mutex::lock;
use crate::view_model::Record;

/// What is due, in words.
pub struct Digest {
    pub day: NaiveDate,
    pub subject: String,
    pub record: Record,
}

/// Writes e-mails, and hands them to a mail server.
pub struct Mailer {
    sender: SmtpSender,
    to: Vec<MailAddress>,
    file_bytes: u64,
    /// Which addresses have an e-mail already that others still wait for, by its id.
    have: Mutex<BTreeMap<String, BTreeSet<usize>>>,
}

impl Mailer {
    pub fn new(sender: SmtpSender, to: Vec<MailAddress>, file_bytes: u64) -> Self {
        Self {
            sender,
            to,
            file_bytes,
            have: Mutex::default(),
        }
    }

    /// Sends the e-mail about a complaint, without its files where it is too large with them; says what kept it
    /// from some of the addresses.
    ///
    /// # Errors
    ///
    /// The mail server did not take it, or not in time.
    pub async fn send(&self, letter: Letter) -> Result<Option<Fault>, Fault> {
        let has_files = !letter.received.attachments.is_empty();
        let id = letter.message_id.clone();
        let letter = Arc::new(letter);
        let whole = self.write(&letter, self.file_bytes).await?;
        match self.hand_over(&id, whole).await {
            Err(not_taken) if not_taken.is_too_large && has_files => {
                let without = self.write(&letter, 0).await?;
                self.hand_over(&id, without).await
            }
            sent => sent,
        }
        .map_err(|not_taken| not_taken.why)
    }

    /// Files are read: not on a thread that others wait for.
    async fn write(&self, letter: &Arc<Letter>, file_bytes: u64) -> Result<Message, Fault> {
        let (from, to, letter) = (self.sender.from.clone(), self.to.clone(), letter.clone());
        let write = move || write(&from, &to, file_bytes, &letter);
        let message = tokio::task::spawn_blocking(write).await;
        message.map_err(|_| Fault::new("cannot be written"))?
    }

    /// Sends the e-mail about what is due.
    ///
    /// # Errors
    ///
    /// As of [`send`](Self::send).
    pub async fn send_digest(
        &self,
        digest: Digest,
        now: DateTime<Utc>,
    ) -> Result<Option<Fault>, Fault> {
        let Digest {
            day,
            subject,
            record,
        } = digest;
        let id = format!("complaints-due-{}", iso::format_date(day));
        let head = head(&self.sender.from, &self.to, &subject, &id, now);
        let message = head.multipart(body(&record));
        let message = message.map_err(|_| Fault::new("cannot be written"))?;
        let sent = self.hand_over(&id, message).await;
        sent.map_err(|not_taken| not_taken.why)
    }

    /// To all who do not have it yet. Nobody goes without because another one has left, or is asked to wait:
    /// those have it after the next try, and nobody has it twice, unless this program was stopped meanwhile.
    async fn hand_over(&self, id: &str, message: Message) -> Result<Option<Fault>, NotTaken> {
        let mut have = lock(&self.have).remove(id).unwrap_or_default();
        let waiting = (0..self.to.len()).filter(|index| !have.contains(index));
        let waiting: Vec<usize> = waiting.collect();
        let to: Vec<_> = waiting
            .iter()
            .map(|index| self.to[*index].clone())
            .collect();
        let answers = self.sender.send_to(&to, &message.formatted()).await;
        let (mut faults, mut is_over) = (Vec::new(), answers.is_ok());
        for (index, answer) in waiting.iter().zip(answers.iter().flatten()) {
            let (why, is_final) = match answer {
                Answer::Taken => {
                    have.insert(*index);
                    continue;
                }
                Answer::Refused(why) => (why, true),
                Answer::NotYet(why) => (why, false),
            };
            is_over &= is_final;
            faults.push(match self.to.len() {
                1 => why.to_string(),
                _ => format!("{why} for address {}", index + 1),
            });
        }
        let is_over = is_over && !have.is_empty();
        if !is_over && !have.is_empty() {
            lock(&self.have).insert(id.to_owned(), have);
        }
        answers?;
        let fault = (!faults.is_empty()).then(|| Fault::new(faults.join(", ")));
        match fault {
            Some(why) if !is_over => Err(why.into()),
            fault => Ok(fault),
        }
    }
}

/// The e-mail about a complaint.
fn write(
    from: &MailAddress,
    to: &[MailAddress],
    file_bytes: u64,
    letter: &Letter,
) -> Result<Message, Fault> {
    let Letter {
        message_id,
        received,
        page,
        now,
        ..
    } = letter;
    let reference = &received.receipt.reference;
    let (files, missing) = files(received, file_bytes);
    let record = record(page, received, &missing);
    let mut parts = MultiPart::mixed().multipart(body(&record));
    for part in files {
        parts = parts.singlepart(part);
    }
    if let Some(calendar) = calendar(page, received) {
        let kind = content_type("text/calendar; charset=utf-8")?;
        let name = format!("{reference}.ics");
        parts = parts.singlepart(Attachment::new(name).body(calendar, kind));
    }
    let mut message = head(from, to, &subject(page, received), message_id, *now);
    if let Some(customer) = address_of(received.answers.iter()) {
        message = message.reply_to(customer.mailbox());
    }
    message
        .multipart(parts)
        .map_err(|_| Fault::new("cannot be written"))
}

/// Nothing that a customer wrote: subjects are shown and logged where letters are not.
fn subject(page: &PageCopy, received: &Received) -> String {
    let receipt = &received.receipt;
    let held = if received.held.is_some() {
        "Held for review: "
    } else {
        ""
    };
    let due = date(page, &receipt.response_due);
    format!("{held}Complaint {}: response due {due}", receipt.reference)
}

/// The files as parts of an e-mail, and sentences about those that are not in it.
fn files(received: &Received, most: u64) -> (Vec<SinglePart>, Vec<String>) {
    let reference = &received.receipt.reference;
    let bytes: i64 = received.attachments.iter().map(|file| file.bytes).sum();
    if u64::try_from(bytes).unwrap_or(u64::MAX) > most {
        let where_ = format!(
            "Too large for an e-mail, they are in the inbox: complaints inbox show {reference} --save DIR"
        );
        return (Vec::new(), vec![where_]);
    }
    let (mut parts, mut missing) = (Vec::new(), Vec::new());
    for file in &received.attachments {
        let name = file.harmless_name();
        let part = file.read().ok().and_then(|content| {
            let kind = content_type(media_type(&name)).ok()?;
            // As it is, its lines would be lines of the e-mail: to a mail server that takes a bare line feed for the
            // end of one, the rest of a file could be commands.
            let content = Body::new_with_encoding(content, ContentTransferEncoding::Base64).ok()?;
            Some(Attachment::new(name).body(content, kind))
        });
        match part {
            Some(part) => parts.push(part),
            None => missing.push(format!(
                "File {} cannot be read: complaints inbox show {reference} --save DIR",
                file.number
            )),
        }
    }
    (parts, missing)
}

fn content_type(kind: &str) -> Result<ContentType, Fault> {
    ContentType::parse(kind).map_err(|_| Fault::new("cannot be written"))
}

/// By the ending, which was checked against the content at receipt.
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}

/// The days that the company has to keep, for a calendar; the same events at every try.
fn calendar(page: &PageCopy, received: &Received) -> Option<String> {
    let (receipt, company) = (&received.receipt, &page.facts.company);
    let received_at = iso::parse_instant(&receipt.received_at)?;
    let reference = &receipt.reference;
    let reminder = |kind: &str, what: &str, date: NaiveDate| Reminder {
        uid: stable_uid(
            company,
            &[reference, "-", kind].concat(),
            london::london_date(received_at),
        ),
        date,
        summary: format!("{reference}: {what}"),
        description: format!("complaints inbox show {reference}"),
        alarm_days_before: 1,
    };
    let due = iso::parse_date(&receipt.response_due);
    let acknowledge = receipt.acknowledge_by.as_deref().and_then(iso::parse_date);
    let reminders: Vec<Reminder> = [
        due.map(|day| reminder("response-due", "response due", day)),
        acknowledge.map(|day| reminder("acknowledge-by", "acknowledge by", day)),
        received
            .deadlock_letter_due
            .map(|day| reminder("deadlock-letter-due", "deadlock letter due", day)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let product = ["-//", company, "//", &page.page.title, "//EN"].concat();
    let name = ["Complaint ", reference].concat();
    (!reminders.is_empty()).then(|| write_calendar(&name, &product, received_at, &reminders))
}
