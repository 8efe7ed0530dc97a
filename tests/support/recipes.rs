//! The recipes of public/complaints-endpoints.md, and what their endpoints were seen or are documented to answer.

use serde_json::{Map, Value};

use crate::shipped;

pub const GUIDE: &str = include_str!("../../public/complaints-endpoints.md");

/// What an endpoint answers: to a complaint that it takes, and to one that it refuses, with what then is read.
pub struct Recorded {
    pub name: &'static str,
    pub taken: (u16, &'static str),
    pub refused: (u16, &'static str),
    pub read: &'static str,
    pub has_files: bool,
}

const NOT_SENT: &str = "Your complaint has not been sent";

#[rustfmt::skip]
pub const RECORDED: [Recorded; 13] = [
    Recorded { name: "Contact Form 7", has_files: true,
        taken: (200, r#"{"contact_form_id":123,"status":"mail_sent","message":"Thank you for your message.","posted_data_hash":"0f","into":"wpcf7-f123-o1","invalid_fields":[]}"#),
        refused: (200, r#"{"contact_form_id":123,"status":"validation_failed","message":"One or more fields have an error.","into":"wpcf7-f123-o1","invalid_fields":[{"field":"your-email","message":"Please enter an email address.","idref":null,"error_id":"x"}]}"#),
        read: "Please enter an email address." },
    Recorded { name: "PHP", has_files: true,
        taken: (201, r#"{"reference":"W-0A1B2C3D"}"#), refused: (413, "{}"),
        read: "Your files could not be sent. Remove some, or choose smaller ones" },
    Recorded { name: "Express", has_files: true,
        taken: (201, r#"{"reference":"W-0A1B2C3D"}"#), refused: (400, r#"{"title":"no message: is it sent as a form?"}"#), read: NOT_SENT },
    Recorded { name: "Django", has_files: true,
        taken: (201, r#"{"reference": "W-0A1B2C3D"}"#), refused: (403, "<h1>Forbidden</h1><p>CSRF verification failed.</p>"), read: NOT_SENT },
    Recorded { name: "FastAPI", has_files: true,
        taken: (201, r#"{"reference":"W-0A1B2C3D"}"#),
        refused: (422, r#"{"detail":[{"type":"missing","loc":["body","name"],"msg":"Field required","input":null}]}"#), read: "Field required" },
    Recorded { name: "Formspree", has_files: true,
        taken: (200, r#"{"next":"/thanks","ok":true}"#),
        refused: (422, r#"{"error":"Validation errors","errors":[{"code":"TYPE_EMAIL","field":"email","message":"should be an email"}]}"#), read: "should be an email" },
    Recorded { name: "Web3Forms", has_files: false,
        taken: (200, r#"{"success":true,"message":"Email sent successfully!"}"#),
        refused: (400, r#"{"success":false,"message":"Invalid Access Key"}"#), read: NOT_SENT },
    Recorded { name: "Netlify", has_files: true,
        taken: (200, "<!doctype html><title>Thank you</title>"), refused: (404, "<h1>Page not found</h1>"), read: NOT_SENT },
    Recorded { name: "HubSpot", has_files: false,
        taken: (200, r#"{"inlineMessage":"Thanks","redirectUri":""}"#),
        refused: (400, r#"{"status":"error","message":"The request is not valid","errors":[{"message":"Error in 'fields.email'","errorType":"INVALID_EMAIL"}]}"#), read: NOT_SENT },
    Recorded { name: "Zendesk", has_files: false,
        taken: (201, r#"{"request":{"id":33,"status":"new"}}"#),
        refused: (422, r#"{"error":"RecordInvalid","description":"Record validation errors","details":{"email":[{"description":"Email: is invalid"}]}}"#), read: "Email: is invalid" },
    Recorded { name: "Power Automate", has_files: false,
        taken: (202, ""), refused: (401, r#"{"error":{"code":"DirectApiAuthorizationRequired"}}"#), read: NOT_SENT },
    Recorded { name: "Apps Script", has_files: false,
        taken: (200, r#"{"ok":true}"#), refused: (200, r#"{"ok":false}"#), read: NOT_SENT },
    Recorded { name: "n8n and Node-RED", has_files: true,
        taken: (200, r#"{"ok":true}"#), refused: (404, r#"{"code":404,"message":"The requested webhook is not registered."}"#), read: NOT_SENT },
];

/// The part of a copy file that a recipe shows.
fn recipe(name: &str) -> Map<String, Value> {
    let (_, section) = GUIDE
        .split_once(&format!("\n## {name}\n"))
        .unwrap_or_else(|| panic!("no recipe {name}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let (_, json) = section
        .split_once("```json\n")
        .unwrap_or_else(|| panic!("{name} has no part of a copy file"));
    let json = json.split("```").next().unwrap_or_default();
    serde_json::from_str(&format!("{{{json}}}")).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The default copy with a recipe in it, which says nothing else of its endpoint.
pub fn copy(name: &str) -> String {
    let recipe = recipe(name);
    let own = merged(shipped::COPY, r#"{"once": false}"#);
    let mut copy: Value = serde_json::from_str(&merged(&own, &recipe["submit"].to_string()))
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    if let Some(facts) = recipe.get("facts") {
        copy["facts"]["attachments"] = facts["attachments"].clone();
    }
    copy.to_string()
}

/// A copy with these keys in its `submit`.
pub fn merged(copy: &str, submit: &str) -> String {
    let read = |text| serde_json::from_str(text).unwrap_or_else(|error| panic!("no JSON: {error}"));
    let (mut copy, own): (Value, Value) = (read(copy), read(submit));
    if let (Some(keys), Some(own)) = (copy["submit"].as_object_mut(), own.as_object()) {
        keys.extend(own.clone());
    }
    copy.to_string()
}
