//! Every sentence with a figure, a date or a right has a line in the guide's sheet of facts, which says
//! where it comes from; and every line there is of such a sentence.

use std::collections::{BTreeMap, BTreeSet};

use complaints::base::json::{self, Value};

use support::shipped::{CASE, WELSH_CASE};

use crate::fixture::{DEFAULT_COPY, WELSH_COPY};

const GUIDE: &str = include_str!("../../../public/complaints-guide.md");

/// What no customer reads as words.
const DATA: [&str; 9] = [
    "$schema",
    "review",
    "language",
    "languages",
    "facts",
    "links",
    "submit",
    "words",
    "sources",
];
const KEYS: [&str; 9] = [
    "types",
    "copy",
    "kind",
    "id",
    "look",
    "value",
    "reason",
    "remind_file",
    "file",
];

/// Placeholders that stand for no figure, date or right. One that is not among them does, until somebody
/// has thought about it.
const NO_FIGURES: [&str; 39] = [
    "accessibility",
    "address",
    "basis",
    "case_reference",
    "category",
    "cisas_website",
    "company",
    "complained_on",
    "contact_address",
    "contact_email",
    "count",
    "counted_from",
    "day",
    "description",
    "desired_outcome",
    "division",
    "earliest",
    "email",
    "file",
    "file_types",
    "label",
    "max",
    "min",
    "my_phone",
    "name",
    "names",
    "phone",
    "phone_digits",
    "privacy_notice",
    "problem_dates",
    "reference",
    "saved",
    "sent",
    "services",
    "size",
    "support_procedure",
    "time",
    "total",
    "types",
];

/// Words of figures, dates and rights, and of whoever grants them, in English and in Welsh.
const RIGHTS: [&str; 39] = [
    "999",
    "Alban",
    "CISAS",
    "Deyrnas",
    "Equality",
    "ICO",
    "Ofcom",
    "Relay",
    "Scotland",
    "United Kingdom",
    "am ddim",
    "bank holiday",
    "bank holidays",
    "counts as",
    "court",
    "days",
    "ddiddatrys",
    "deadlock",
    "fee",
    "ffi",
    "free",
    "gwyliau banc",
    "gyfreithiol",
    "heddlu",
    "hours",
    "hystyried",
    "law",
    "legal",
    "legally",
    "llys",
    "months",
    "oriau",
    "police",
    "regulator",
    "rheoleiddiwr",
    "solicitor",
    "weekend",
    "weeks",
    "ŵyl banc",
];

/// Duties are rights of the other side; what an answer must be is none.
const DUTIES: [&str; 4] = ["have to", "must", "Rhaid", "rhaid"];

/// The texts of a value with where they stand, as `form.groups[0].title`.
fn collect(value: &Value, path: &str, texts: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => {
            for property in &object.properties {
                let key = property.name.as_str();
                if !KEYS.contains(&key) {
                    collect(&property.value, &[path, ".", key].concat(), texts);
                }
            }
        }
        Value::Array(array) => {
            for (index, value) in array.elements.iter().enumerate() {
                collect(value, &format!("{path}[{index}]"), texts);
            }
        }
        Value::Text(text) => texts.push((path.to_owned(), text.value.to_string())),
        _ => {}
    }
}

/// The sentences of a copy file's words, each with its key.
fn sentences(copy: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(object)) = json::parse(copy) else {
        panic!("the copy is an object");
    };
    let mut texts = Vec::new();
    for property in &object.properties {
        let key = property.name.as_str();
        if !DATA.contains(&key) {
            collect(&property.value, key, &mut texts);
        }
    }
    let ends = |(key, text): &(String, String)| {
        let marked = [". ", "? ", "! "].iter().fold(text.clone(), |text, end| {
            text.replace(end, &[end.trim_end(), "\n"].concat())
        });
        // An abbreviation ends no sentence.
        let marked = marked.replace("excl.\n", "excl. ");
        let sentence = |line: &str| (key.clone(), line.to_owned());
        marked.lines().map(sentence).collect::<Vec<_>>()
    };
    texts.iter().flat_map(ends).collect()
}

/// A sentence without its placeholders and the addresses of its links, and the placeholders.
fn bare(sentence: &str) -> (String, Vec<String>) {
    let (mut bare, mut placeholders) = (String::new(), Vec::new());
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', ']']) {
        bare.push_str(&rest[..at]);
        let end = if rest[at..].starts_with('{') {
            '}'
        } else if rest[at..].starts_with("](") {
            ')'
        } else {
            bare.push(']');
            rest = &rest[at + 1..];
            continue;
        };
        let (inside, after) = rest[at + 1..].split_once(end).expect("it ends");
        if end == '}' {
            placeholders.push(inside.to_owned());
        }
        rest = after;
    }
    bare.push_str(rest);
    (bare, placeholders)
}

/// Whether a text has these words, and not as part of others.
fn has(text: &str, words: &str) -> bool {
    let is_edge = |at: Option<char>| !at.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        is_edge(text[..at].chars().next_back()) && is_edge(text[at + words.len()..].chars().next())
    })
}

/// Whether a sentence has a figure, a date or a right, or sends people to somebody else for one.
fn is_fact(key: &str, sentence: &str) -> bool {
    let (words, placeholders) = bare(sentence);
    let is_answer = key.contains(".problems.") || key.ends_with("agreed_too_early");
    words.contains(|c: char| c.is_ascii_digit())
        || sentence.contains("](https://")
        || placeholders
            .iter()
            .any(|name| !NO_FIGURES.contains(&name.as_str()))
        || RIGHTS.iter().any(|right| has(&words, right))
        || !is_answer && DUTIES.iter().any(|duty| has(&words, duty))
}

/// The sentences of a language's files that need a source, each with the keys where it stands.
fn facts([copy, case]: [&str; 2]) -> BTreeMap<String, Vec<String>> {
    let mut facts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let of_case = sentences(case).into_iter();
    let of_case = of_case.map(|(key, sentence)| (["case.", &key].concat(), sentence));
    for (key, sentence) in sentences(copy).into_iter().chain(of_case) {
        if is_fact(&key, &sentence) {
            facts.entry(sentence).or_default().push(key);
        }
    }
    facts
}

/// The rows of a table of the guide's, below a heading.
fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, sheet) = GUIDE.split_once("\n## The sheet of facts\n").unwrap();
    let (_, table) = sheet.split_once(&format!("\n### {heading}\n")).unwrap();
    let table = table.split("\n#").next().unwrap();
    let lines = table.lines().filter_map(|line| line.strip_prefix("| "));
    lines
        // The names of the columns, and the line below them.
        .skip(2)
        .map(|line| line.trim_end_matches(" |").split(" | ").collect())
        .collect()
}

/// The source of what needs none.
const NO_CLAIM: &str = "no claim: a name, a step or an example";

/// The copy file of each language, and the words of the case.
const LANGUAGES: [(&str, [&str; 2]); 2] = [
    ("English", [DEFAULT_COPY, CASE]),
    ("Cymraeg", [WELSH_COPY, WELSH_CASE]),
];

#[test]
fn every_sentence_with_a_figure_a_date_or_a_right_is_in_the_sheet_of_facts() {
    for (language, copy) in LANGUAGES {
        let sheet: BTreeSet<&str> = rows(language).iter().map(|row| row[0]).collect();
        let facts = facts(copy);
        let unlisted: Vec<String> = facts
            .iter()
            .filter(|(sentence, _)| !sheet.contains(sentence.as_str()))
            .map(|(sentence, keys)| format!("{}: {sentence}", keys.join(", ")))
            .collect();
        assert_eq!(unlisted, Vec::<String>::new(), "{language}");
        let stale = sheet.iter().filter(|known| !facts.contains_key(**known));
        assert_eq!(stale.collect::<Vec<_>>(), Vec::<&&str>::new(), "{language}");
        assert!(facts.len() > 100, "{}", facts.len());
    }
}

#[test]
fn a_key_that_states_a_fact_does_so_in_both_languages() {
    let [english, welsh] = LANGUAGES
        .map(|(_, copy)| -> BTreeSet<String> { facts(copy).into_values().flatten().collect() });
    let differ: Vec<_> = english.symmetric_difference(&welsh).collect();
    assert_eq!(differ, Vec::<&String>::new());
}

/// Every `source` of a copy file, with the day on which it was read where that stands beside it.
fn sources(value: &Value, found: &mut Vec<(String, Option<String>)>) {
    match value {
        Value::Object(object) => {
            let text = |key| object.get(key).and_then(json::scalar).map(str::to_owned);
            found.extend(text("source").map(|source| (source, text("read"))));
            for property in &object.properties {
                sources(&property.value, found);
            }
        }
        Value::Array(array) => array
            .elements
            .iter()
            .for_each(|value| sources(value, found)),
        _ => {}
    }
}

#[test]
fn every_source_in_the_sheet_has_an_address_in_both_files_and_was_read_no_later_than_there() {
    let known: BTreeMap<&str, &str> = rows("Where it was read")
        .into_iter()
        .map(|row| (row[0], row[1]))
        .collect();
    for (language, files) in LANGUAGES {
        let mut written = Vec::new();
        for file in files {
            sources(&json::parse(file).unwrap(), &mut written);
        }
        for row in rows(language) {
            let [sentence, named, read] = row[..] else {
                panic!("expected three columns: {row:?}");
            };
            for name in named.split("; ") {
                let address = known.get(name);
                let address = address.unwrap_or_else(|| panic!("{name} of {sentence}"));
                if !address.contains('.') {
                    continue;
                }
                let source = written.iter().find(|(source, _)| address.contains(source));
                let (_, at) = source.unwrap_or_else(|| panic!("{address} in {language}"));
                assert_eq!(at.as_deref(), Some(read), "{name} of {sentence}");
            }
        }
        for (source, _) in written.iter().filter(|(source, _)| source.contains('.')) {
            let mut addresses = known.values();
            assert!(
                addresses.any(|address| address.contains(source.as_str())),
                "{source}"
            );
        }
    }
}

#[test]
fn a_key_has_the_same_sources_in_both_languages() {
    let [english, welsh] = LANGUAGES.map(|(language, copy)| {
        let facts = facts(copy);
        let mut sources: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for row in rows(language) {
            for key in facts.get(row[0]).into_iter().flatten() {
                let of_key = sources.entry(key.clone()).or_default();
                of_key.extend(row[1].split("; ").filter(|name| *name != NO_CLAIM));
            }
        }
        sources
    });
    assert_eq!(english, welsh);
}

#[test]
fn a_sentence_is_a_fact_by_its_figures_placeholders_links_and_words() {
    let key = "receipt.next[0]";
    for fact in [
        "We answer within 5 days.",
        "We answer by {a_new_date}.",
        "See [this](https://www.ofcom.org.uk/).",
        "CISAS decides.",
        "It is free.",
        "You must apply.",
        "Mae am ddim.",
    ] {
        assert!(is_fact(key, fact), "{fact}");
    }
    for other in [
        "Call [{phone}](tel:{phone_digits}).",
        "Feel freedom.",
        "Send it again.",
    ] {
        assert!(!is_fact(key, other), "{other}");
    }
    assert!(!is_fact("form.problems.empty", "Full name must be shorter"));
}
