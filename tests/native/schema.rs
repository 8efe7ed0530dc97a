//! `complaints schema`, as editors and other people's validators read it.

use std::process::Command;
use std::sync::LazyLock;

use complaints::copy;
use jsonschema::Validator;
use serde_json::Value;

use crate::fixture::{DEFAULT_COPY, edited};
use support::mutate::{Json, mutated};

/// The schema that stands beside the copy file.
const PUBLISHED: &str = include_str!("../../public/complaints.schema.json");

fn is_valid(text: &str) -> bool {
    static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
        let schema = serde_json::from_str(PUBLISHED).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("the schema is one")
    });
    let copy: Value = serde_json::from_str(text).expect("the copy is JSON");
    SCHEMA.is_valid(&copy)
}

#[test]
fn the_schema_beside_the_copy_is_the_one_that_the_types_give() {
    let output = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .arg("schema")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(
        output.stdout == PUBLISHED.as_bytes(),
        "public/complaints.schema.json is stale: cargo run -- schema > public/complaints.schema.json"
    );
}

#[test]
fn the_copy_names_its_schema() {
    let copy: Value = serde_json::from_str(DEFAULT_COPY).unwrap();
    assert_eq!(copy["$schema"], "complaints.schema.json");
}

#[test]
fn the_schema_is_one() {
    let schema: Value = serde_json::from_str(PUBLISHED).unwrap();
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_copy_that_ships_is_accepted() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("complaints.") && name.ends_with(".json") && !name.contains("schema") {
            assert!(is_valid(&std::fs::read_to_string(&path).unwrap()), "{name}");
            found.push(name);
        }
    }
    assert!(found.contains(&"complaints.json".to_owned()), "{found:?}");
}

#[test]
fn every_property_has_a_title_and_a_description_for_an_editor_to_show() {
    fn collect(schema: &Value, path: &str, wanting: &mut Vec<String>) {
        let Value::Object(object) = schema else {
            if let Value::Array(list) = schema {
                for (index, schema) in list.iter().enumerate() {
                    collect(schema, &format!("{path}/{index}"), wanting);
                }
            }
            return;
        };
        for (key, schema) in object {
            let path = format!("{path}/{key}");
            // What must not be says nothing about anything.
            if key == "properties" && !path.ends_with("/not/properties") {
                for (name, property) in schema.as_object().unwrap() {
                    let has =
                        |key: &str| property[key].as_str().is_some_and(|text| !text.is_empty());
                    if !(has("title") && has("description")) {
                        wanting.push(format!("{path}/{name}"));
                    }
                }
            }
            collect(schema, &path, wanting);
        }
    }
    let mut wanting = Vec::new();
    collect(&serde_json::from_str(PUBLISHED).unwrap(), "", &mut wanting);
    assert_eq!(wanting, [""; 0]);
}

#[test]
fn each_mistake_of_structure_is_refused_as_the_page_refuses_it() {
    const LINES: &str = "\"opens\": \"09:00\"";
    const TITLE: &str = "\"title\": \"Quick summary\"";
    for (from, to) in [
        // Unknown and missing keys, at the top, in an object, in a block, in a question.
        ("\"language\": \"en-GB\",", ""),
        ("\"language\": ", "\"lang\": \"en\", \"language\": "),
        (TITLE, "\"titel\": \"Quick summary\""),
        (TITLE, "\"subtitle\": \"a\", \"title\": \"Quick summary\""),
        ("\"look\": \"card\",", ""),
        (
            "{ \"kind\": \"form\" }",
            "{ \"kind\": \"form\", \"text\": \"a\" }",
        ),
        ("{ \"kind\": \"form\" }", "{ \"kin\": \"form\" }"),
        ("\"id\": \"phone\",", ""),
        ("\"id\": \"phone\",", "\"id\": \"phone\", \"options\": [],"),
        ("\"suggestion\": \"Did you mean {email}?\",", ""),
        ("\"empty\": \"Enter your phone number\", ", ""),
        // Other types.
        (TITLE, "\"title\": 5"),
        (TITLE, "\"title\": null"),
        (TITLE, "\"title\": [\"Quick summary\"]"),
        ("{ \"kind\": \"form\" }", "\"form\""),
        ("\"response_days\": 5", "\"response_days\": \"5\""),
        (
            "\"id\": \"phone\",",
            "\"id\": \"phone\", \"hidden\": \"no\",",
        ),
        ("\"scheme\": {", "\"scheme\": [], \"theme\": {"),
        // Empty, of the wrong length, out of range.
        (TITLE, "\"title\": \"\""),
        (TITLE, "\"title\": \" \\t\\n\""),
        (
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]",
            "[]",
        ),
        ("\"Saturday\", \"Sunday\"]", "\"Saturday\"]"),
        (
            "\"Saturday\", \"Sunday\"]",
            "\"Saturday\", \"Sunday\", \"Sunday\"]",
        ),
        ("\"response_days\": 5", "\"response_days\": 0"),
        ("\"response_days\": 5", "\"response_days\": 1001"),
        ("\"response_days\": 5", "\"response_days\": 5.5"),
        ("\"response_days\": 5", "\"response_days\": -5"),
        // None of a few words.
        ("\"look\": \"card\"", "\"look\": \"Card\""),
        ("{ \"kind\": \"form\" }", "{ \"kind\": \"Form\" }"),
        ("\"england-and-wales\"", "\"england\""),
        ("\"format\": \"multipart\"", "\"format\": \"xml\""),
        ("\"monday\", \"last_day\"", "\"mon\", \"last_day\""),
        ("\"id\": \"phone\"", "\"id\": \"fax\""),
        ("\"reason\": \"fraud\"", "\"reason\": \"crime\""),
        // Not of the form that it must have.
        ("\"language\": \"en-GB\"", "\"language\": \"en_GB\""),
        (LINES, "\"opens\": \"9:00\""),
        (LINES, "\"opens\": \"24:00\""),
        ("[{ \"from\": \"2000-01-01\"", "[{ \"from\": \"1 May 2000\""),
        ("[{ \"from\": \"2000-01-01\"", "[{ \"from\": \"2000-13-01\""),
        ("\"/complaints/form\"", "\"ftp://company.example/\""),
        ("\"/complaints/form\"", "\"//company.example/\""),
        ("\"/complaints/form\"", "\"javascript:alert(1)\""),
        ("\"bank-holidays.json\"", "\"http://company.example/\""),
        ("\"/reference\"", "\"reference\""),
        ("\"/support-procedure/\"", "\"support-procedure\""),
        ("\"/support-procedure/\"", "\"//company.example/\""),
        ("\"/support-procedure/\"", "\"javascript:alert(1)\""),
        ("\"id\": \"how\"", "\"id\": \"How to\""),
        (
            "\"phone\": \"01702 668836\",",
            "\"phone\": \"01702 668836\", \"contact_email\": \"us\",",
        ),
        (
            "\"words\": {",
            "\"theme\": { \"light\": { \"accent\": \"teal\" } }, \"words\": {",
        ),
        (
            "\"words\": {",
            "\"theme\": { \"light\": { \"accents\": \"#000\" } }, \"words\": {",
        ),
        (
            "\"words\": {",
            "\"theme\": { \"dark\": { \"error\": \"#000\" } }, \"words\": {",
        ),
        // Both at once.
        (
            "\"id\": \"phone\",",
            "\"id\": \"phone\", \"required\": true, \"hidden\": true,",
        ),
    ] {
        let text = edited(DEFAULT_COPY, &[(from, to)]);
        assert!(copy::read(&text).is_err(), "the page takes {to}");
        assert!(!is_valid(&text), "the schema takes {to}");
    }
}

#[test]
fn what_a_company_may_change_is_accepted() {
    for (from, to) in [
        (
            "\"id\": \"phone\",",
            "\"id\": \"phone\", \"required\": true, \"hidden\": false,",
        ),
        ("\"id\": \"phone\",", "\"id\": \"phone\", \"hidden\": true,"),
        ("\"$schema\": \"complaints.schema.json\",", ""),
        (
            "\"words\": {",
            "\"theme\": { \"light\": { \"accent\": \"#B00\" } }, \"words\": {",
        ),
        ("\"language\": \"en-GB\"", "\"language\": \"sr-Latn-RS\""),
        (
            "\"/complaints/form\"",
            "\"https://company.example/complaints?a=b\"",
        ),
        (
            "\"/complaints/form\"",
            "\"http://localhost:8080/complaints\"",
        ),
        (
            "\"scheme\": { \"people\": 10,",
            "\"scheme\": { \"address\": \"100 St Paul’s Churchyard\", \"people\": 10,",
        ),
        (
            "{ \"kind\": \"self_check\" }",
            "{ \"kind\": \"note\", \"text\": \"a\" }",
        ),
    ] {
        let text = edited(DEFAULT_COPY, &[(from, to)]);
        assert!(copy::read(&text).is_ok(), "the page refuses {to}");
        assert!(is_valid(&text), "the schema refuses {to}");
    }
}

#[test]
fn the_schema_refuses_nothing_that_the_page_takes() {
    let copy = Json::read(DEFAULT_COPY);
    for seed in 20_000..20_300 {
        let text = mutated(&copy, seed);
        // A number beyond all measure is JSON that not everybody reads.
        if copy::read(&text).is_ok() && serde_json::from_str::<Value>(&text).is_ok() {
            assert!(is_valid(&text), "the copy file of seed {seed}");
        }
    }
}
