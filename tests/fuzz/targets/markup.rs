//! Markup loses no words, whatever a company writes, and leads nowhere that it may not.

#![no_main]

use std::sync::LazyLock;

use complaints::copy::{self, Inline};
use libfuzzer_sys::fuzz_target;

const COPY: &str = include_str!("../../../public/complaints.json");

/// The words that are replaced, as they stand in the copy file.
static INTRO: LazyLock<String> = LazyLock::new(|| {
    let page = copy::read(COPY).expect("the copy can be read");
    let intro = quoted(&page.form.intro.plain());
    assert!(
        COPY.contains(&intro),
        "the copy writes {intro} in another way"
    );
    intro
});

/// A text in JSON.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\0'..' ' => quoted.push_str(&format!("\\u{:04x}", c as u32)),
            _ => quoted.push(c),
        }
    }
    quoted + "\""
}

fuzz_target!(|text: &str| {
    let Ok(page) = copy::read(&COPY.replacen(&*INTRO, &quoted(text), 1)) else {
        return;
    };
    let intro = &page.form.intro;
    for inline in intro.0 {
        if let Inline::Link { address, .. } = inline {
            let allowed = ["https://", "tel:", "mailto:", "/"];
            assert!(
                allowed.iter().any(|start| address.starts_with(start)),
                "{address:?}"
            );
            assert!(!address.starts_with("//"), "{address:?}");
        }
    }
    if !text.contains(['*', '[', '\\', '{', '}']) {
        assert_eq!(intro.plain(), text);
    }
});
