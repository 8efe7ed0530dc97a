//! Who is told of each complaint, as the owner of a server decides.

use std::fmt;
use std::time::Duration;

use super::acknowledgement::Acknowledger;
use super::carrier::Carrier;
use super::email::Mailer;
use super::smtp::{MailAddress, SmtpSender, SmtpServer};
use super::webhook::Webhook;

/// As many bytes of files as go into one e-mail, unless said otherwise: a third more on the way, which the usual
/// limit of a mail server takes (10 MB, Postfix).
pub const FILE_BYTES: u64 = 7 << 20;

/// Who is told.
#[derive(Clone)]
pub struct Tell {
    /// A command line that gets the record on standard input.
    pub command: Option<String>,
    pub webhook: Option<Webhook>,
    pub mail_to: Vec<MailAddress>,
    pub mail_from: Option<MailAddress>,
    pub smtp: Option<SmtpServer>,
    /// How many bytes of files go into one e-mail.
    pub file_bytes: u64,
    /// Whether an e-mail says each working morning what is due.
    pub digest: bool,
    /// How long one try may take; an e-mail ten times that.
    pub timeout: Duration,
    /// How often it is looked for what is due.
    pub pause: Duration,
}

impl Default for Tell {
    fn default() -> Self {
        Self {
            command: None,
            webhook: None,
            mail_to: Vec::new(),
            mail_from: None,
            smtp: None,
            file_bytes: FILE_BYTES,
            digest: true,
            timeout: Duration::from_secs(30),
            pause: Duration::from_secs(2),
        }
    }
}

impl Tell {
    /// The ways to tell those who are to be told.
    ///
    /// # Errors
    ///
    /// Something that an e-mail needs is missing.
    pub(super) fn carriers(self) -> Result<Vec<Carrier>, TellError> {
        let mut carriers = Vec::new();
        carriers.extend(self.command.map(Carrier::Command));
        carriers.extend(self.webhook.map(Carrier::Webhook));
        let sender = match (self.mail_from, self.smtp) {
            (Some(from), Some(server)) => Some(SmtpSender::new(server, from, self.timeout)),
            _ if self.mail_to.is_empty() => None,
            (None, _) => return Err(TellError::NoSender),
            (Some(_), None) => return Err(TellError::NoMailServer),
        };
        if let Some(sender) = sender {
            if !self.mail_to.is_empty() {
                let mailer = Mailer::new(sender.clone(), self.mail_to, self.file_bytes);
                carriers.push(Carrier::Email(Box::new(mailer)));
            }
            let acknowledger = Acknowledger::new(sender);
            carriers.push(Carrier::Acknowledgement(Box::new(acknowledger)));
        }
        Ok(carriers)
    }
}

/// Why nobody can be told by e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TellError {
    NoSender,
    NoMailServer,
}

impl fmt::Display for TellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSender => {
                "--mail-to: expected --mail-from too, the address that the e-mails come from"
            }
            Self::NoMailServer => {
                "--mail-to: expected the mail server too, in the environment as COMPLAINTS_SMTP or in the \
                 file of --secrets as smtp, like smtps://user:password@mail.company.example"
            }
        })
    }
}

impl std::error::Error for TellError {}
