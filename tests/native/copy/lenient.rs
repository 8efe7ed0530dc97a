//! The page of a customer is shown with whatever it can do without.

use std::collections::BTreeSet;

use complaints::copy;
use serde_json::Value;

use crate::fixture::DEFAULT_COPY;

/// The places of all keys of the default copy, each kind of element of a list once.
fn keys() -> Vec<Vec<String>> {
    fn walk(
        value: &Value,
        at: &[String],
        seen: &mut BTreeSet<Vec<String>>,
        keys: &mut Vec<Vec<String>>,
    ) {
        let parts: Vec<(String, &Value)> = match value {
            Value::Object(object) => object
                .iter()
                .map(|(key, value)| (key.clone(), value))
                .collect(),
            Value::Array(array) => array
                .iter()
                .enumerate()
                .map(|(index, value)| (index.to_string(), value))
                .collect(),
            _ => return,
        };
        for (key, part) in parts {
            let place = [at, &[key]].concat();
            let is_key = value.is_object();
            let kind = place
                .iter()
                .filter(|key| key.parse::<usize>().is_err())
                .cloned()
                .collect();
            if is_key && seen.insert(kind) {
                keys.push(place.clone());
            }
            walk(part, &place, seen, keys);
        }
    }
    let mut keys = Vec::new();
    walk(&parsed(), &[], &mut BTreeSet::new(), &mut keys);
    keys
}

fn parsed() -> Value {
    serde_json::from_str(DEFAULT_COPY).expect("the default copy is JSON")
}

/// The text of the default copy with a change at the object that holds a key.
fn with(
    place: &[String],
    change: impl FnOnce(&mut serde_json::Map<String, Value>, &str),
) -> String {
    let mut copy = parsed();
    let (key, at) = place.split_last().expect("a place");
    let pointer: String = at.iter().map(|part| format!("/{part}")).collect();
    let object = copy.pointer_mut(&pointer).and_then(Value::as_object_mut);
    change(object.expect("an object"), key);
    copy.to_string()
}

#[test]
fn a_page_does_without_what_may_be_missing_where_it_is_wrong() {
    let mut optional = 0;
    for place in keys() {
        let without = with(&place, |object, key| {
            object.remove(key);
        });
        if copy::read(&without).is_err() {
            continue;
        }
        optional += 1;
        let wrong = with(&place, |object, key| {
            object.insert(key.to_owned(), serde_json::json!([[0]]));
        });
        assert!(copy::read(&wrong).is_err(), "{place:?} may be anything");
        match copy::read_leniently(&wrong) {
            Ok((_, oddities)) => assert!(oddities > 0, "{place:?}"),
            Err(error) => panic!("{place:?}: {error}"),
        }
    }
    assert!(optional > 30, "only {optional} keys may be missing");
}

#[test]
fn a_page_does_without_keys_that_it_does_not_know() {
    let strict = format!("{:?}", copy::read(DEFAULT_COPY).unwrap().sections);
    let objects: BTreeSet<Vec<String>> = keys()
        .into_iter()
        .map(|place| place[..place.len() - 1].to_vec())
        .collect();
    for object in objects {
        let place = [object.as_slice(), &["of_a_later_version".to_owned()]].concat();
        let text = with(&place, |object, key| {
            object.insert(key.to_owned(), serde_json::json!([1]));
        });
        assert!(copy::read(&text).is_err(), "{place:?}");
        let (page, oddities) =
            copy::read_leniently(&text).unwrap_or_else(|error| panic!("{place:?}: {error}"));
        assert_eq!(
            (format!("{:?}", page.sections), oddities),
            (strict.clone(), 1),
            "{place:?}"
        );
    }
}

#[test]
fn of_two_keys_that_are_the_same_the_first_counts() {
    let text = DEFAULT_COPY.replacen("\"header\": {", "\"header\": {\"tagline\": \"First\",", 1);
    assert!(copy::read(&text).is_err());
    let (page, oddities) = copy::read_leniently(&text).unwrap();
    assert_eq!(oddities, 1);
    assert_eq!(format!("{:?}", page.header.tagline), "Text(\"First\")");
}

#[test]
fn a_page_is_not_shown_without_what_it_needs() {
    let text = DEFAULT_COPY.replacen("\"tagline\": ", "\"tagine\": ", 1);
    assert!(copy::read_leniently(&text).is_err());
}
