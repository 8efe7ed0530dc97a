//! The pages of the desk, from facts to HTML.

mod complaint;
mod document;
mod forms;
mod list;
mod parts;
mod sent;
mod sign_in;

pub use complaint::{ComplaintView, complaint};
pub use document::said;
pub use list::{ListView, list};
pub use sign_in::{
    PasswordFault, SignInFault, let_in_by_proxy, no_password, set_password, sign_in,
};
