//! The ways to tell somebody.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::Target;
use super::command;
use super::email::Mailer;
use super::fault::Fault;
use super::webhook::{self, Webhook};
use crate::copy::PageCopy;
use crate::receiver::inbox::Received;

/// How a target is told.
pub enum Carrier {
    Command(String),
    Webhook(Webhook),
    Email(Box<Mailer>),
}

/// What is told, with all that it takes to say it.
pub struct Letter {
    pub message_id: String,
    pub received: Received,
    pub page: Arc<PageCopy>,
    pub now: DateTime<Utc>,
}

impl Carrier {
    pub fn target(&self) -> Target {
        match self {
            Self::Command(_) => Target::Command,
            Self::Webhook(_) => Target::Webhook,
            Self::Email(_) => Target::Email,
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
            Self::Email(mailer) => mailer.send(letter, timeout).await,
        }
    }
}
