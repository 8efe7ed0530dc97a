//! What a start finds in a data folder: whether it belongs together, and what a crash left on its way.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::mark;
use crate::receiver::log::Log;
use crate::receiver::reference;
use crate::receiver::store::error::StoreError;
use crate::receiver::store::folder::{
    ATTACHMENTS, DATABASE, INCOMING, beside, file_names, open_rights, set_aside,
};

/// Whether a data folder has a database that can be opened, or should get a new one.
///
/// # Errors
///
/// There is none, but what belongs to one.
pub fn has_database(folder: &Path, accept: bool) -> Result<bool, StoreError> {
    let path = folder.join(DATABASE);
    let length = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
    if length(&path) > 0 {
        return Ok(true);
    }
    let name = path.display();
    let journal = beside(&path, "-wal");
    let files = attached(folder)?.len();
    let newest = read_mark(folder)?;
    let why = if length(&journal) > 0 {
        format!(
            "{name} is missing, but its journal {} is there",
            journal.display()
        )
    } else if files > 0 {
        let folder = folder.join(ATTACHMENTS);
        format!(
            "{name} is missing or empty, but {} has {files} of its files",
            folder.display()
        )
    } else if newest > 0 {
        format!("{name} is missing or empty, but {newest} complaints were kept here")
    } else {
        return Ok(false);
    };
    if !accept {
        return Err(mismatch(folder, why));
    }
    // A new database would make an end of it.
    for ending in ["-wal", "-shm", ""] {
        let path = beside(&path, ending);
        if path.is_file() {
            set_aside(folder, &path).map_err(|cause| StoreError::at(&path, cause))?;
        }
    }
    Ok(false)
}

/// Brings to its end what the process before this one had begun, and puts what no complaint names into
/// `lost+found`: nothing that a customer sent is removed.
///
/// # Errors
///
/// The database is older than the folder, or not of it.
pub fn settle(
    connection: &Connection,
    folder: &Path,
    log: Log,
    accept: bool,
) -> Result<(), StoreError> {
    for said in open_rights(folder) {
        log.line("open-to-others", &[("what", &said)]);
    }
    let (incoming, attachments) = (folder.join(INCOMING), folder.join(ATTACHMENTS));
    for (path, cause) in end_removals(connection, folder)? {
        log.line("not-removed", &[("file", &path.display()), ("why", &cause)]);
    }
    let named = named(connection)?;
    let on_their_way = random_names(&incoming)?;
    let there: BTreeSet<String> = attached(folder)?.into_iter().collect();
    let fits = fits(connection, folder, &named, &on_their_way, &there)?;
    if let Err(why) = &fits {
        if !accept {
            return Err(mismatch(folder, why.clone()));
        }
        log.line("mismatch-accepted", &[("why", why)]);
        let missing = named.difference(&there).count();
        let missing = i64::try_from(missing).unwrap_or_default();
        connection.execute(
            "update history set kept = max(kept, ?1), missing = ?2",
            [read_mark(folder)?, missing],
        )?;
    }
    for name in on_their_way {
        let path = incoming.join(&name);
        if named.contains(&name) {
            let to = attachments.join(&name);
            fs::rename(&path, &to).map_err(|cause| StoreError::at(&path, cause))?;
        } else if fits.is_ok() {
            // Nobody was told that it arrived.
            fs::remove_file(&path).map_err(|cause| StoreError::at(&path, cause))?;
        } else {
            lose(folder, &path, log)?;
        }
    }
    for name in there.difference(&named) {
        lose(folder, &attachments.join(name), log)?;
    }
    for name in named
        .iter()
        .filter(|name| !attachments.join(name).is_file())
    {
        log.line("missing", &[("file", &attachments.join(name).display())]);
    }
    Ok(())
}

fn lose(folder: &Path, path: &Path, log: Log) -> Result<(), StoreError> {
    let to = set_aside(folder, path).map_err(|cause| StoreError::at(path, cause))?;
    let (from, to) = (path.display(), to.display());
    log.line("set-aside", &[("file", &from), ("to", &to)]);
    Ok(())
}

/// Whether a database is one of its folder; why not, where it is not.
fn fits(
    connection: &Connection,
    folder: &Path,
    named: &BTreeSet<String>,
    on_their_way: &[String],
    there: &BTreeSet<String>,
) -> Result<Result<(), String>, StoreError> {
    let path = folder.join(DATABASE);
    let path = path.display();
    let history = "select kept, missing from history";
    let (kept, known): (i64, i64) =
        connection.query_row(history, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let newest = read_mark(folder)?;
    if newest > kept {
        return Ok(Err(format!(
            "{path} is older than what stands beside it: {} complaints were kept here since",
            newest - kept
        )));
    }
    let is_here = |name: &String| there.contains(name) || on_their_way.contains(name);
    if !named.is_empty() && known == 0 && !named.iter().any(is_here) {
        return Ok(Err(format!(
            "{path} names {} files, of which none is in {}",
            named.len(),
            folder.join(ATTACHMENTS).display()
        )));
    }
    let complaints: i64 =
        connection.query_row("select count(*) from complaint", [], |row| row.get(0))?;
    if complaints == 0 && kept == 0 && !there.is_empty() {
        return Ok(Err(format!(
            "{path} is a new one, but {} has {} files",
            folder.join(ATTACHMENTS).display(),
            there.len()
        )));
    }
    Ok(Ok(()))
}

/// Removes the files of complaints that were deleted; gives those that cannot be removed.
///
/// # Errors
///
/// The database cannot be read or changed.
pub fn end_removals(
    connection: &Connection,
    folder: &Path,
) -> rusqlite::Result<Vec<(PathBuf, io::Error)>> {
    let mut statement = connection.prepare("select stored from removal where stored <> ''")?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let names = names.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut stay = Vec::new();
    let transaction = connection.unchecked_transaction()?;
    for name in names {
        // Files only ever move from the first to the second.
        let failed = [INCOMING, ATTACHMENTS].into_iter().find_map(|within| {
            let path = folder.join(within).join(&name);
            let cause = fs::remove_file(&path).err()?;
            (cause.kind() != ErrorKind::NotFound).then_some((path, cause))
        });
        match failed {
            Some(failed) => stay.push(failed),
            None => _ = transaction.execute("delete from removal where stored = ?1", [name])?,
        }
    }
    transaction.commit()?;
    Ok(stay)
}

/// The files that rows name.
fn named(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let mut statement = connection.prepare("select stored from attachment")?;
    let names = statement.query_map([], |row| row.get(0))?;
    names.collect()
}

fn attached(folder: &Path) -> Result<Vec<String>, StoreError> {
    random_names(&folder.join(ATTACHMENTS))
}

/// The files of a folder that this program may have put there.
fn random_names(folder: &Path) -> Result<Vec<String>, StoreError> {
    let mut names = file_names(folder).map_err(|cause| StoreError::at(folder, cause))?;
    names.retain(|name| reference::is_random_name(name));
    Ok(names)
}

fn read_mark(folder: &Path) -> Result<i64, StoreError> {
    mark::read(folder).map_err(|cause| StoreError::at(folder, cause))
}

fn mismatch(folder: &Path, why: String) -> StoreError {
    StoreError::Mismatch {
        folder: folder.to_owned(),
        why,
    }
}
