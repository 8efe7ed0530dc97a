//! Every sentence with a figure, a date or a right has a line in the guide's sheet of facts, which says
//! where it comes from.

use complaints::domain::json::{self, Value};

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
const KEYS: [&str; 7] = [
    "kind",
    "id",
    "look",
    "value",
    "reason",
    "remind_file",
    "file",
];

/// Placeholders of figures, dates and others' addresses, as they begin.
const FIGURES: [&str; 13] = [
    "{wait_weeks",
    "{limit_months",
    "{months}",
    "{weeks}",
    "{acknowledge_",
    "{draft_days",
    "{response_d",
    "{working_days",
    "{allowed_from}",
    "{opens}",
    "{closes}",
    "{until}",
    "{scheme_",
];
const RIGHTS: [&str; 7] = [
    "CISAS",
    "Ofcom",
    "ICO",
    "Relay",
    "deadlock",
    "ddiddatrys",
    "999",
];

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for property in &object.properties {
                if !KEYS.contains(&property.name.as_str()) {
                    collect(&property.value, texts);
                }
            }
        }
        Value::Array(array) => array
            .elements
            .iter()
            .for_each(|value| collect(value, texts)),
        Value::Text(text) => texts.push(text.value.to_string()),
        _ => {}
    }
}

/// The sentences of a copy file's words.
fn sentences(copy: &str) -> Vec<String> {
    let Ok(Value::Object(object)) = json::parse(copy) else {
        panic!("the copy is an object");
    };
    let mut texts = Vec::new();
    for property in &object.properties {
        if !DATA.contains(&property.name.as_str()) {
            collect(&property.value, &mut texts);
        }
    }
    let ends = |text: &String| {
        let marked = [". ", "? ", "! "].iter().fold(text.clone(), |text, end| {
            text.replace(end, &[end.trim_end(), "\n"].concat())
        });
        marked.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    texts.iter().flat_map(ends).collect()
}

/// A sentence without its placeholders and the addresses of its links.
fn bare(sentence: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    let mut before = ' ';
    for character in sentence.chars() {
        match character {
            '{' => depth += 1,
            '(' if before == ']' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 => bare.push(character),
            _ => {}
        }
        before = character;
    }
    bare
}

#[test]
fn every_sentence_with_a_figure_a_date_or_a_right_is_in_the_sheet_of_facts() {
    let (_, sheet) = GUIDE.split_once("## The sheet of facts").unwrap();
    for copy in [DEFAULT_COPY, WELSH_COPY] {
        let mut listed = 0;
        for sentence in sentences(copy) {
            let words = bare(&sentence);
            let is_fact = words.contains(|c: char| c.is_ascii_digit())
                || FIGURES.iter().any(|figure| sentence.contains(figure))
                || RIGHTS.iter().any(|right| words.contains(right));
            if is_fact {
                listed += 1;
                let line = format!("| {sentence} | ");
                let line = sheet.lines().find(|known| known.starts_with(&line));
                let line = line.unwrap_or_else(|| panic!("not in the sheet of facts: {sentence}"));
                let cells: Vec<&str> = line.split(" | ").collect();
                assert!(!cells[1].is_empty() && cells[2].starts_with("20"), "{line}");
            }
        }
        assert!(listed > 50, "{listed}");
    }
}
