use std::fmt;

use crate::base::json::Position;

/// One fault of a copy file: where, what was found and what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyProblem {
    pub position: Position,
    /// Like `sections[1].title`; empty for the file as a whole.
    pub path: String,
    pub message: String,
}

impl fmt::Display for CopyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        let separator = if self.path.is_empty() { "" } else { ": " };
        write!(
            f,
            "{line}:{column} {}{separator}{}",
            self.path, self.message
        )
    }
}

/// Everything that is wrong with a copy file, in the order of the file; never empty, where
/// [`TELLS_FAULTS`](crate::base::TELLS_FAULTS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyError {
    pub problems: Vec<CopyProblem>,
}

impl CopyError {
    /// Every problem on a line of its own, after the name or address of the file.
    pub fn in_file(&self, file: &str) -> String {
        let line = |problem: &CopyProblem| [file, ":", &problem.to_string()].concat();
        let lines: Vec<String> = self.problems.iter().map(line).collect();
        lines.join("\n")
    }
}

impl fmt::Display for CopyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for CopyError {}
