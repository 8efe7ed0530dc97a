//! When the adjudication scheme is open to a complaint.

pub mod figures;
pub mod outcome;
pub mod outcome_kind;
pub mod rules;
pub mod screening;
pub mod window;

pub use figures::{Figures, PAGE_FIGURES, REGULATOR_FIGURES, RegulatorFigures};
pub use outcome::{Answers, AnswersError, Decision, KeyDates, Outcome, Still};
pub use outcome_kind::OutcomeKind;
pub use rules::{DatedFigures, DatedRegulatorFigures, FiguresError};
pub use screening::{OutsideReason, Screening};
pub use window::{Status, Window, WindowError};
