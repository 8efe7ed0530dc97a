//! The least that keeping complaints costs: the same rows with the same durability, one transaction each.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

/// A database without an endpoint.
pub struct Bare {
    folder: PathBuf,
    connection: Connection,
    next: usize,
}

const ANSWERS: [(&str, &str); 5] = [
    ("name", "Jo Smith"),
    ("email", "jo@example.com"),
    ("category", "billing"),
    ("complained_before", "no"),
    ("description", "I was billed twice for the same month."),
];

impl Bare {
    pub fn new(folder: &Path) -> Self {
        fs::create_dir(folder).expect("a folder can be made");
        let connection =
            Connection::open(folder.join("bare.sqlite3")).expect("a database can be made");
        let settings = [("journal_mode", "wal"), ("synchronous", "full")];
        for (name, value) in settings {
            let set = connection.pragma_update(None, name, value);
            set.expect("SQLite knows it");
        }
        let schema = [
            include_str!("../../src/receiver/store/sqlite/schema/1.sql"),
            include_str!("../../src/receiver/store/sqlite/schema/2.sql"),
            include_str!("../../src/receiver/store/sqlite/schema/3.sql"),
            include_str!("../../src/receiver/store/sqlite/schema/4.sql"),
            include_str!("../../src/receiver/store/sqlite/schema/5.sql"),
        ];
        connection
            .execute_batch(&schema.concat())
            .expect("the schema holds");
        Self {
            folder: folder.to_owned(),
            connection,
            next: 0,
        }
    }

    /// Keeps complaints for so long, and says how many.
    pub fn keep_for(&mut self, time: Duration, file: &[u8]) -> usize {
        let started = Instant::now();
        let before = self.next;
        while started.elapsed() < time {
            self.keep(file).expect("it is kept");
            self.next += 1;
        }
        self.next - before
    }

    fn keep(&mut self, file: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
        let number = self.next.to_string();
        let hash = Sha256::digest(file).to_vec();
        if !file.is_empty() {
            let (begun, to) = (self.folder.join("begun"), self.folder.join(&number));
            let mut begun_file = File::create(&begun)?;
            begun_file.write_all(file)?;
            begun_file.sync_all()?;
            fs::rename(begun, to)?;
            File::open(&self.folder)?.sync_all()?;
        }
        let transaction = self.connection.transaction()?;
        transaction
            .prepare_cached(
                "insert into complaint (reference, submission_id, content_hash, received_at, response_due,
                    cisas_opens, cisas_closes, receipt_token, receipt_wording)
                 values (?1, ?1, ?2, '2026-11-23T10:00:00Z', '2026-11-30', '2027-01-18', '2027-08-23', ?1, ?3)",
            )?
            .execute(params![number, hash, "word ".repeat(400)])?;
        let id = transaction.last_insert_rowid();
        for (field, value) in ANSWERS {
            transaction
                .prepare_cached("insert into answer values (?1, ?2, ?3)")?
                .execute(params![id, field, value])?;
        }
        if !file.is_empty() {
            transaction
                .prepare_cached("insert into attachment values (?1, 1, 'a.pdf', ?2, ?3, ?4)")?
                .execute(params![id, i64::try_from(file.len())?, hash, number])?;
        }
        transaction.commit()?;
        Ok(())
    }
}
