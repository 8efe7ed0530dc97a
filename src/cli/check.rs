//! `complaints check`: everything there is to say about a copy file, before it goes out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::dates::{date, now};
use super::terminal::printable_line;
use super::{CliError, input_name, print, read_input, read_text};
use crate::base::encoding::decode;
use crate::copy::CopyError;
use crate::copy::lint::{self, Finding, Severity};
use crate::domain::calendar::{BankHolidays, london};

/// Checks a copy file: everything that is wrong or will read wrong, in one run
///
/// Each finding is one line:
///
///   FILE:LINE:COLUMN PATH: MESSAGE                                      a problem: the page refuses it
///   FILE:LINE:COLUMN PATH: SEVERITY[CODE]: MESSAGE; see SOURCE          a rule: problem, warning or info
///
/// The file of bank holidays that the copy names is looked at too, where it stands beside it, and so is
/// the file with the words of the customer's case.
///
/// Exit status: 0 nothing wrong, 1 problems (with --strict also warnings), 2 a file cannot be read.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Check {
    /// The copy file, or - for standard input
    file: PathBuf,
    /// Another copy file: say what it has and this one lacks, and which words are the same
    #[arg(long, value_name = "OTHER")]
    against: Option<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// For people, or for editors and CI
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The day the file goes out [default: today in London]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<NaiveDate>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Check {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let today = self.today.unwrap_or_else(|| london::london_date(now()));
        let (name, text) = (input_name(&self.file), read_input(&self.file)?);
        let other = self
            .against
            .as_deref()
            .map(|other| Ok((other, read_text(other)?)));
        let other = other.transpose()?;
        let mut findings = if self.file == Path::new("-") {
            // No file stands beside it.
            lint::check(&text, today, |_| Ok(None))
        } else {
            findings(&self.file, &text, today)
        };
        if let Some((other, other_text)) = &other {
            add(&mut findings, lint::compare(&text, other_text), other)?;
        }
        let mut reports = vec![(name, findings)];
        if let Some((path, case)) = beside(&self.file, &text)? {
            let mut findings = lint::check_case(&case, &text, today);
            let others = other
                .map(|(other, text)| beside(other, &text))
                .transpose()?;
            if let Some((other, other_case)) = others.flatten() {
                add(
                    &mut findings,
                    lint::compare_case(&case, &other_case),
                    &other,
                )?;
            }
            reports.push((path.display().to_string(), findings));
        }
        let output = match self.format {
            Format::Text => reports
                .iter()
                .map(|(name, findings)| lines(name, findings))
                .collect(),
            Format::Json => json(&reports)?,
        };
        print(output.as_bytes())?;
        let findings: Vec<Finding> = reports
            .into_iter()
            .flat_map(|(_, findings)| findings)
            .collect();
        let fails = |finding: &Finding| match finding.severity {
            Severity::Problem => true,
            Severity::Warning => self.strict,
            Severity::Info => false,
        };
        let failed = findings.iter().any(fails);
        Ok(ExitCode::from(u8::from(failed)))
    }
}

/// Adds what one file lacks of another.
fn add(
    findings: &mut Vec<Finding>,
    compared: Result<Vec<Finding>, CopyError>,
    other: &Path,
) -> Result<(), CliError> {
    let in_other = |error: CopyError| error.in_file(&other.display().to_string());
    findings.extend(compared.map_err(|error| CliError::unreadable(in_other(error)))?);
    findings.sort_by_key(|finding| finding.position);
    Ok(())
}

/// The file with the words of the customer's case that a copy file names, where it stands beside it.
fn beside(copy: &Path, text: &str) -> Result<Option<(PathBuf, String)>, CliError> {
    let Some(address) = lint::case_address(text).filter(|_| copy != Path::new("-")) else {
        return Ok(None);
    };
    let path = copy.with_file_name(&address);
    if !is_at_hand(&path, &address) {
        return Ok(None);
    }
    let case = read_text(&path)?;
    Ok(Some((path, case)))
}

/// Whether an address that a copy file names is that of a file on this machine. One of the site's root says nothing
/// of this machine's.
fn is_at_hand(path: &Path, address: &str) -> bool {
    !Path::new(address).is_absolute() && path.is_file()
}

/// Everything there is to say about a text that is, or will be, in this copy file.
pub fn findings(file: &Path, text: &str, today: NaiveDate) -> Vec<Finding> {
    lint::check(text, today, |name| {
        holidays(&file.with_file_name(name), name)
    })
}

/// The bank holidays of a name, where the file is at hand.
pub(super) fn holidays(path: &Path, name: &str) -> Result<Option<BankHolidays>, String> {
    if !is_at_hand(path, name) {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let text = decode(bytes).map_err(|error| format!("{name}:{error}"))?;
    let holidays = BankHolidays::from_govuk(&text);
    holidays
        .map(Some)
        .map_err(|error| format!("{name}:{error}"))
}

/// One line for each problem in a copy file.
pub fn problem_lines(name: &str, findings: &[Finding]) -> String {
    let problems = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Problem);
    problems
        .map(|finding| printable_line(&format!("{name}:{finding}")) + "\n")
        .collect()
}

fn lines(name: &str, findings: &[Finding]) -> String {
    let mut lines = String::new();
    for finding in findings {
        lines.push_str(&printable_line(&format!("{name}:{finding}")));
        lines.push('\n');
    }
    let count = |severity, one: &str, many: &str| match findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
    {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let problems = count(Severity::Problem, "problem", "problems");
    let warnings = count(Severity::Warning, "warning", "warnings");
    let infos = count(Severity::Info, "info", "infos");
    let name = printable_line(name);
    lines + &format!("{name}: {problems}, {warnings}, {infos}\n")
}

#[derive(Serialize)]
struct Report<'f> {
    file: &'f str,
    findings: Vec<Entry<'f>>,
    /// Of the file with the words of the customer's case.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<Box<Report<'f>>>,
}

#[derive(Serialize)]
struct Entry<'f> {
    line: usize,
    column: usize,
    path: &'f str,
    severity: &'static str,
    code: Option<&'static str>,
    message: &'f str,
    source: Option<&'static str>,
}

impl<'f> From<&'f Finding> for Entry<'f> {
    fn from(finding: &'f Finding) -> Self {
        Self {
            line: finding.position.line,
            column: finding.position.column,
            path: &finding.path,
            severity: finding.severity.as_str(),
            code: finding.rule.map(|rule| rule.code),
            message: &finding.message,
            source: finding.rule.map(|rule| rule.source),
        }
    }
}

fn json(reports: &[(String, Vec<Finding>)]) -> Result<String, CliError> {
    let report = reports.iter().rev().fold(None, |case, (name, findings)| {
        Some(Box::new(Report {
            file: name,
            findings: findings.iter().map(Entry::from).collect(),
            case,
        }))
    });
    serde_json::to_string_pretty(&report)
        .map(|json| json + "\n")
        .map_err(CliError::unwritable)
}
