use complaints::copy::lint::{Finding, Severity};

use super::findings;
use crate::fixture::{DEFAULT_COPY, leaked};
use crate::page;
use support::mutate::{Json, mutated};

/// How many copy files, unless `MUTATIONS` says otherwise; `./x test` tries 10,000.
const MUTATIONS: u64 = 2_000;

/// Names its seed when a test panics with it.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the copy file of seed {}", self.0);
        }
    }
}

/// Checks the mutated copy files of these seeds; draws those that pass, and every twentieth of them
/// in every state that a customer can bring it to. How many passed.
fn check_and_draw(seeds: std::ops::Range<u64>) -> usize {
    let copy = Json::read(DEFAULT_COPY);
    let mut passed = 0;
    for seed in seeds {
        let _seed = Seed(seed);
        let text = mutated(&copy, seed);
        let is_problem = |finding: &Finding| finding.severity == Severity::Problem;
        if !findings(&text).iter().any(is_problem) {
            page::draw(leaked(&text), passed % 20 == 0);
            passed += 1;
        }
    }
    passed
}

/// In four tests, so that they run side by side.
#[track_caller]
fn assert_quarter(quarter: u64) {
    let all = std::env::var("MUTATIONS").map_or(MUTATIONS, |all| all.parse().unwrap());
    let passed = check_and_draw(quarter * all / 4..(quarter + 1) * all / 4) as u64;
    assert!(passed > all / 20, "only {passed} of {} pass", all / 4);
}

#[test]
fn mutated_copies_are_checked_and_those_that_pass_can_be_shown_1_of_4() {
    assert_quarter(0);
}

#[test]
fn mutated_copies_are_checked_and_those_that_pass_can_be_shown_2_of_4() {
    assert_quarter(1);
}

#[test]
fn mutated_copies_are_checked_and_those_that_pass_can_be_shown_3_of_4() {
    assert_quarter(2);
}

#[test]
fn mutated_copies_are_checked_and_those_that_pass_can_be_shown_4_of_4() {
    assert_quarter(3);
}
