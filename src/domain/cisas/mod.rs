//! When the adjudication scheme is open to a complaint.

pub mod answers;
pub mod figures;
pub mod key_dates;
pub mod outcome;
pub mod rules;
pub mod screening;
pub mod window;

pub use answers::{Answers, AnswersError};
pub use figures::{Figures, PAGE_FIGURES, REGULATOR_FIGURES, RegulatorFigures};
pub use key_dates::KeyDates;
pub use outcome::{Decision, Outcome, OutcomeKind, Still, Told};
pub use rules::{DatedFigures, DatedRegulatorFigures, FiguresError};
pub use screening::{OutsideReason, Screening};
pub use window::{Status, Window, WindowError};
