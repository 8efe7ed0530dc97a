//! A complaints procedure page for a UK telecoms company: the rooms of the house, in reading order.
//!
//! One direction only: **copy + clock + input → domain → view model → view**. A room uses the rooms
//! it stands on, never those that stand on it; `base` is below them all. Effects are values, done at the outer walls.

pub mod base;
pub mod copy;
pub mod domain;
pub mod view_model;

#[cfg(feature = "ui")]
pub mod ui;

#[cfg(all(feature = "ui", target_arch = "wasm32"))]
pub mod browser;

#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod prerender;

#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod receiver;

#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod cli;
