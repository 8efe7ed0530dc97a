//! The customer's case: the file for CISAS, the diary and the letters. All but its place is in the third part of the
//! program, which a browser loads when somebody asks for it (`src/browser/parts.rs`).

mod application;
mod case_state;
mod diary;
mod evidence;
mod letters;
mod needed;
mod opening;
mod panel;
mod place;

pub use opening::draw_case;
pub use panel::case_views;
pub use place::{case_button, case_place};
