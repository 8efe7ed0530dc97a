//! A mail server, and how an e-mail gets to it.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use lettre::address::Envelope;
use lettre::message::{Mailbox, MessageBuilder, MultiPart};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::fault::Fault;
use crate::view_model::Record;

/// How many times longer than another try an e-mail may take: there are files in it.
const PATIENCE: u32 = 10;

/// An e-mail address.
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

impl MailAddress {
    /// As it stands in the head of an e-mail.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox::new(None, self.0.clone())
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

/// Whom e-mails come from, and the mail server that takes them.
#[derive(Clone)]
pub struct SmtpSender {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    pub from: MailAddress,
}

impl SmtpSender {
    pub fn new(server: &SmtpServer, from: MailAddress, timeout: Duration) -> Self {
        let hello = ClientId::Domain(from.0.domain().to_owned());
        let server = server.0.clone().timeout(Some(timeout)).hello_name(hello);
        Self {
            transport: server.build(),
            from,
        }
    }

    /// Hands an e-mail to the mail server.
    ///
    /// # Errors
    ///
    /// It was not taken, or not in time; also says whether that may be about one of the addresses: 550 to 559,
    /// but not 535, which is about a password.
    ///
    /// # Source
    ///
    /// RFC 5321, 4.2.3; RFC 4954, 6.
    pub async fn send_to(
        &self,
        to: &[MailAddress],
        bytes: &[u8],
        timeout: Duration,
    ) -> Result<(), (Fault, bool)> {
        let to = to.iter().map(|MailAddress(address)| address.clone());
        let envelope = Envelope::new(Some(self.from.0.clone()), to.collect());
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

/// The head of an e-mail, with an id that is the same at every try.
pub fn head(
    from: &MailAddress,
    to: &[MailAddress],
    subject: &str,
    id: &str,
    now: DateTime<Utc>,
) -> MessageBuilder {
    let head = Message::builder()
        .from(from.mailbox())
        .subject(subject)
        .date(date_header(now))
        .message_id(Some(format!("<{id}@{}>", from.0.domain())));
    to.iter()
        .fold(head, |head, address| head.to(address.mailbox()))
}

/// A record as text and as a page.
pub fn body(record: &Record) -> MultiPart {
    MultiPart::alternative_plain_html(record.to_text(), record.to_html())
}

fn date_header(now: DateTime<Utc>) -> SystemTime {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}
