//! Browser tests: the harness starts the real thing, the pages find things on it, the journeys assert.

pub mod harness;
pub mod pages;
pub mod tour;
