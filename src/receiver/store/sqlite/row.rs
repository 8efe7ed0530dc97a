//! A row of SQLite, by its columns.

use rusqlite::Row;

use crate::receiver::store::rows::Columns;

impl Columns for Row<'_> {
    type Error = rusqlite::Error;

    fn text(&self, column: usize) -> rusqlite::Result<String> {
        self.get(column)
    }

    fn optional(&self, column: usize) -> rusqlite::Result<Option<String>> {
        self.get(column)
    }

    fn bytes(&self, column: usize) -> rusqlite::Result<Vec<u8>> {
        self.get(column)
    }

    fn number(&self, column: usize) -> rusqlite::Result<i64> {
        self.get(column)
    }

    fn flag(&self, column: usize) -> rusqlite::Result<bool> {
        self.get(column)
    }
}
