use super::Reading;
use crate::base::text::{clean_line, fold_digits, fold_signs, nearest};

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

/// Reads an e-mail address as it is typed, pasted or dictated.
///
/// What wraps an address is taken off: brackets, quotes, `mailto:`, a name before it, a dot after it.
/// Words beside it are never joined to it or dropped: then the address is offered.
///
/// # Example
/// ```
/// use complaints::domain::complaint::{Reading, read_email};
/// let taken = Reading::Taken("jo@company.example".to_owned());
/// assert_eq!(read_email("Jo Smith <jo@company.example>"), taken);
/// let offered = Reading::Offered("jo@company.example".to_owned());
/// assert_eq!(read_email("jo@company.example work"), offered);
/// assert_eq!(read_email("jo at company dot example"), offered);
/// assert_eq!(read_email("jo"), Reading::Refused);
/// ```
pub fn read_email(typed: &str) -> Reading {
    let line = clean_line(&fold_signs(typed));
    if let Some(address) = address(&line) {
        return Reading::Taken(address);
    }
    // As in `Jo Smith <jo@company.example>`, where no other address stands beside it.
    if let Some((_, inside)) = line.rsplit_once('<')
        && let Some(named) = address(inside)
    {
        let mut beside = addresses(&line);
        return match beside.all(|other| other.eq_ignore_ascii_case(&named)) {
            true => Reading::Taken(named),
            false => Reading::Offered(named),
        };
    }
    let last = line.rsplit(' ').next().unwrap_or_default();
    let is_cut = matches!(last, "uk" | ".uk" | "com" | ".com");
    let whole = if is_cut { joined(&line) } else { None };
    let offer = whole
        .or_else(|| addresses(&line).next())
        .or_else(|| joined(&line));
    offer.map_or(Reading::Refused, Reading::Offered)
}

/// The address that a text is, once what wraps it is taken off.
fn address(text: &str) -> Option<String> {
    const SCHEME: &str = "mailto:";
    let mut bare = text;
    if !(is_email(text) && text.is_ascii()) {
        bare = unwrapped(bare);
        let scheme = bare.get(..SCHEME.len());
        if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME)) {
            let link = &bare[SCHEME.len()..];
            bare = unwrapped(link.split('?').next().unwrap_or(link));
        }
    }
    let folded = fold_digits(bare);
    // An address in another script may have digits of that script.
    let address = if folded.is_ascii() {
        folded
    } else {
        bare.to_owned()
    };
    is_email(&address).then_some(address)
}

/// A text without the signs that no address begins or ends with.
fn unwrapped(text: &str) -> &str {
    text.trim_matches(|sign: char| " .,;:!?…<>()[]{}\"'“”„«»`*/•".contains(sign))
}

/// The addresses in a text: what stands around each `@`, as far as letters go.
fn addresses(line: &str) -> impl Iterator<Item = String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || ".-+_'".contains(c) || c >= '\u{c0}';
    let signs = line.char_indices().filter(|(_, sign)| *sign == '@');
    signs.filter_map(move |(at, _)| {
        let start = line[..at].trim_end_matches(is_part).len();
        let end = line.len() - line[at + 1..].trim_start_matches(is_part).len();
        address(line[start..end].trim_start_matches('-'))
    })
}

/// The address that stands with spaces around its signs, or with words in place of them.
fn joined(line: &str) -> Option<String> {
    const SPOKEN: &str = "at@ dot. underscore_ tanlinell_ hyphen- dash- cysylltnod- plus+";
    let is_dictated = !line.contains('@');
    let is_bracket = |c: char| is_dictated && "()[]{}<>".contains(c);
    let mut address = String::new();
    let mut goes_on = true;
    for word in line.split(|c: char| c == ' ' || is_bracket(c)) {
        let is_spoken = |known: &&str| known[..known.len() - 1].eq_ignore_ascii_case(word);
        let sign = SPOKEN
            .split(' ')
            .find(is_spoken)
            .map(|known| &known[known.len() - 1..]);
        let piece = sign.unwrap_or(word);
        if !(goes_on || word.is_empty() || sign.is_some() || piece.starts_with(['@', '.'])) {
            return None;
        }
        if !word.is_empty() {
            goes_on = sign.is_some() || piece.ends_with(['@', '.']);
        }
        address.push_str(piece);
    }
    if is_dictated {
        address.make_ascii_lowercase();
    }
    self::address(&address)
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

/// The address to offer for what was typed: one that stands in it, or the one that was probably
/// meant, where the domain is a slip away from a common one.
///
/// # Example
/// ```
/// use complaints::domain::complaint::suggest_email;
/// assert_eq!(suggest_email("jo@gmial.com").as_deref(), Some("jo@gmail.com"));
/// assert_eq!(suggest_email("jo@gmail.com work").as_deref(), Some("jo@gmail.com"));
/// assert_eq!(suggest_email("jo@gmail.com"), None);
/// assert_eq!(suggest_email("jo@company.example"), None);
/// ```
pub fn suggest_email(typed: &str) -> Option<String> {
    match read_email(typed) {
        Reading::Taken(address) => without_slip(&address),
        Reading::Offered(address) => Some(without_slip(&address).unwrap_or(address)),
        Reading::Refused => without_slip(typed.trim()).filter(|meant| is_email(meant)),
    }
}

fn without_slip(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let domain = domain.to_ascii_lowercase();
    let is_in = |known: &[&str]| known.contains(&domain.as_str());
    if local.is_empty() || is_in(&COMMON_DOMAINS) || is_in(&NO_SLIPS) {
        return None;
    }
    nearest(&domain, COMMON_DOMAINS).map(|meant| [local, "@", meant].concat())
}
