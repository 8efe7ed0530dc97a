//! What more than one kind of test starts from: the files that ship with the page, a complaint, numbers
//! of a seed, and the program as a process.
//!
//! It knows the product from outside alone, by its files and the names that are sent, so that journeys in
//! a browser and measurements use it as the tests of the rules do.

pub mod complaint;
pub mod fate;
pub mod mail;
pub mod mutate;
mod postgres;
mod program;
mod random;
pub mod recipes;
pub mod shipped;
pub mod stub;

pub use postgres::Postgres;
pub use program::{Program, program};
pub use random::{Random, seed};
