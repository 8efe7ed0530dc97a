//! Why something was not taken, in words that say nothing about anybody.

use std::error::Error;
use std::fmt;
use std::io;

/// Why a try failed. Never what the other end said: it may repeat what it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    why: String,
    /// Whether another try would fail as well.
    pub is_final: bool,
}

impl Fault {
    pub fn new(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            is_final: false,
        }
    }

    /// The same of what another try would not change.
    pub fn for_good(self) -> Self {
        Self {
            is_final: true,
            ..self
        }
    }

    /// The first input or output error behind another error, else the words given.
    pub fn of(error: &(dyn Error + 'static), else_: &str) -> Self {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if let Some(io) = error.downcast_ref::<io::Error>()
                && io.kind() != io::ErrorKind::Other
            {
                return Self::new(io.kind().to_string());
            }
            cause = error.source();
        }
        Self::new(else_)
    }

    /// It took longer than a try may take.
    pub fn timeout() -> Self {
        Self::new("no answer in time")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}
