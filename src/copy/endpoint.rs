//! How the form talks to an endpoint that a company already has: what it sends, and what an answer means.

use super::body::{BodyTemplate, EVERYTHING};
use super::facts::{Submit, SubmitFormat};
use crate::domain::complaint::{AnswerRules, FieldId};

impl Submit {
    /// Whether files go along.
    pub fn takes_files(&self) -> bool {
        let has = |body: &BodyTemplate| body.name_of(FieldId::Attachments.name()).is_some();
        self.format == SubmitFormat::Multipart && self.body.as_ref().is_none_or(has)
    }

    /// Whether a complaint's id goes in a header too: for an endpoint that counts once what has it.
    pub fn has_key(&self) -> bool {
        self.once && !self.plain
    }

    /// The headers that a browser asks another server for before it sends, as that must list them.
    pub fn own_headers(&self) -> &'static str {
        let is_json = self.format == SubmitFormat::Json && !self.plain;
        match (is_json, self.has_key()) {
            (true, true) => "content-type, idempotency-key",
            (true, false) => "content-type",
            (false, true) => "idempotency-key",
            (false, false) => "",
        }
    }

    /// The name under which the browser itself sends the answer to a question, where there is no script: that
    /// of the template. What is only in the whole record keeps its own, and the description has the record's.
    pub fn name_of(&self, field: FieldId) -> &str {
        let own = field.name();
        let body = self.form_body();
        let name = body.and_then(|body| {
            let record = || body.name_of(EVERYTHING);
            let is_told = field == FieldId::Description;
            body.name_of(own).or_else(|| is_told.then(record)?)
        });
        name.unwrap_or(own)
    }

    /// What stands in hidden inputs, where there is no script, beside the answers.
    pub fn hidden(&self) -> impl Iterator<Item = (&str, String)> {
        self.form_body().into_iter().flat_map(BodyTemplate::fixed)
    }

    fn form_body(&self) -> Option<&BodyTemplate> {
        let body = self.body.as_ref();
        body.filter(|_| self.format == SubmitFormat::Multipart)
    }

    /// Reads an answer by the rules of the copy file; `own_reference` is the page's number for what was sent.
    pub fn with_rules<T>(&self, own_reference: &str, read: impl FnOnce(&AnswerRules) -> T) -> T {
        let field_of = |name: &str| self.body.as_ref()?.field_of(name);
        read(&AnswerRules {
            own_reference: self.own_reference.then_some(own_reference),
            reference_pointer: &self.reference_pointer,
            success: self
                .success
                .as_ref()
                .map(|(pointer, is)| (&**pointer, &**is)),
            errors: &self.errors,
            field_of: &field_of,
        })
    }

    /// Sends to another address. What the copy file says of counting once holds for its own endpoint: at
    /// another path there is another one.
    pub fn send_to(&mut self, endpoint: String) {
        let path = |address: &str| {
            let start = address.find("://").map_or(0, |at| {
                let host = &address[at + 3..];
                at + 3 + host.find('/').unwrap_or(host.len())
            });
            address[start..].trim_end_matches('/').to_owned()
        };
        self.once &= path(&endpoint).ends_with(&path(&self.endpoint));
        self.endpoint = endpoint;
    }
}
