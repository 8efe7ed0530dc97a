use std::collections::HashMap;

use serde_json::Value;

/// The roles that a screen reader names, or jumps to.
const NAMED: [&str; 14] = [
    "DisclosureTriangle",
    "alert",
    "button",
    "checkbox",
    "form",
    "group",
    "heading",
    "link",
    "list",
    "radio",
    "radiogroup",
    "region",
    "status",
    "textbox",
];

/// What a screen reader reads out of a page below the region of this name, in its order, but for plain words: a
/// line for each heading, control and message, such as `textbox Full name: Error: Enter your full name (invalid)`.
///
/// Empty where there is no such region.
pub(super) fn read_out(tree: &[Value], region: &str) -> Vec<String> {
    let nodes: HashMap<&str, &Value> = tree
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let start = tree
        .iter()
        .find(|node| text(&node["role"]) == "region" && text(&node["name"]) == region);
    let mut lines = Vec::new();
    let mut open: Vec<&Value> = start.into_iter().collect();
    while let Some(node) = open.pop() {
        lines.extend(line(node));
        let inside = node["childIds"].as_array().into_iter().flatten();
        let inside = inside.filter_map(|id| nodes.get(id.as_str()?).copied());
        open.extend(inside.rev());
    }
    lines
}

fn line(node: &Value) -> Option<String> {
    let (role, name, described) = (
        text(&node["role"]),
        text(&node["name"]),
        text(&node["description"]),
    );
    let says_nothing = ["form", "group", "list"].contains(&role) && name.is_empty();
    if node["ignored"] == true || !NAMED.contains(&role) || says_nothing {
        return None;
    }
    let mut line = format!("{role} {name}").trim_end().to_owned();
    if !described.is_empty() {
        line += &format!(": {described}");
    }
    let states: Vec<&str> = node["properties"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(state)
        .collect();
    if !states.is_empty() {
        line += &format!(" ({})", states.join(", "));
    }
    Some(line)
}

/// A state that is told, where a property is one.
fn state(property: &Value) -> Option<&'static str> {
    let value = &property["value"]["value"];
    let holds = *value == true || value == "true";
    match property["name"].as_str()? {
        "checked" if holds => Some("checked"),
        "disabled" if holds => Some("disabled"),
        "expanded" if holds => Some("open"),
        "invalid" if holds => Some("invalid"),
        "required" if holds => Some("required"),
        _ => None,
    }
}

fn text(value: &Value) -> &str {
    value["value"].as_str().unwrap_or_default()
}
