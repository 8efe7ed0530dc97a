//! References: short enough to say on the phone, too many to guess or to meet by chance.

use std::io;

use crate::base::uuid::version_4;

/// Crockford's base 32: no I, L, O or U, which are misheard or misread.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new reference, like `C-7K3M9QXZ`: one of 2⁴⁰.
///
/// # Errors
///
/// The operating system gives no random numbers.
pub fn random() -> io::Result<String> {
    Ok(["C-", &random_digits::<8>()?].concat())
}

/// So many digits that nobody can guess, each one of 32.
///
/// # Errors
///
/// The operating system gives no random numbers.
pub(super) fn random_digits<const N: usize>() -> io::Result<String> {
    let digit = |byte: u8| char::from(DIGITS[usize::from(byte & 31)]);
    Ok(random_bytes::<N>()?.map(digit).iter().collect())
}

/// The reference that was meant, however it was written down: case, spaces and look-alikes aside.
///
/// # Example
///
/// ```
/// use complaints::receiver::reference;
///
/// assert_eq!(reference::read("c 7k3m 9qxz").as_deref(), Some("C-7K3M9QXZ"));
/// assert_eq!(reference::read("C-OIL00000").as_deref(), Some("C-01100000"));
/// assert_eq!(reference::read("C-7K3M"), None);
/// ```
pub fn read(typed: &str) -> Option<String> {
    let typed: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let digits = match typed.len() {
        9 => typed.strip_prefix(['C', 'c'])?,
        _ => &typed,
    };
    let digits = read_digits(digits);
    let holds = digits.len() == 8 && digits.bytes().all(|digit| DIGITS.contains(&digit));
    holds.then(|| ["C-", &digits].concat())
}

/// The digits that were meant: case, spaces and look-alikes aside.
pub(super) fn read_digits(typed: &str) -> String {
    let meant = |typed: char| match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let typed = typed.chars().filter(char::is_ascii_alphanumeric);
    typed.map(meant).collect()
}

/// A name of 32 hexadecimal digits that nobody can guess.
///
/// # Errors
///
/// The operating system gives no random numbers.
pub fn random_name() -> io::Result<String> {
    Ok(hex(&random_bytes::<16>()?))
}

/// A random UUID in its text form.
///
/// # Errors
///
/// The operating system gives no random numbers.
pub fn random_uuid() -> io::Result<String> {
    Ok(version_4(random_bytes()?))
}

/// Whether a name is one that [`random_name`] may have given.
pub fn is_random_name(name: &str) -> bool {
    name.len() == 32
        && name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Bytes as hexadecimal digits, lower case.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes that nobody can guess.
///
/// # Errors
///
/// The operating system gives no random numbers.
pub(super) fn random_bytes<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}
