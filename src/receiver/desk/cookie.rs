//! The cookie by which a browser is known that has signed in.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// With TLS a browser keeps it from being set by anybody else under this name.
fn name(is_secure: bool) -> &'static str {
    if is_secure {
        "__Host-complaints_desk"
    } else {
        "complaints_desk"
    }
}

/// The token that a browser sends.
pub fn read(headers: &HeaderMap, is_secure: bool) -> Option<&str> {
    let values = headers.get_all(COOKIE).into_iter();
    let pairs = values.filter_map(|value| value.to_str().ok());
    let pairs = pairs.flat_map(|value| value.split(';'));
    let mut named = pairs.filter_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name(is_secure)).then_some(value)
    });
    named.next()
}

/// The header that gives a browser its token; none takes it away. It is gone with the browser's session.
pub fn write(token: Option<&str>, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    let end = if token.is_some() { "" } else { "; Max-Age=0" };
    let (name, token) = (name(is_secure), token.unwrap_or_default());
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{end}")
}
