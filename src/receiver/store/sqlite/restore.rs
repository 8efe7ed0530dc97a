//! Brings a backup back, and loses nothing that came after it: what the data folder still has is
//! merged into it where it can be read, and kept in `lost+found` where not.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use super::backup::{BackupError, Contents, at, attached, copy_file, copy_lost, sha256, verify};
use super::database::{Access, copy_into, faults, open_beside, path_bytes, upgrade};
use super::mark::Mark;
use crate::receiver::store::folder::{
    ATTACHMENTS, DATABASE, INCOMING, beside, file_names, lock, make_folder, set_aside, sync_folder,
};

/// What a restore has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    pub backup: Contents,
    /// How many complaints the data folder had that came after the backup: they are kept.
    pub newer: usize,
    /// Why the data folder's own database could not be read, where that is so.
    pub unreadable: Option<String>,
    /// What is in `lost+found` now: the database from before, and files that no complaint names.
    pub set_aside: Vec<PathBuf>,
}

/// Brings a backup back into a data folder that no `serve` is using.
///
/// # Errors
///
/// The backup is not whole, or a program is using the data folder: nothing has changed. Or the disk
/// fails on the way: then it can be run again.
pub fn restore(from: &Path, data: &Path) -> Result<Restored, BackupError> {
    let backup = verify(from)?;
    if !backup.faults.is_empty() {
        return Err(BackupError::Faulty {
            faults: backup.faults,
        });
    }
    let _lock = lock(data)?;
    for folder in [ATTACHMENTS, INCOMING].map(|within| data.join(within)) {
        make_folder(&folder).map_err(at(&folder))?;
    }
    let database = data.join(DATABASE);
    let (staged, old_copy) = (beside(&database, "-restored"), beside(&database, "-before"));
    // Left of a restore that was cut off.
    for path in [&staged, &old_copy] {
        for ending in ["", "-journal"] {
            _ = fs::remove_file(beside(path, ending));
        }
    }
    copy_file(&from.join(DATABASE), &staged).map_err(at(&staged))?;
    let mut connection = Connection::open(&staged)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    upgrade(&mut connection)?;
    let mut restored = Restored {
        backup,
        ..Restored::default()
    };
    if database.is_file() {
        let newer = copy_of(&database, &old_copy).and_then(|()| merge(&connection, &old_copy));
        match newer {
            Ok(newer) => restored.newer = newer,
            Err(error) => restored.unreadable = Some(error.to_string()),
        }
        _ = fs::remove_file(&old_copy);
    }
    let kept: i64 = connection.query_row("select kept from history", [], |row| row.get(0))?;
    let named = attached(&connection)?;
    connection.close().map_err(|(_, cause)| cause)?;
    let mut aside = |path: &Path| -> Result<(), BackupError> {
        let to = set_aside(data, path).map_err(at(path))?;
        restored.set_aside.push(to);
        Ok(())
    };
    let attachments = data.join(ATTACHMENTS);
    for name in file_names(&from.join(ATTACHMENTS)).map_err(at(from))? {
        let (source, to) = (from.join(ATTACHMENTS).join(&name), attachments.join(&name));
        let is_same = || Ok(sha256(&source)? == sha256(&to)?);
        if to.is_file() {
            if is_same().map_err(at(&to))? {
                continue;
            }
            aside(&to)?;
        }
        copy_file(&source, &to).map_err(at(&to))?;
    }
    // What is on its way and named goes on at the next start; the rest waits for somebody.
    let is_named = |name: &String| named.iter().any(|one| one.stored == *name);
    for folder in [&attachments, &data.join(INCOMING)] {
        for name in file_names(folder).map_err(at(folder))? {
            if !is_named(&name) {
                aside(&folder.join(name))?;
            }
        }
    }
    // The journal after its database: in between neither passes for the whole.
    for ending in ["", "-wal", "-shm"] {
        let path = beside(&database, ending);
        if path.is_file() {
            aside(&path)?;
        }
    }
    sync_folder(&attachments).map_err(at(&attachments))?;
    fs::rename(&staged, &database).map_err(at(&database))?;
    Mark::open(data).map_err(at(data))?.write(kept);
    copy_lost(from, data)?;
    sync_folder(data).map_err(at(data))?;
    Ok(restored)
}

/// A copy of a sound database, in this program's format.
fn copy_of(database: &Path, copy: &Path) -> Result<(), BackupError> {
    // Writable, so that its journal is read whoever left it.
    let connection = open_beside(database, Access::Write)?;
    let faults = faults(&connection)?;
    if !faults.is_empty() {
        return Err(BackupError::Faulty { faults });
    }
    copy_into(&connection, copy)?;
    upgrade(&mut Connection::open(copy)?)?;
    Ok(())
}

/// Adds the complaints that only the other database has, with all that belongs to them.
fn merge(connection: &Connection, other: &Path) -> Result<usize, BackupError> {
    connection.execute("attach cast(?1 as text) as other", [path_bytes(other)])?;
    let merged = connection
        .execute_batch("begin immediate")
        .and_then(|()| merge_rows(connection))
        .and_then(|merged| connection.execute_batch("commit").map(|()| merged));
    if merged.is_err() && !connection.is_autocommit() {
        connection.execute_batch("rollback")?;
    }
    connection.execute_batch("detach other")?;
    Ok(merged?)
}

fn merge_rows(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute_batch(
        "create temp table newer as select id, reference from other.complaint as theirs where not exists
            (select 1 from main.complaint as ours where ours.reference = theirs.reference
                or ours.submission_id = theirs.submission_id or ours.receipt_token = theirs.receipt_token)",
    )?;
    let columns = columns(connection, "complaint")?.join(", ");
    let newer = connection.execute(
        &format!(
            "insert into main.complaint ({columns}) select {columns} from other.complaint
             where id in (select id from newer) order by id"
        ),
        [],
    )?;
    // Whatever else belongs to a complaint, tables of later formats too.
    let mut statement =
        connection.prepare("select name from main.sqlite_master where type = 'table'")?;
    let tables = statement.query_map([], |row| row.get::<_, String>(0))?;
    for table in tables.collect::<rusqlite::Result<Vec<_>>>()? {
        let columns = self::columns(connection, &table)?;
        if !columns.iter().any(|column| column == "complaint") {
            continue;
        }
        let theirs = columns.iter().map(|column| match column.as_str() {
            "complaint" => "ours.id".to_owned(),
            column => format!("its.{column}"),
        });
        connection.execute(
            &format!(
                "insert into main.{table} ({}) select {} from other.{table} as its
                 join newer on newer.id = its.complaint
                 join main.complaint as ours on ours.reference = newer.reference",
                columns.join(", "),
                theirs.collect::<Vec<_>>().join(", ")
            ),
            [],
        )?;
    }
    merge_handling(connection)?;
    connection.execute_batch("insert or ignore into main.removal select stored from other.removal where stored not in (select stored from main.attachment)")?;
    let added = i64::try_from(newer).unwrap_or_default();
    connection.execute(
        "update main.history set kept = max(kept, (select kept from other.history)) + ?1",
        params![added],
    )?;
    connection.execute_batch("drop table newer")?;
    Ok(newer)
}

/// Brings over what was done since about complaints that both databases have: of each the state that was
/// set last, that it was released, every note, and who was told.
fn merge_handling(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "create temp table both as select ours.id as ours, theirs.id as theirs
            from main.complaint as ours join other.complaint as theirs
            on theirs.reference = ours.reference and theirs.submission_id = ours.submission_id
            where theirs.id not in (select id from newer);
         update main.complaint set (answered_on, deadlock_on, handled_at) =
            (select answered_on, deadlock_on, handled_at from other.complaint
             join both on theirs = other.complaint.id where ours = main.complaint.id)
            where id in (select ours from both join other.complaint as since on since.id = theirs
             where since.handled_at > coalesce(main.complaint.handled_at, ''));
         -- What was released is never held again.
         update main.complaint set held = null
            where id in (select ours from both join other.complaint as since on since.id = theirs
             where since.held is null);
         insert into main.note (complaint, number, written_at, text)
            select ours, coalesce((select max(number) from main.note where complaint = ours), 0)
                + row_number() over (partition by ours order by number), written_at, text
            from other.note as its join both on theirs = its.complaint
            where not exists (select 1 from main.note where complaint = ours
                and written_at = its.written_at and text = its.text);
         update main.outbox set (queued_at, tries, next_try_at, fault, sent_at, given_up_at) =
            (select queued_at, tries, next_try_at, fault, sent_at, given_up_at from other.outbox as its
             where its.message_id = main.outbox.message_id)
            where sent_at is null and message_id in (select message_id from other.outbox);
         update main.digest set day = since.day from other.digest as since
            where since.day > coalesce(main.digest.day, '');
         drop table both",
    )
}

/// The columns of a table but the number that every database gives by itself.
fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        connection.prepare("select name from pragma_table_info(?1, 'main') where name <> 'id'")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    names.collect()
}
