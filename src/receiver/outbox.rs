//! Tells of each complaint: a command, another server, people by e-mail, its sender.
//!
//! What is to be told is written in the transaction that keeps the complaint, and tried from then on until
//! it is taken. A process that ends between a delivery and its note delivers again, under the same id.

mod acknowledgement;
mod backoff;
mod body;
mod carrier;
mod command;
mod courier;
mod customer;
mod delivery;
pub mod digest;
mod email;
mod fault;
mod letter;
mod message;
mod queue;
mod record;
mod secrets;
mod smtp;
mod tell;
mod webhook;

pub use backoff::{GIVE_UP_AFTER, latest_next_try, pause_after};
pub use courier::Courier;
pub use customer::address_of;
pub use delivery::run;
pub use queue::{Acknowledgements, Backlog, NotedTry, Tried, Unsent, Waiting};
pub use smtp::{MailAddress, SmtpServer};
pub use tell::{FILE_BYTES, Tell, TellError};
pub use webhook::{Header, Webhook, WebhookSecret, WebhookUrl};

/// Whom a complaint is told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Command,
    Webhook,
    Email,
    /// Whoever sent it.
    Acknowledgement,
}

impl Target {
    /// The name in the database, in the log and in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Webhook => "webhook",
            Self::Email => "email",
            Self::Acknowledgement => "acknowledgement",
        }
    }
}

/// What one instance does at a time, of all that serve one database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Tells a target.
    Tell(Target),
    /// Says each working morning what is due.
    Digest,
}
