//! `complaints backup` and `complaints restore`: one consistent set of everything received.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{CliError, database, print_words};
use crate::receiver::{self, BackupError, Contents};

/// Copies everything that was received into a new folder, also while `serve` runs
///
/// The copy is consistent, and proved: the database is sound, every file is what was received.
///
/// Exit status: 0 done, 1 something of it was damaged before, 2 it cannot be made.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Backup {
    /// The folder to make, best named after the day
    to: PathBuf,
    /// Where `serve` keeps its complaints
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Not with PostgreSQL: use its own pg_dump and pg_restore
    #[arg(long, value_name = "URL", hide = true)]
    database: Option<String>,
}

/// Brings a backup back; nothing that came after it is lost
///
/// Complaints that only the data folder has are kept in it. Its database from before, and files
/// that no complaint names, go to lost+found in it. Stop `serve` first.
///
/// Exit status: 0 done, 2 nothing was changed, or not all of it: run it again.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Restore {
    /// A folder that `complaints backup` has made
    from: PathBuf,
    /// Where `serve` keeps its complaints; made when it is not there
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Not with PostgreSQL: use its own pg_dump and pg_restore
    #[arg(long, value_name = "URL", hide = true)]
    database: Option<String>,
}

impl Backup {
    pub fn run(self) -> Result<ExitCode, CliError> {
        only_of_sqlite(self.database.as_deref())?;
        let Contents {
            complaints,
            files,
            faults,
        } = receiver::backup(&self.data, &self.to).map_err(failed)?;
        let to = self.to.display();
        print_words(&format!(
            "complaints: {complaints}, files: {files}, copied to {to}\n"
        ))?;
        if faults.is_empty() {
            print_words("verified: the database is sound, every file is what was received\n")?;
            return Ok(ExitCode::SUCCESS);
        }
        Err(CliError::no_answer(format!(
            "the copy is as damaged as what was copied:\n{}",
            faults.join("\n")
        )))
    }
}

impl Restore {
    pub fn run(self) -> Result<ExitCode, CliError> {
        only_of_sqlite(self.database.as_deref())?;
        let restored = receiver::restore(&self.from, &self.data).map_err(failed)?;
        let Contents {
            complaints, files, ..
        } = restored.backup;
        let data = self.data.display();
        let mut said = format!("complaints: {complaints}, files: {files}, restored to {data}\n");
        if restored.newer > 0 {
            said += &format!(
                "complaints that came after the backup, kept: {}\n",
                restored.newer
            );
        }
        if let Some(why) = restored.unreadable {
            said += &format!("the database from before cannot be read, and is set aside: {why}\n");
        }
        for path in restored.set_aside {
            said += &format!("set aside: {}\n", path.display());
        }
        print_words(&said)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Says what is to be used in place of this where complaints are in a PostgreSQL database.
fn only_of_sqlite(database: Option<&str>) -> Result<(), CliError> {
    match database::read(database, None)? {
        None => Ok(()),
        Some(url) => Err(CliError::unreadable(format!(
            "the complaints are in {url}: back it up with PostgreSQL's pg_dump, files are in it too, and bring it \
             back with pg_restore; this is for the SQLite inbox of a data folder"
        ))),
    }
}

fn failed(error: BackupError) -> CliError {
    CliError::unreadable(error.to_string())
}
