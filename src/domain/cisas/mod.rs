//! When the adjudication scheme is open to a complaint.

pub mod rules;
pub mod window;

pub use rules::{DatedFigures, Figures, FiguresError};
pub use window::{Status, Window, WindowError};
