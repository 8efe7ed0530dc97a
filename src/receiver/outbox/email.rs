//! Tells people by e-mail: the whole record as text and as a page, its files, its dates for a calendar.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, NaiveDate, Utc};
use lettre::address::Envelope;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::fault::Fault;
use super::letter::Letter;
use crate::copy::{FieldDetail, PageCopy};
use crate::domain::calendar::{Reminder, iso, london, stable_uid, write_calendar};
use crate::domain::complaint::FieldId;
use crate::receiver::inbox::Received;
use crate::view_model::{Part, Record, Row, in_words};

/// How many times longer than another try an e-mail may take: there are files in it.
const PATIENCE: u32 = 10;

/// An e-mail address of the company's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAddress(Address);

impl FromStr for MailAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = text.trim().parse();
        address
            .map(Self)
            .map_err(|_| "expected an address like complaints@company.example")
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A mail server with what it takes to be let in.
#[derive(Clone)]
pub struct SmtpServer(AsyncSmtpTransportBuilder);

impl FromStr for SmtpServer {
    type Err = &'static str;

    /// Never repeats what it was given: there is a password in it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected an address like smtps://user:password@mail.company.example, with \
                                what is no letter or digit of user and password percent-encoded";
        const UNSAFE: &str = "expected smtps://… or smtp://…?tls=required: without, only a mail server of \
                              this machine, like smtp://127.0.0.1:25";
        let text = text.trim();
        let uri: ureq::http::Uri = text.parse().map_err(|_| EXPECTED)?;
        let is_mail = matches!(uri.scheme_str(), Some("smtp" | "smtps"));
        let host = uri.host().filter(|_| is_mail).ok_or(EXPECTED)?;
        let is_own = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let is_safe = uri.scheme_str() == Some("smtps")
            || uri.query().is_some_and(|query| query.contains("tls="));
        if !is_own && !is_safe {
            return Err(UNSAFE);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(text);
        transport.map(Self).map_err(|_| EXPECTED)
    }
}

/// What is due, in words.
pub struct Digest {
    pub day: NaiveDate,
    pub subject: String,
    pub record: Record,
}

/// Writes e-mails, and hands them to a mail server.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: MailAddress,
    to: Vec<MailAddress>,
    file_bytes: u64,
}

impl Mailer {
    pub fn new(
        server: &SmtpServer,
        from: MailAddress,
        to: Vec<MailAddress>,
        file_bytes: u64,
        timeout: Duration,
    ) -> Self {
        let hello = ClientId::Domain(from.0.domain().to_owned());
        let server = server.0.clone().timeout(Some(timeout)).hello_name(hello);
        Self {
            transport: server.build(),
            from,
            to,
            file_bytes,
        }
    }

    /// Sends the e-mail about a complaint; says what kept it from some of the addresses.
    ///
    /// # Errors
    ///
    /// The mail server did not take it, or not in time.
    pub async fn send(&self, letter: Letter, timeout: Duration) -> Result<Option<Fault>, Fault> {
        let (from, to, file_bytes) = (self.from.clone(), self.to.clone(), self.file_bytes);
        // Files are read: not on a thread that others wait for.
        let write = move || write(&from, &to, file_bytes, &letter);
        let message = tokio::task::spawn_blocking(write).await;
        let message = message.map_err(|_| Fault::new("cannot be written"))??;
        self.hand_over(message, timeout).await
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
        timeout: Duration,
    ) -> Result<Option<Fault>, Fault> {
        let Digest {
            day,
            subject,
            record,
        } = digest;
        let id = format!("complaints-due-{}", iso::format_date(day));
        let head = head(&self.from, &self.to, subject, &id, now);
        let message = head.multipart(body(&record));
        let message = message.map_err(|_| Fault::new("cannot be written"))?;
        self.hand_over(message, timeout).await
    }

    /// To all at once; where one address is refused for good, to each by itself: nobody goes without because
    /// another one has left. Says then why it was refused, and by which number in the list.
    async fn hand_over(&self, message: Message, timeout: Duration) -> Result<Option<Fault>, Fault> {
        let bytes = message.formatted();
        let all: Vec<Address> = self.to.iter().map(|address| address.0.clone()).collect();
        let (why, is_about_address) = match self.send_to(all.clone(), &bytes, timeout).await {
            Ok(()) => return Ok(None),
            Err(refused) => refused,
        };
        if !is_about_address || all.len() == 1 {
            return Err(why);
        }
        let (mut is_taken, mut partly) = (false, None);
        for (number, address) in (1..).zip(all) {
            match self.send_to(vec![address], &bytes, timeout).await {
                Ok(()) => is_taken = true,
                Err((why, _)) => {
                    partly.get_or_insert(Fault::new(format!("{why} for address {number}")));
                }
            }
        }
        if is_taken { Ok(partly) } else { Err(why) }
    }

    /// Also says of a refusal whether it may be about one of the addresses: 550 to 559, but not 535, which is
    /// about a password.
    ///
    /// # Source
    ///
    /// RFC 5321, 4.2.3; RFC 4954, 6.
    async fn send_to(
        &self,
        to: Vec<Address>,
        bytes: &[u8],
        timeout: Duration,
    ) -> Result<(), (Fault, bool)> {
        let envelope = Envelope::new(Some(self.from.0.clone()), to);
        let envelope = envelope.map_err(|_| (Fault::new("cannot be written"), false))?;
        let sending = self.transport.send_raw(&envelope, bytes);
        match tokio::time::timeout(timeout * PATIENCE, sending).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => {
                let why = match error.status() {
                    Some(code) => Fault::new(format!("smtp {code}")),
                    None if error.is_timeout() => Fault::timeout(),
                    None if error.is_tls() => Fault::new("no secure connection"),
                    None => Fault::of(&error, "no connection"),
                };
                let code = error.status().map(|code| code.to_string());
                Err((why, code.is_some_and(|code| code.starts_with("55"))))
            }
            Err(_) => Err((Fault::timeout(), false)),
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
    let mut message = head(from, to, subject(page, received), message_id, *now);
    let customer = received.answer(FieldId::Email).filter(|it| it.is_ascii());
    // Parsed: nothing but an address gets into the header.
    if let Some(customer) = customer.and_then(|it| it.parse::<Address>().ok()) {
        message = message.reply_to(Mailbox::new(None, customer));
    }
    message
        .multipart(parts)
        .map_err(|_| Fault::new("cannot be written"))
}

/// The head of an e-mail, with an id that is the same at every try.
fn head(
    from: &MailAddress,
    to: &[MailAddress],
    subject: String,
    id: &str,
    now: DateTime<Utc>,
) -> MessageBuilder {
    let head = Message::builder()
        .from(Mailbox::new(None, from.0.clone()))
        .subject(subject)
        .date(date_header(now))
        .message_id(Some(format!("<{id}@{}>", from.0.domain())));
    to.iter().fold(head, |head, address| {
        head.to(Mailbox::new(None, address.0.clone()))
    })
}

/// A record as text and as a page.
fn body(record: &Record) -> MultiPart {
    MultiPart::alternative_plain_html(record.to_text(), record.to_html())
}

fn date_header(now: DateTime<Utc>) -> SystemTime {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
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

/// A day as the copy writes it.
fn date(page: &PageCopy, day: &str) -> String {
    iso::parse_date(day).map_or_else(|| day.to_owned(), |day| page.words.date(day))
}

/// The whole record, for people who answer it.
fn record(page: &PageCopy, received: &Received, missing: &[String]) -> Record {
    let receipt = &received.receipt;
    let reference = &receipt.reference;
    let received_at = iso::parse_instant(&receipt.received_at);
    let received_at =
        received_at.map_or_else(|| receipt.received_at.clone(), |at| in_words(page, at));
    let mut head = vec![
        Row::new("Reference", reference),
        Row::new("Received", &received_at),
        Row::new("Response due", &date(page, &receipt.response_due)),
    ];
    if let Some(day) = received.deadlock_letter_due {
        head.push(Row::new("Deadlock letter due", &page.words.date(day)));
    }
    if let Some(day) = &receipt.acknowledge_by {
        head.push(Row::new("Acknowledge by", &date(page, day)));
    }
    if received.answer(FieldId::HelpNeeded).is_some() {
        head.push(Row::new("Asks for help", "yes"));
    }
    if let Some(why) = &received.held {
        let why = format!("{why}: a machine seems to have sent it");
        head.push(Row::new("Held for review", &why));
    }
    let mut parts = vec![Part::Rows(head), Part::Heading("What was sent".to_owned())];
    let answers = received.answers.iter();
    parts.push(Part::Rows(
        answers
            .map(|(name, value)| answer(page, name, value))
            .collect(),
    ));
    if !received.attachments.is_empty() {
        parts.push(Part::Heading("Files".to_owned()));
        let file = |file: &crate::receiver::ReceivedAttachment| {
            let bytes = u64::try_from(file.bytes).unwrap_or_default();
            let name = file.name.replace('\n', " ");
            format!("{}. {name} ({})", file.number, page.words.size(bytes))
        };
        parts.push(Part::List(received.attachments.iter().map(file).collect()));
        parts.extend(missing.iter().cloned().map(Part::Words));
    }
    parts.push(Part::Heading("In the inbox".to_owned()));
    parts.push(Part::List(
        ["show", "answered", "deadlock", "note"]
            .map(|command| format!("complaints inbox {command} {reference}"))
            .into(),
    ));
    Record::of_parts(page, &format!("Complaint {reference}"), parts)
}

/// An answer under its question, as far as the copy has it.
fn answer(page: &PageCopy, name: &str, value: &str) -> Row {
    let field = FieldId::from_name(name).and_then(|field| page.field(field));
    let label = field.map_or_else(|| name.to_owned(), |field| field.label.to_string());
    let option = field.and_then(|field| match &field.detail {
        FieldDetail::Options(options) => options
            .iter()
            .find(|option| option.value == value)
            .map(|option| option.label.to_string()),
        _ => None,
    });
    let value = option.unwrap_or_else(|| value.to_owned());
    Row {
        label,
        lines: value.lines().map(str::to_owned).collect(),
    }
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
