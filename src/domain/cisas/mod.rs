//! When the adjudication scheme is open to a complaint.

pub mod outcome;
pub mod rules;
pub mod screening;
pub mod window;

pub use outcome::{Answers, AnswersError, Decision, KeyDates, Outcome, Still};
pub use rules::{DatedFigures, DatedRegulatorFigures, Figures, FiguresError, RegulatorFigures};
pub use screening::{OutsideReason, Screening};
pub use window::{Status, Window, WindowError};
