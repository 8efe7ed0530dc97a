use crate::domain::text::nearest;

/// The longest e-mail address, in characters.
///
/// # Source
/// RFC 5321 section 4.5.3.1.3 with erratum 1690 of RFC 3696.
pub const MAX_EMAIL_CHARACTERS: usize = 254;

/// Whether a cleaned text can be an e-mail address: one `@` with something before it, and a domain
/// with a dot after it. More cannot be known without sending to it.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let labels_hold = domain.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| c == '-' || !c.is_ascii() || c.is_ascii_alphanumeric())
    });
    !local.is_empty()
        && !local.contains(['@', ' ', ',', ';', '<', '>', '(', ')', ':'])
        && !local.starts_with('.')
        && !local.ends_with('.')
        && domain.contains('.')
        && labels_hold
        && domain
            .rsplit('.')
            .next()
            .is_some_and(|last| last.chars().count() >= 2)
}

/// Mail domains that most British customers use; a slip away from one of them is probably a slip.
///
/// Short names are left out: a slip away from `live.com` or `aol.com` there are companies.
const COMMON_DOMAINS: [&str; 14] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "btinternet.com",
    "virginmedia.com",
    "talktalk.net",
    "ntlworld.com",
    "tiscali.co.uk",
    "protonmail.com",
];

/// Mail domains of their own, though a slip away from a common one.
const NO_SLIPS: [&str; 3] = ["ymail.com", "mail.com", "email.com"];

/// The address that was probably meant, where the domain is a slip away from a common one.
///
/// # Example
/// ```
/// use complaints::domain::complaint::suggest_email;
/// assert_eq!(suggest_email("jo@gmial.com").as_deref(), Some("jo@gmail.com"));
/// assert_eq!(suggest_email("jo@gmail.com"), None);
/// assert_eq!(suggest_email("jo@company.example"), None);
/// ```
pub fn suggest_email(address: &str) -> Option<String> {
    let (local, domain) = address.trim().rsplit_once('@')?;
    let domain = domain.to_ascii_lowercase();
    let is_in = |known: &[&str]| known.contains(&domain.as_str());
    if local.is_empty() || is_in(&COMMON_DOMAINS) || is_in(&NO_SLIPS) {
        return None;
    }
    nearest(&domain, COMMON_DOMAINS).map(|meant| [local, "@", meant].concat())
}
