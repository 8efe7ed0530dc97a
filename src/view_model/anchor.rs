//! Ids of what can take the focus apart from the controls.

pub const ERROR_SUMMARY: &str = "error-summary";
pub const FORM: &str = "step-fill";
pub const FILL: &str = "form-title";
pub const CHECK: &str = "check-title";
pub const RECEIPT: &str = "receipt-title";
pub const FAILED: &str = "failed-title";
pub const SENDING: &str = "sending-status";
pub const SAVE: &str = "save-draft";
pub const SAVE_FAILED: &str = "save-failed-draft";
