//! Tells whoever complained that the complaint arrived, in the words and the language of the copy they read.
//!
//! The address may be somebody else's: nothing that was written in the form is in the e-mail, and no link to
//! the receipt.

use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};

use super::customer::address_of;
use super::fault::Fault;
use super::letter::Letter;
use super::smtp::{Answer, MailAddress, SmtpSender, body, head};
use crate::copy::{self, AcknowledgementCopy, PageCopy};
use crate::domain::complaint::FieldId;
use crate::receiver::inbox::Received;
use crate::receiver::wording;
use crate::view_model::{DateName, Part, ReceiptView, Record, Row};

/// Writes to whoever complained.
pub struct Acknowledger(SmtpSender);

impl Acknowledger {
    pub fn new(sender: SmtpSender) -> Self {
        Self(sender)
    }

    /// Sends the e-mail about a complaint to its sender.
    ///
    /// # Errors
    ///
    /// The mail server did not take it, or not in time; for good, where it says that of the address, or where
    /// the copy file asks for no e-mail any more.
    pub async fn send(&self, letter: &Letter) -> Result<(), Fault> {
        let Self(sender) = self;
        let to = address_of(&letter.received.answers);
        let to = to.ok_or_else(|| Fault::new("no address").for_good())?;
        let message = write(&sender.from, &to, letter)?;
        let answers = sender.send_to(&[to], &message.formatted()).await;
        match answers.map_err(|not_taken| not_taken.why)?.pop() {
            Some(Answer::Taken) => Ok(()),
            Some(Answer::Refused(why)) => Err(why.for_good()),
            Some(Answer::NotYet(why)) => Err(why),
            None => Err(Fault::new("no address").for_good()),
        }
    }
}

fn write(from: &MailAddress, to: &MailAddress, letter: &Letter) -> Result<Message, Fault> {
    let unwritten = || Fault::new("cannot be written");
    let Letter {
        message_id,
        received,
        wording,
        page,
        now,
    } = letter;
    let wording = wording.as_deref();
    let is_same_language = wording.and_then(wording::language).as_ref() == Some(&page.language);
    let words = page.acknowledgement.as_ref().filter(|_| is_same_language);
    let words = words.ok_or_else(|| Fault::new("no words for it in the copy file").for_good())?;
    let receipt = wording::read(page, received.receipt.clone(), wording).ok_or_else(unwritten)?;
    let subject = words.subject.fill(&[("reference", &receipt.reference)]);
    let record = Record::of_parts(page, &subject, parts(page, words, received, &receipt));
    let mut head = head(from, std::slice::from_ref(to), &subject, message_id, *now);
    if let Some(contact) = contact(page) {
        head = head.reply_to(contact.mailbox());
    }
    let mut message = head.multipart(body(&record)).map_err(|_| unwritten())?;
    // RFC 3834, 5: nobody's absence notice answers it. RFC 3282: its language.
    for (name, value) in [
        ("Auto-Submitted", "auto-generated"),
        ("Content-Language", &page.language),
    ] {
        let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| unwritten())?;
        let header = HeaderValue::new(name, value.to_owned());
        message.headers_mut().insert_raw(header);
    }
    Ok(message)
}

/// Where the company reads replies.
fn contact(page: &PageCopy) -> Option<MailAddress> {
    let copy::MailAddress(contact) = page.facts.contact_email.as_ref()?;
    contact.parse().ok()
}

/// The receipt as far as no answer shows in it: the days for CISAS only where they are counted from the day of
/// receipt, and no day that only a complaint about personal data has.
fn parts(
    page: &PageCopy,
    words: &AcknowledgementCopy,
    received: &Received,
    receipt: &ReceiptView,
) -> Vec<Part> {
    let labels = &page.receipt;
    let mut parts = vec![
        Part::Words(words.intro.to_string()),
        Part::Rows(vec![
            Row::new(&labels.reference, &receipt.reference),
            Row::new(&labels.received, &receipt.received),
        ]),
    ];
    let dates = receipt.dates.as_ref();
    if let Some(dates) = dates {
        let is_from_receipt = received.answer(FieldId::FirstComplainedOn).is_none();
        let tells_nothing = |name| match name {
            DateName::ResponseDue => true,
            DateName::AcknowledgeBy => false,
            DateName::Complained
            | DateName::Agreed
            | DateName::AllowedFrom
            | DateName::Opens
            | DateName::Closes
            | DateName::LastSafeDay
            | DateName::Today => is_from_receipt,
        };
        let rows = dates.in_order().into_iter();
        let rows = rows.filter(|row| tells_nothing(row.name));
        parts.push(Part::Heading(page.dates.title.to_string()));
        parts.push(Part::Dates(
            rows.map(|row| Row::new(&row.label, &row.date)).collect(),
        ));
    }
    let response_due = dates.map_or("", |dates| &dates.response_due.date);
    let next = words.next.iter();
    parts.push(Part::Heading(labels.next_title.to_string()));
    parts.push(Part::List(
        next.map(|line| line.fill(&[("response_due", response_due)]))
            .collect(),
    ));
    parts.push(Part::Words(labels.contact.plain()));
    parts.push(Part::Words(words.not_yours.to_string()));
    parts
}
