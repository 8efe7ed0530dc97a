use serde_json::Value;

use super::root;

/// The copy file, so that a journey says the company's words and not its own.
pub struct Words(Value);

impl Words {
    /// Reads `public/complaints.json`.
    ///
    /// Panics when it is not there or not JSON.
    #[track_caller]
    pub fn read() -> Self {
        Self::of("complaints.json")
    }

    /// Reads `public/complaints.cy.json`.
    ///
    /// Panics when it is not there or not JSON.
    #[track_caller]
    pub fn welsh() -> Self {
        Self::of("complaints.cy.json")
    }

    #[track_caller]
    fn of(name: &str) -> Self {
        let path = root().join("public").join(name);
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self(
            serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        )
    }

    /// The copy file with other values at some JSON Pointers.
    ///
    /// Panics when there is nothing at one of them.
    #[track_caller]
    pub fn edited(&self, edits: &[(&str, Value)]) -> String {
        let mut copy = self.0.clone();
        for (pointer, value) in edits {
            let place = copy.pointer_mut(pointer);
            *place.unwrap_or_else(|| panic!("nothing at {pointer} in the copy file")) =
                value.clone();
        }
        copy.to_string()
    }

    /// Every question that the page answers.
    pub fn questions(&self) -> Vec<&str> {
        let sections = self.0["sections"].as_array().into_iter().flatten();
        let blocks =
            sections.flat_map(|section| section["blocks"].as_array().into_iter().flatten());
        let questions = blocks.filter(|block| block["kind"] == "questions");
        let items = questions.flat_map(|block| block["items"].as_array().into_iter().flatten());
        items.filter_map(|item| item["question"].as_str()).collect()
    }

    /// Every message about an answer that will not do.
    pub fn problems(&self) -> Vec<&str> {
        let mut messages = Vec::new();
        let mut open = vec![&self.0];
        while let Some(value) = open.pop() {
            let problems = value["problems"].as_object().into_iter().flatten();
            messages.extend(problems.filter_map(|(_, message)| message.as_str()));
            match value {
                Value::Array(values) => open.extend(values),
                Value::Object(values) => open.extend(values.values()),
                _ => {}
            }
        }
        messages
    }

    /// The text at a JSON Pointer, as it stands in the file, placeholders and all.
    ///
    /// Panics when there is none.
    #[track_caller]
    pub fn at(&self, pointer: &str) -> &str {
        self.0
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("no text at {pointer} in the copy file"))
    }

    /// The title of the section that holds the complaint form.
    ///
    /// Panics when there is none.
    #[track_caller]
    pub fn form_section(&self) -> &str {
        let mut sections = self.0["sections"].as_array().into_iter().flatten();
        let section = sections.find(|section| section["look"] == "form");
        section
            .and_then(|section| section["title"].as_str())
            .unwrap_or_else(|| panic!("no section with the form in the copy file"))
    }

    /// The label of a box of the date: `day`, `month` or `year`.
    ///
    /// Panics when the form does not ask for it.
    #[track_caller]
    pub fn part(&self, part: &str) -> &str {
        let label = self.field("first_complained_on")["parts"][part].as_str();
        label.unwrap_or_else(|| panic!("the date has no box for the {part} in the copy file"))
    }

    /// A word or sentence about chosen files, placeholders and all.
    ///
    /// Panics when the copy has none.
    #[track_caller]
    pub fn files(&self, key: &str) -> &str {
        let words = self.field("attachments")["files"][key].as_str();
        words.unwrap_or_else(|| panic!("no words for {key} about files in the copy file"))
    }

    #[track_caller]
    fn field(&self, id: &str) -> &Value {
        let groups = self.0["form"]["groups"].as_array().into_iter().flatten();
        let mut fields = groups.flat_map(|group| group["fields"].as_array().into_iter().flatten());
        fields
            .find(|field| field["id"] == id)
            .unwrap_or_else(|| panic!("no field {id} in the copy file"))
    }
}
