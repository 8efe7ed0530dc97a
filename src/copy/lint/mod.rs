//! What there is to say about a copy file before it goes out: every problem, and what will read
//! wrong, though it can be read.
//!
//! Nothing here is part of the page: a browser reads a copy and shows it; `complaints check` judges
//! it, and so does the checker, for whoever writes it.

mod case;
mod compare;
mod contrast;
mod facts;
mod languages;
mod meaning;
mod regulator;
mod submit;
mod texts;
mod wording;

use std::fmt;

use chrono::NaiveDate;

use super::model::PageCopy;
use super::problem::CopyProblem;
use super::read::{parse, read_value, without_mark};
use super::reader::Reader;
use super::shape::{Shape, Shaped};
use crate::base::json::{Position, Value};
use crate::domain::calendar::BankHolidays;
use texts::{TextAt, texts};

pub use case::{case_address, check_case};
pub use compare::{compare, compare_case};
pub use contrast::OWN as OWN_COLOURS;

/// One thing to say about a copy file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub position: Position,
    /// Like `sections[1].title`; empty for the file as a whole.
    pub path: String,
    pub severity: Severity,
    /// What was found and what is expected.
    pub message: String,
    /// The rule behind it; none for what the page itself would refuse.
    pub rule: Option<Rule>,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file must not go out.
    Problem,
    /// It will read wrong, or promise what does not hold.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// A stable word, such as `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A rule that can be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A stable name, such as `wait-weeks`.
    pub code: &'static str,
    /// The address of a page, or a section.
    pub source: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{line}:{column} ")?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        match self.rule {
            Some(Rule { code, source }) => {
                let severity = self.severity.as_str();
                write!(f, "{severity}[{code}]: {}; see {source}", self.message)
            }
            None => f.write_str(&self.message),
        }
    }
}

impl From<CopyProblem> for Finding {
    fn from(problem: CopyProblem) -> Self {
        Self {
            position: problem.position,
            path: problem.path,
            severity: Severity::Problem,
            message: problem.message,
            rule: None,
        }
    }
}

/// Everything there is to say about the text of a copy file, in its order.
///
/// `today` is the day it goes out. `holidays` gives the bank holidays at the address that it names,
/// where the file is at hand, or says what is wrong with them.
pub fn check(
    text: &str,
    today: NaiveDate,
    holidays: impl FnOnce(&str) -> Result<Option<BankHolidays>, String>,
) -> Vec<Finding> {
    let text = without_mark(text);
    let value = match parse(text) {
        Ok(value) => value,
        Err(error) => return error.problems.into_iter().map(Finding::from).collect(),
    };
    let (copy, reader) = read_value(text, &value);
    examine(text, &value, &PageCopy::shape(), &copy, reader, |check| {
        check.meaning();
        check.languages();
        check.wording();
        check.contrast();
        check.regulator(today);
        check.facts_read(today);
        check.privacy();
        check.not_shown();
        check.submit();
        match holidays(&copy.submit.bank_holidays) {
            Ok(Some(holidays)) => {
                check.holiday_horizon(today, &holidays);
                check.holiday_names(today, &holidays);
            }
            Ok(None) => {}
            Err(message) => check.bank_holidays(message),
        }
    })
}

/// What the reader met in a file of a shape, and what the rules say of it, in its order. `copy` has the facts that its
/// texts use.
fn examine(
    text: &str,
    value: &Value,
    shape: &Shape,
    copy: &PageCopy,
    reader: Reader,
    rules: impl FnOnce(&mut Check),
) -> Vec<Finding> {
    let untold = reader.faults + reader.oddities - reader.problems.len();
    let mut check = Check {
        text,
        value,
        copy,
        texts: texts(value, shape),
        findings: reader.problems.into_iter().map(Finding::from).collect(),
        untold: 0,
    };
    rules(&mut check);
    check.findings.sort_by_key(|finding| finding.position);
    // The same twice in one text is said once.
    check.findings.dedup();
    let untold = untold + check.untold;
    if untold > 0 {
        let place = (text.len(), String::new());
        let message = format!("{untold} more are not listed: mend these first");
        check.untold = 0;
        check.findings.truncate(MAX_NOTED);
        check.add(Severity::Problem, None, place, message);
    }
    check.findings
}

/// A copy file under examination.
struct Check<'t> {
    text: &'t str,
    value: &'t Value<'t>,
    /// With gaps where there are problems.
    copy: &'t PageCopy,
    texts: Vec<TextAt<'t>>,
    findings: Vec<Finding>,
    /// How many more there are than are noted.
    untold: usize,
}

/// How many findings are noted; more are only counted.
const MAX_NOTED: usize = 2_000;

/// A step down the file.
#[derive(Clone, Copy)]
enum Step<'s> {
    Key(&'s str),
    Index(usize),
}

impl<'t> Check<'t> {
    /// Notes a finding at an offset of the text.
    fn note(
        &mut self,
        severity: Severity,
        rule: Option<Rule>,
        (offset, path): (usize, String),
        message: String,
    ) {
        if self.findings.len() < MAX_NOTED {
            self.add(severity, rule, (offset, path), message);
        } else {
            self.untold += 1;
        }
    }

    fn add(
        &mut self,
        severity: Severity,
        rule: Option<Rule>,
        (offset, path): (usize, String),
        message: String,
    ) {
        self.findings.push(Finding {
            position: Position::of(self.text, offset),
            path,
            severity,
            message,
            rule,
        });
    }

    /// Where a value stands; its nearest owner where there is none.
    fn place(&self, steps: &[Step]) -> (usize, String) {
        let mut value = self.value;
        let mut path = String::new();
        for step in steps {
            let next = match (step, value) {
                (Step::Key(key), Value::Object(object)) => object.get(key),
                (Step::Index(index), Value::Array(array)) => array.elements.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            match step {
                Step::Key(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(key);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
            value = next;
        }
        (value.offset(), path)
    }

    fn is_there(&self, keys: &[&str]) -> bool {
        let steps: Vec<Step> = keys.iter().map(|key| Step::Key(key)).collect();
        self.place(&steps).1 == keys.join(".")
    }

    /// Whether something is wrong with a value, or in it.
    fn is_faulty(&self, path: &str) -> bool {
        let mut findings = self.findings.iter();
        findings.any(|finding| finding.rule.is_none() && finding.path.starts_with(path))
    }

    /// Whether what is written there can be judged: it is there, and nothing is wrong with it.
    fn is_sound(&self, keys: &[&str]) -> bool {
        self.is_there(keys) && !self.is_faulty(&keys.join("."))
    }

    /// Whether the words are English, so that they can be searched for English words.
    fn is_english(&self) -> bool {
        let language = self.copy.language.split('-').next();
        language.is_some_and(|language| language.eq_ignore_ascii_case("en"))
    }

    /// The facts by the names of their placeholders, links included.
    fn facts(&self) -> Vec<(String, String)> {
        self.copy.placeholders.clone()
    }
}
