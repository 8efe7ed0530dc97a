use std::path::PathBuf;

use tempfile::TempDir;

use super::{PATIENCE, eventually};

/// Files on the customer's device, gone with this value.
pub struct Files {
    folder: TempDir,
}

impl Files {
    /// An empty folder.
    ///
    /// Panics when it cannot be made.
    #[track_caller]
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir()
                .unwrap_or_else(|error| panic!("no folder for files: {error}")),
        }
    }

    /// A file with this content.
    ///
    /// Panics when it cannot be written.
    #[track_caller]
    pub fn with(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        path
    }

    /// Where a file of this name is, or would be.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a page has saved under a name, as UTF-8, once it is there.
    ///
    /// Panics when it does not come.
    #[track_caller]
    pub fn saved(&self, name: &str) -> String {
        String::from_utf8(self.saved_bytes(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The same of a file that is no text.
    ///
    /// Panics when it does not come.
    #[track_caller]
    pub fn saved_bytes(&self, name: &str) -> Vec<u8> {
        // While it comes it is called otherwise, and an empty file may hold its name for it.
        eventually(PATIENCE, &format!("the saved file {name}"), || {
            let bytes = std::fs::read(self.path(name)).ok()?;
            (!bytes.is_empty()).then_some(bytes)
        })
    }

    /// A PDF of this many bytes: right at its head, zeros for the rest.
    #[track_caller]
    pub fn pdf(&self, name: &str, bytes: usize) -> PathBuf {
        let mut content = b"%PDF-1.7\n".to_vec();
        content.resize(bytes.max(content.len()), 0);
        self.with(name, &content)
    }
}

impl Default for Files {
    fn default() -> Self {
        Self::new()
    }
}
