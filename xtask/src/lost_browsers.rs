//! Browser tests whose browser died under them. That says nothing of the page: they are run once more.

use std::path::Path;

use anyhow::{Context, Result};

/// What a driver says once its browser is gone.
const LOST: &str = "The WebDriver session id is invalid";

/// Prints the tests of a log to run again, one a line; none where any other failed too.
pub fn run(log: &Path) -> Result<()> {
    let text = std::fs::read_to_string(log);
    let text = text.with_context(|| format!("cannot read {}", log.display()))?;
    for name in tests(&text) {
        println!("{name}");
    }
    Ok(())
}

/// The tests that failed, where each of them lost its browser.
fn tests(log: &str) -> Vec<&str> {
    let mut lost = Vec::new();
    // Each failed test says why below a line like `---- NAME stdout ----`.
    for said in log.split("\n---- ").skip(1) {
        let Some((name, why)) = said.split_once(" stdout ----\n") else {
            continue;
        };
        if !why.contains(LOST) {
            return Vec::new();
        }
        lost.push(name);
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::{LOST, tests};

    fn log(failed: &[(&str, &str)]) -> String {
        let said = |(name, why): &(&str, &str)| {
            format!(
                "---- {name} stdout ----\n\nthread '{name}' panicked at browser.rs:534:39:\n{why}\n\n"
            )
        };
        let said: String = failed.iter().map(said).collect();
        format!(
            "test a::b ... ok\n\nfailures:\n\n{said}\nfailures:\n    {}\n",
            failed[0].0
        )
    }

    #[test]
    fn tests_that_lost_their_browser_are_run_again() {
        let log = log(&[("case::one", LOST), ("copy_file::two::in_chromium", LOST)]);
        assert_eq!(tests(&log), ["case::one", "copy_file::two::in_chromium"]);
    }

    #[test]
    fn where_a_test_failed_by_itself_none_is_run_again() {
        let log = log(&[("case::one", LOST), ("case::two", "left: 1\nright: 2")]);
        assert_eq!(tests(&log), [""; 0]);
    }

    #[test]
    fn where_the_tests_did_not_run_none_is_run_again() {
        assert_eq!(tests("error[E0425]: cannot find value `page`\n"), [""; 0]);
    }
}
