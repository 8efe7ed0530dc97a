use super::PageValue;
use crate::domain::complaint::Signals;

impl Signals {
    /// Writes what is sent of them.
    pub(super) fn write(&self, mut put: impl FnMut(PageValue, String)) {
        if !self.honeypot.is_empty() {
            put(PageValue::Honeypot, self.honeypot.clone());
        }
        if let Some(seconds) = self.filled_in_seconds {
            put(PageValue::FilledInSeconds, seconds.to_string());
        }
    }

    /// What came of them.
    pub fn read<'t>(text: impl Fn(&str) -> &'t str) -> Self {
        Self {
            honeypot: text(PageValue::Honeypot.name()).to_owned(),
            // No page sends a time below zero.
            filled_in_seconds: match text(PageValue::FilledInSeconds.name()).trim() {
                negative if negative.starts_with('-') => Some(0),
                seconds => seconds.parse().ok(),
            },
        }
    }
}
