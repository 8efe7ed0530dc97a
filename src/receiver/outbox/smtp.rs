//! A mail server, and how an e-mail gets to it.

use std::borrow::Cow;
use std::error::Error as _;
use std::fmt;
use std::str::{FromStr, Utf8Error};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use lettre::message::{Mailbox, MessageBuilder, MultiPart};
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use lettre::{Address, Message};
use percent_encoding::percent_decode_str;
use ureq::http::Uri;

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
pub struct SmtpServer {
    host: String,
    port: u16,
    encryption: Encryption,
    credentials: Option<Credentials>,
}

/// How the connection to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encryption {
    /// From its first byte on.
    Whole,
    /// Once both sides have greeted; without it nothing is sent.
    StartTls,
    /// Not at all: within this machine.
    None,
}

impl FromStr for SmtpServer {
    type Err = &'static str;

    /// Never repeats what it was given: there is a password in it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected an address like smtps://user:password@mail.company.example, with \
                                what is no letter or digit of user and password percent-encoded";
        const UNSAFE: &str = "expected smtps://… or smtp://…?tls=required: without, only a mail server of \
                              this machine, like smtp://127.0.0.1:25";
        let uri: Uri = text.trim().parse().map_err(|_| EXPECTED)?;
        let host = uri.host().ok_or(EXPECTED)?;
        let is_own = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let (encryption, usual_port) = match (uri.scheme_str(), uri.query()) {
            (Some("smtps"), None | Some("tls=wrapper")) => (Encryption::Whole, SUBMISSIONS_PORT),
            (Some("smtp"), Some("tls=required")) => (Encryption::StartTls, SUBMISSION_PORT),
            (Some("smtp"), None) if is_own => (Encryption::None, SMTP_PORT),
            (Some("smtp"), _) => return Err(UNSAFE),
            _ => return Err(EXPECTED),
        };
        let decoded = |text| percent_decode_str(text).decode_utf8().map(Cow::into_owned);
        let authority = uri.authority().ok_or(EXPECTED)?.as_str();
        let user = authority
            .rsplit_once('@')
            .and_then(|(user, _)| user.split_once(':'));
        let credentials = user.map(|(name, password)| Ok((decoded(name)?, decoded(password)?)));
        let credentials = credentials.transpose().map_err(|_: Utf8Error| EXPECTED)?;
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: uri.port_u16().unwrap_or(usual_port),
            encryption,
            credentials: credentials.map(Credentials::from),
        })
    }
}

/// What a mail server says of one address of an e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has the e-mail for it.
    Taken,
    /// Nobody is there, which another try would not change.
    Refused(Fault),
    /// Not now.
    NotYet(Fault),
}

/// Why a mail server took an e-mail for none of its addresses, whoever they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    pub why: Fault,
    /// Whether a smaller e-mail may be taken.
    pub is_too_large: bool,
}

impl From<Fault> for NotTaken {
    fn from(why: Fault) -> Self {
        let is_too_large = false;
        Self { why, is_too_large }
    }
}

impl From<smtp::Error> for NotTaken {
    fn from(error: smtp::Error) -> Self {
        // RFC 3463, 3.3 and 3.4: too big for the mailbox, too big for the server.
        let is_too_large = error.status().is_some_and(|code| code.to_string() == "552")
            || matches!(enhanced_status(&error).as_deref(), Some("5.2.3" | "5.3.4"));
        let why = fault(&error);
        Self { why, is_too_large }
    }
}

/// Whom e-mails come from, and the mail server that takes them.
#[derive(Clone)]
pub struct SmtpSender {
    server: SmtpServer,
    pub from: MailAddress,
    timeout: Duration,
}

impl SmtpSender {
    pub fn new(server: SmtpServer, from: MailAddress, timeout: Duration) -> Self {
        Self {
            server,
            from,
            timeout,
        }
    }

    /// Hands an e-mail to the mail server, once for all addresses; what it says of each, in their order.
    ///
    /// # Errors
    ///
    /// It was taken for none, or not in time.
    pub async fn send_to(&self, to: &[MailAddress], bytes: &[u8]) -> Result<Vec<Answer>, NotTaken> {
        let sending = async {
            let mut connection = self.connect().await?;
            let answers = self.hand_over(&mut connection, to, bytes).await;
            // Whatever it says to that: it has the e-mail, or it has not.
            _ = tokio::time::timeout(self.timeout, connection.abort()).await;
            answers
        };
        let sent = tokio::time::timeout(self.timeout * PATIENCE, sending).await;
        sent.unwrap_or_else(|_| Err(Fault::timeout().into()))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, NotTaken> {
        let SmtpServer {
            host,
            port,
            encryption,
            credentials,
        } = &self.server;
        let hello = ClientId::Domain(self.from.0.domain().to_owned());
        let tls = || TlsParameters::new(host.clone());
        let whole = (*encryption == Encryption::Whole).then(tls).transpose()?;
        let (address, timeout) = ((host.as_str(), *port), Some(self.timeout));
        let connecting = AsyncSmtpConnection::connect_tokio1(address, timeout, &hello, whole, None);
        let mut connection = connecting.await?;
        if *encryption == Encryption::StartTls {
            connection.starttls(tls()?, &hello).await?;
        }
        if let Some(credentials) = credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        to: &[MailAddress],
        bytes: &[u8],
    ) -> Result<Vec<Answer>, NotTaken> {
        let mut needs = Vec::new();
        let mut addresses = to.iter().chain([&self.from]);
        if addresses.any(|address| !address.to_string().is_ascii()) {
            needs.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() {
            needs.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        connection
            .command(Mail::new(Some(self.from.0.clone()), needs))
            .await?;
        let mut answers = Vec::with_capacity(to.len());
        for MailAddress(address) in to {
            let answer = connection
                .command(Rcpt::new(address.clone(), Vec::new()))
                .await;
            answers.push(match answer {
                Ok(_) => Answer::Taken,
                Err(error) if error.status().is_none() => return Err(error.into()),
                Err(error) if is_about_address(&error) => Answer::Refused(fault(&error)),
                Err(error) => Answer::NotYet(fault(&error)),
            });
        }
        if answers.contains(&Answer::Taken) {
            connection.command(Data).await?;
            connection.message(bytes).await?;
        }
        Ok(answers)
    }
}

/// Whether an address was refused because nobody is there: not because of who asks, of a quota, or of what is
/// forbidden.
///
/// # Source
///
/// RFC 5321, 4.2.3; RFC 3463, 3.8.
fn is_about_address(error: &smtp::Error) -> bool {
    let code = error.status().map(|code| code.to_string());
    let is_forbidden = enhanced_status(error).is_some_and(|status| status.starts_with("5.7."));
    matches!(code.as_deref(), Some("550" | "551" | "553")) && !is_forbidden
}

/// What a mail server says more exactly than by its code, where it does.
///
/// # Source
///
/// RFC 2034; RFC 3463, 2.
fn enhanced_status(error: &smtp::Error) -> Option<String> {
    let said = error.status().and(error.source())?.to_string();
    let status = said.split_whitespace().next()?;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_status = status.split('.').count() == 3 && status.split('.').all(is_number);
    is_status.then(|| status.to_owned())
}

/// In words that repeat nothing of what the mail server said.
fn fault(error: &smtp::Error) -> Fault {
    match error.status() {
        Some(code) => Fault::new(format!("smtp {code}")),
        None if error.is_timeout() => Fault::timeout(),
        None if error.is_tls() => Fault::new("no secure connection"),
        None => Fault::of(error, "no connection"),
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
