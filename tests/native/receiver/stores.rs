//! What holds of a complaint in a SQLite file holds of one in a PostgreSQL database: the same tests run on both.

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::LazyLock;

use support::Postgres;

/// A server for the databases of all tests here; none where PostgreSQL is not there.
static POSTGRES: LazyLock<Option<Postgres>> = LazyLock::new(Postgres::start);

thread_local! {
    /// Whether the servers of this test use PostgreSQL.
    static USES_POSTGRES: Cell<bool> = const { Cell::new(false) };
}

/// A new PostgreSQL database, where this test uses one.
pub fn database() -> Option<String> {
    let postgres = POSTGRES.as_ref().filter(|_| USES_POSTGRES.get());
    postgres.map(Postgres::database)
}

/// A new PostgreSQL database, whatever this test uses; none where PostgreSQL is not there.
pub fn new_database() -> Option<String> {
    POSTGRES.as_ref().map(Postgres::database)
}

/// The socket at which these databases are.
pub fn socket() -> PathBuf {
    POSTGRES.as_ref().expect("it is there").socket()
}

/// What the database of a server answers.
pub fn ask(database: &str, question: &str) -> String {
    let postgres = POSTGRES.as_ref().expect("it has made this database");
    postgres.ask_at(database, question)
}

/// Runs a test with PostgreSQL in place of SQLite.
pub fn run_with_postgresql(name: &str, test: fn()) {
    if POSTGRES.is_none() {
        eprintln!("NOT TESTED: {name} with PostgreSQL. It is not there.");
        return;
    }
    // A thread may run one test after another.
    USES_POSTGRES.set(true);
    test();
    USES_POSTGRES.set(false);
}

/// Runs tests of this file with PostgreSQL too.
macro_rules! with_postgresql {
    ($($test:ident,)*) => {
        mod with_postgresql {
            $(
                #[test]
                fn $test() {
                    $crate::receiver::stores::run_with_postgresql(stringify!($test), super::$test);
                }
            )*
        }
    };
}
pub(crate) use with_postgresql;
