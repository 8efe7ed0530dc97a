//! The copy file: read whole, word for word, and every fault named.

use complaints::copy;

const DEFAULT: &str = include_str!("../../public/complaints.json");

#[test]
fn the_default_copy_has_no_problem() {
    if let Err(error) = copy::read(DEFAULT) {
        panic!("{error}");
    }
}
