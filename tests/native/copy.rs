//! The copy file: read whole, word for word, and every fault named.

mod facts;
mod faults;
#[cfg(feature = "cli")]
mod languages;
#[cfg(feature = "cli")]
mod lenient;
mod markup;
mod markup_differential;
mod plural;
mod regulator;
mod sheet_of_facts;

use complaints::copy;

use crate::fixture::DEFAULT_COPY;

#[test]
fn the_default_copy_has_no_problem() {
    if let Err(error) = copy::read(DEFAULT_COPY) {
        panic!("{error}");
    }
}

#[test]
fn a_version_stands_for_exactly_one_text() {
    let version = |text: &str| {
        copy::read(text)
            .map(|page| page.version)
            .unwrap_or_default()
    };
    assert_eq!(version(DEFAULT_COPY), version(DEFAULT_COPY));
    assert_eq!(version(DEFAULT_COPY).len(), "en-GB.".len() + 16);
    assert_ne!(
        version(DEFAULT_COPY),
        version(&[DEFAULT_COPY, "\n"].concat())
    );
}
