//! What tells two presses of the button from two complaints: a header, a field of the form, or both alike.

use axum::http::HeaderMap;

use crate::receiver::answer::Refusal;

const MAX_CHARACTERS: usize = 100;

/// The submission id of the header, of the body, or of both.
///
/// # Errors
///
/// They differ, or one cannot be kept.
pub fn submission_id(headers: &HeaderMap, in_body: &str) -> Result<Option<String>, Refusal> {
    let in_header = idempotency_key(headers)?;
    let in_body = usable(in_body)?;
    if in_header.is_some() && in_body.is_some() && in_header != in_body {
        return Err(Refusal::malformed(
            "Idempotency-Key and submission_id differ",
        ));
    }
    Ok(in_header.or(in_body))
}

/// The header's key; quotes around it, as a structured field has them, are not part of it.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let mut values = headers.get_all("idempotency-key").into_iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(Refusal::malformed("more than one Idempotency-Key"));
    }
    let value = value.to_str().unwrap_or("\u{fffd}").trim();
    let bare = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
        .unwrap_or(value);
    usable(bare)
}

/// A key that can be kept: none when it is empty.
fn usable(key: &str) -> Result<Option<String>, Refusal> {
    let holds = key.len() <= MAX_CHARACTERS && key.bytes().all(|byte| byte.is_ascii_graphic());
    match key {
        "" => Ok(None),
        _ if holds => Ok(Some(key.to_owned())),
        _ => Err(Refusal::malformed(
            "a submission id is 1 to 100 visible ASCII characters, best a UUID",
        )),
    }
}
