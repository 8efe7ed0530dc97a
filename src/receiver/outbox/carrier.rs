//! The ways to tell somebody.

use std::time::Duration;

use super::Target;
use super::acknowledgement::Acknowledger;
use super::command;
use super::email::Mailer;
use super::fault::Fault;
use super::letter::Letter;
use super::webhook::{self, Webhook};

/// How a target is told.
pub enum Carrier {
    Command(String),
    Webhook(Webhook),
    Email(Box<Mailer>),
    Acknowledgement(Box<Acknowledger>),
}

impl Carrier {
    pub fn target(&self) -> Target {
        match self {
            Self::Command(_) => Target::Command,
            Self::Webhook(_) => Target::Webhook,
            Self::Email(_) => Target::Email,
            Self::Acknowledgement(_) => Target::Acknowledgement,
        }
    }

    /// Tells, and waits until it is taken; says what kept it from some of those who are to be told.
    ///
    /// # Errors
    ///
    /// It was not taken, or not in time.
    pub async fn carry(&self, letter: Letter, timeout: Duration) -> Result<Option<Fault>, Fault> {
        match self {
            Self::Command(command) => {
                command::run(command, &letter, timeout).await?;
                Ok(None)
            }
            Self::Webhook(webhook) => {
                webhook::post(webhook, &letter, timeout).await?;
                Ok(None)
            }
            Self::Email(mailer) => mailer.send(letter).await,
            Self::Acknowledgement(acknowledger) => {
                acknowledger.send(&letter).await?;
                Ok(None)
            }
        }
    }
}
