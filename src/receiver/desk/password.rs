//! The one password of the desk, in a file of the data folder that is its owner's alone: a hash in the PHC
//! string format. A backup does not take it along.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error, PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::receiver::store::{DESK_PASSWORD, owned_file, sync_folder};

/// The fewest characters of a password.
pub const MIN_CHARACTERS: usize = 12;

/// Memory in KiB, passes and lanes.
///
/// # Source
///
/// OWASP, Password Storage Cheat Sheet, Argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// The file that has the password's hash.
pub struct PasswordFile {
    path: PathBuf,
}

impl PasswordFile {
    /// The file of a data folder, there or not yet.
    pub fn of(data: &Path) -> Self {
        Self {
            path: data.join(DESK_PASSWORD),
        }
    }

    pub fn is_set(&self) -> bool {
        self.path.is_file()
    }

    /// Keeps a password, in place of the one before.
    ///
    /// # Errors
    ///
    /// It cannot be written: then the one before holds.
    pub fn set(&self, password: &str) -> io::Result<()> {
        let hashed = hasher()?.hash_password(password.as_bytes());
        let hash = hashed.map_err(io::Error::other)?.to_string();
        let begun = self.path.with_extension("password-new");
        match fs::remove_file(&begun) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = owned_file(OpenOptions::new().write(true).create_new(true), &begun)?;
        file.write_all(hash.as_bytes())?;
        file.sync_all()?;
        fs::rename(&begun, &self.path)?;
        sync_folder(self.path.parent().unwrap_or(&self.path))
    }

    /// Whether this is the password.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be read.
    pub fn is(&self, password: &str) -> io::Result<bool> {
        let hash = fs::read_to_string(&self.path)?;
        let hash = PasswordHash::new(hash.trim()).map_err(io::Error::other)?;
        match hasher()?.verify_password(password.as_bytes(), &hash) {
            Ok(()) => Ok(true),
            Err(Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

fn hasher() -> io::Result<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(io::Error::other)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
