//! The code that lets a browser set the password: who can read the terminal that the desk was started in
//! may, and nobody else who reaches it.

use std::io;

use sha2::{Digest, Sha256};

use crate::receiver::reference::{random_digits, read_digits};

/// A code that works once.
pub struct SetupCode {
    text: String,
}

impl SetupCode {
    /// A new code of 80 bits, like `7K3M-9QXZ-0T5R-C1AB`.
    ///
    /// # Errors
    ///
    /// The operating system gives no random numbers.
    pub fn random() -> io::Result<Self> {
        let groups = [(); 4].map(|()| random_digits::<4>());
        let groups = groups.into_iter().collect::<io::Result<Vec<_>>>()?;
        Ok(Self {
            text: groups.join("-"),
        })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it was typed, however it was written down.
    pub fn is(&self, typed: &str) -> bool {
        // Hashes are compared, so that the time it takes tells nothing of the code.
        let hash = |text: &str| Sha256::digest(read_digits(text));
        hash(typed) == hash(&self.text)
    }
}
