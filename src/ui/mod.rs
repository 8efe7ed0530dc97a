//! How it looks: one component per file, laid out, labelled and connected; no rules.
//!
//! The page, and the components that take a step of the journey, are given the page's state. What these are made of is
//! given what it shows and what it may do.

mod button;
mod case;
mod cisas;
mod controls;
mod derived;
mod element;
mod feedback;
mod form;
mod later;
mod later_views;
mod link_button;
mod no_browser;
mod page;
mod page_state;
#[cfg(not(target_arch = "wasm32"))]
mod plain_page;
mod sections;
mod shared;

pub use case::case_views;
#[cfg(target_arch = "wasm32")]
pub use controls::{Asked, read};
#[cfg(target_arch = "wasm32")]
pub use element::Drawn;
pub use element::{El, el};
pub use later_views::later_views;
pub use no_browser::NO_BROWSER;
pub use page::{Moment, complaints_page, heading_level};
pub use page_state::{
    CaseOpening, CaseOutside, CaseViews, Debounce, LaterOutside, LaterViews, Outside, PageState,
    Pending, ZipContent,
};
#[cfg(not(target_arch = "wasm32"))]
pub use plain_page::{PlainForm, PlainPage};
