//! What is true: dates, the CISAS window, what a complete complaint is. No I/O, no clock, no HTML.

pub mod calendar;
pub mod cisas;
pub mod complaint;
pub mod wire;
