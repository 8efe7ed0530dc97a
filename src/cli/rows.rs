//! Rows in, answers out: CSV with a header, computed row by row.

use std::path::Path;
use std::process::ExitCode;

use csv::{ReaderBuilder, StringRecord, Trim, WriterBuilder};
use serde::Serialize;

use super::quotes::WatchQuotes;
use super::{CliError, input_name, print, read_input};

/// One row of the input, its cells by the names in the header.
pub struct Row<'a> {
    names: &'a StringRecord,
    cells: &'a StringRecord,
}

impl Row<'_> {
    /// What a cell holds; none when it is empty or there is no such column.
    pub fn cell(&self, name: &str) -> Option<&str> {
        let column = self.names.iter().position(|column| column == name)?;
        self.cells.get(column).filter(|text| !text.is_empty())
    }
}

/// The columns of the input that are read, besides `id`, and of the answers.
pub struct Columns<'a> {
    pub needed: &'a str,
    pub optional: &'a [&'a str],
    pub answers: &'a [&'a str],
}

/// Prints each row's `id` and answer and, when any row has none, a last column `error`.
///
/// # Errors
///
/// The input cannot be read, its header lacks a needed column or has one twice, or some rows have
/// no answer.
pub fn answer_rows<T: Serialize>(
    input: &Path,
    columns: &Columns,
    answer: impl Fn(&Row) -> Result<T, String>,
) -> Result<ExitCode, CliError> {
    let answers = read(input, columns, answer)?;
    let failed = answers.iter().filter(|(_, answer)| answer.is_err()).count();
    let table = write(columns.answers, &answers, failed > 0);
    print(&table.map_err(CliError::unwritable)?)?;
    if failed == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let rows = answers.len();
    Err(CliError::no_answer(format!(
        "{failed} of {rows} rows have no answer: see the column error"
    )))
}

type Answers<T> = Vec<(String, Result<T, String>)>;

fn read<T>(
    input: &Path,
    columns: &Columns,
    answer: impl Fn(&Row) -> Result<T, String>,
) -> Result<Answers<T>, CliError> {
    let (text, name) = (read_input(input)?, input_name(input));
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .trim(Trim::All)
        .from_reader(WatchQuotes::new(text.as_bytes()));
    let unreadable = |error: csv::Error| CliError::file(Path::new(&name), &error.into());
    let names = reader.headers().map_err(unreadable)?.clone();
    check_header(&names, columns)
        .map_err(|problem| CliError::unreadable(format!("{name}: {problem}")))?;
    let mut answers = Vec::new();
    let mut cells = StringRecord::new();
    while reader.read_record(&mut cells).map_err(unreadable)? {
        let row = Row {
            names: &names,
            cells: &cells,
        };
        let id = row.cell("id").unwrap_or_default().to_owned();
        // A row out of step with the header could put a date under the wrong name.
        let answer = if cells.len() == names.len() {
            answer(&row)
        } else {
            let (row, found, expected) = (answers.len() + 1, cells.len(), names.len());
            Err(format!(
                "row {row}: found {found} cells, expected {expected} as in the header"
            ))
        };
        answers.push((id, answer));
    }
    Ok(answers)
}

fn check_header(names: &StringRecord, columns: &Columns) -> Result<(), String> {
    let count = |column: &str| names.iter().filter(|name| *name == column).count();
    let needed = ["id", columns.needed];
    if let Some(column) = needed.into_iter().find(|column| count(column) == 0) {
        let header: Vec<_> = names.iter().collect();
        return Err(format!(
            "no column {column} in the header \"{}\"",
            header.join(",")
        ));
    }
    match needed
        .iter()
        .chain(columns.optional)
        .find(|column| count(column) > 1)
    {
        Some(column) => Err(format!("more than one column {column} in the header")),
        None => Ok(()),
    }
}

fn write<T: Serialize>(
    columns: &[&str],
    answers: &Answers<T>,
    errors: bool,
) -> csv::Result<Vec<u8>> {
    let error_column: &[&str] = if errors { &["error"] } else { &[] };
    let mut writer = WriterBuilder::new()
        .has_headers(false)
        .from_writer(Vec::new());
    writer.serialize(("id", columns, error_column))?;
    for (id, answer) in answers {
        match answer {
            Ok(answer) => writer.serialize((id, answer, vec![""; error_column.len()]))?,
            Err(error) => writer.serialize((id, vec![""; columns.len()], error))?,
        }
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}
