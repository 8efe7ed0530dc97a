//! One complaint with its files as a ZIP archive: what is kept of one person.

use std::path::PathBuf;

use super::find;
use super::show::whole;
use crate::base::zip::{Checksum, Zip};
use crate::cli::terminal::printable_line;
use crate::cli::{CliError, print_words};
use crate::domain::calendar::iso;
use crate::receiver;

/// Writes one complaint with its files into an archive.
pub fn export(
    inbox: &dyn receiver::Inbox,
    typed: &str,
    to: Option<PathBuf>,
) -> Result<(), CliError> {
    let received = find(inbox, typed)?;
    let reference = &received.receipt.reference;
    let mut archive = Archive::default();
    let answers: serde_json::Map<_, _> = received
        .answers
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    let notes: Vec<_> = received
        .notes
        .iter()
        .map(|note| serde_json::json!({"written_at": note.written_at, "text": note.text}))
        .collect();
    let json = serde_json::json!({
        "receipt": received.receipt,
        "submission_id": received.submission_id,
        "held": received.held,
        "answers": answers,
        "state": received.handling.state().name(),
        "answered_on": received.handling.answered_on.map(iso::format_date),
        "deadlock_letter_on": received.handling.deadlock_on.map(iso::format_date),
        "deadlock_letter_due": received.deadlock_letter_due.map(iso::format_date),
        "notes": notes,
    });
    let json = serde_json::to_vec_pretty(&json).map_err(CliError::unwritable)?;
    let mut fits = archive.add(&format!("{reference}/complaint.json"), &json);
    let words = whole(&received, usize::MAX);
    fits &= archive.add(&format!("{reference}/complaint.txt"), words.as_bytes());
    let mut missing = Vec::new();
    for file in &received.attachments {
        match file.read() {
            Ok(content) => {
                let name = format!("{reference}/files/{}", file.harmless_name());
                fits &= archive.add(&name, &content);
            }
            Err(error) => missing.push(format!("file {} is missing: {error}", file.number)),
        }
    }
    let too_large = || CliError::unwritable("more than an archive can hold");
    let archive = archive.finish().filter(|_| fits).ok_or_else(too_large)?;
    let to = to.unwrap_or_else(|| format!("{reference}.zip").into());
    receiver::write_new(&to, &archive)
        .map_err(|error| CliError::unreadable(format!("cannot write {}: {error}", to.display())))?;
    let (path, files) = (
        printable_line(&to.display().to_string()),
        received.attachments.len(),
    );
    print_words(&format!(
        "wrote {path}, answers: {}, files: {}\n",
        answers.len(),
        files - missing.len()
    ))?;
    match missing.is_empty() {
        true => Ok(()),
        false => Err(CliError::no_answer(missing.join("\n"))),
    }
}

/// An archive that grows file by file.
#[derive(Default)]
struct Archive {
    zip: Zip,
    bytes: Vec<u8>,
}

impl Archive {
    /// Adds a file; false, and nothing is added, where there is no room for it.
    #[must_use]
    fn add(&mut self, name: &str, content: &[u8]) -> bool {
        let mut sum = Checksum::default();
        sum.update(content);
        let before = self.zip.begin(name, content.len() as u64, sum);
        let Some(before) = before else {
            return false;
        };
        self.bytes.extend(before);
        self.bytes.extend(content);
        true
    }

    /// The whole archive; none where it has no room for its directory.
    fn finish(mut self) -> Option<Vec<u8>> {
        self.bytes.extend(self.zip.finish()?);
        Some(self.bytes)
    }
}
