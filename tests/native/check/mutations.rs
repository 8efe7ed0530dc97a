use complaints::copy;
use complaints::copy::lint::Severity;

use super::findings;
use crate::fixture::DEFAULT_COPY;
use crate::mutate::mutated;
use crate::page;

/// Names its seed when a test panics with it.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the copy file of seed {}", self.0);
        }
    }
}

/// Checks the mutated copy files of these seeds; renders those that pass, and every twentieth of them
/// in every state that a customer can bring it to. How many passed.
fn check_and_render(seeds: std::ops::Range<u64>) -> usize {
    let mut passed = 0;
    for seed in seeds {
        let _seed = Seed(seed);
        let text = mutated(DEFAULT_COPY, seed);
        let passes = findings(&text)
            .iter()
            .all(|finding| finding.severity != Severity::Problem);
        match copy::read(&text) {
            Ok(copy) if passes => {
                page::render(Box::leak(Box::new(copy)), passed % 20 == 0);
                passed += 1;
            }
            // The page takes what only the check refuses.
            Ok(_) => {}
            Err(error) => assert!(!passes, "{error}"),
        }
    }
    passed
}

#[test]
fn ten_thousand_mutated_copies_are_checked_and_those_that_pass_can_be_shown() {
    let quarters = [0, 1, 2, 3].map(|quarter| {
        std::thread::spawn(move || check_and_render(quarter * 25..(quarter + 1) * 25))
    });
    let passed: usize = quarters.map(|quarter| quarter.join().unwrap()).iter().sum();
    assert!(passed > 1_000, "only {passed} of 10,000 pass");
}
