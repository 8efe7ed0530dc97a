//! The files that ship with the page, and what the company gave for them.

use std::fs;
use std::io;
use std::path::Path;

/// The copy file.
pub const COPY: &str = include_str!("../../public/complaints.json");

/// The copy file in Welsh.
pub const WELSH_COPY: &str = include_str!("../../public/complaints.cy.json");

/// The words of the customer's case.
pub const CASE: &str = include_str!("../../public/complaints-case.json");

/// The words of the customer's case in Welsh.
pub const WELSH_CASE: &str = include_str!("../../public/complaints-case.cy.json");

/// The bank holidays.
pub const BANK_HOLIDAYS: &str = include_str!("../../public/bank-holidays.json");

/// The company's page text, as it was given.
pub const PAGE_TEXT: &str = include_str!("page-copy.txt");

/// A page that names a stylesheet, as the built one does.
const INDEX: &str = "<!doctype html><title>Complaints</title><link rel=\"stylesheet\" href=\"complaints-0123456789abcdef.css\">";

/// Makes a built folder for those who need its copy and no page.
///
/// # Errors
///
/// Those of the file system: the folder must not be there yet.
pub fn publish(dist: &Path) -> io::Result<()> {
    fs::create_dir(dist)?;
    [
        ("index.html", INDEX),
        ("complaints.json", COPY),
        ("complaints.cy.json", WELSH_COPY),
        ("complaints-case.json", CASE),
        ("complaints-case.cy.json", WELSH_CASE),
        ("bank-holidays.json", BANK_HOLIDAYS),
    ]
    .into_iter()
    .try_for_each(|(name, text)| fs::write(dist.join(name), text))
}
