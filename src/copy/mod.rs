//! What a company may say: the copy file, typed.
//!
//! [`read`] turns the text of `complaints.json` into a [`PageCopy`], or into every
//! [`CopyProblem`] in it, each with its place.

mod body;
mod choices;
mod each;
mod endpoint;
mod facts;
mod kept;
mod languages;
mod markup;
mod model;
mod objects;
mod placeholders;
mod plural;
mod plural_rule;
mod problem;
mod problem_words;
mod read;
#[cfg(not(target_arch = "wasm32"))]
mod read_body;
mod read_case;
mod reader;
mod scalars;
mod theme;
mod values;

#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
pub mod lint;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
mod schema;
#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
#[cfg_attr(
    not(all(feature = "cli", not(target_arch = "wasm32"))),
    expect(dead_code, reason = "some of it is only for the schema")
)]
mod shape;
#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
mod shapes;

pub use body::{BodyTemplate, EVERYTHING, FormValue, REFERENCE};
pub use each::Each;
pub use facts::{
    DataProtectionFacts, Facts, RegulatorEntry, SchemeFacts, SourceCopy, Submit, SubmitFormat,
    Words,
};
pub use languages::{LanguageCopy, direction};
pub use markup::{Inline, Rich, WhenGiven};
pub use model::*;
pub use placeholders::{Button, Template, Text};
pub use plural::Plural;
pub use plural_rule::{PluralForm, PluralRule};
pub use problem::{CopyError, CopyProblem};
pub use problem_words::{Message, ProblemWords};
pub use read::{read, read_leniently};
#[cfg(not(target_arch = "wasm32"))]
pub use read_body::read_body;
pub use read_case::{read_case, read_case_leniently};
pub use scalars::{Colour, Language, MailAddress, ServerAddress};
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub use schema::{case_schema, schema};
pub use theme::{Colours, Theme};
