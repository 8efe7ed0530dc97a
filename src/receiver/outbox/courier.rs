//! Who tells a target of each complaint.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use super::Target;
use super::carrier::Carrier;
use super::email::Digest;
use super::fault::Fault;
use super::letter::Letter;
use super::tell::{Tell, TellError};

/// The one who tells a target.
pub struct Courier {
    carrier: Carrier,
    has_digest: bool,
    timeout: Duration,
    pause: Duration,
    /// Told when there is something new.
    told: Notify,
}

impl Courier {
    /// One for each who is to be told.
    ///
    /// # Errors
    ///
    /// Something that an e-mail needs is missing.
    pub fn all(tell: Tell) -> Result<Vec<Self>, TellError> {
        let (timeout, pause, digest) = (tell.timeout, tell.pause, tell.digest);
        let courier = |carrier| Self {
            has_digest: digest && matches!(carrier, Carrier::Email(_)),
            carrier,
            timeout,
            pause,
            told: Notify::new(),
        };
        Ok(tell.carriers()?.into_iter().map(courier).collect())
    }

    pub fn target(&self) -> Target {
        self.carrier.target()
    }

    pub fn pause(&self) -> Duration {
        self.pause
    }

    /// Whether it also says each working morning what is due.
    pub fn has_digest(&self) -> bool {
        self.has_digest
    }

    /// Says what is due; also what kept it from some of those who are to be told.
    ///
    /// # Errors
    ///
    /// It was not taken.
    pub async fn send(&self, digest: Digest, now: DateTime<Utc>) -> Result<Option<Fault>, Fault> {
        match &self.carrier {
            Carrier::Email(mailer) => mailer.send_digest(digest, now).await,
            Carrier::Command(_) | Carrier::Webhook(_) | Carrier::Acknowledgement(_) => Ok(None),
        }
    }

    /// Tells of one complaint; also what kept it from some of those who are to be told.
    ///
    /// # Errors
    ///
    /// It was not taken.
    pub(super) async fn carry(&self, letter: Letter) -> Result<Option<Fault>, Fault> {
        self.carrier.carry(letter, self.timeout).await
    }

    /// Returns once there may be something new.
    pub(super) async fn woken(&self) {
        tokio::select! {
            () = self.told.notified() => {}
            () = tokio::time::sleep(self.pause) => {}
        }
    }

    /// Says that there is something new.
    pub fn wake(&self) {
        self.told.notify_one();
    }
}
