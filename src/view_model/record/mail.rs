use super::{number, rows, text};
use crate::copy::{MailAddress, PageCopy};
use crate::domain::complaint::Submission;

/// The most characters of an address that opens an e-mail: longer ones are cut, or refused, on their way.
///
/// # Source
/// Internet Explorer and with it Windows: 2,083 characters of an address, 2,048 of its path.
const LONGEST: usize = 1_800;

/// The address that opens an e-mail to the company; none where that takes no e-mail, or the text is too long for an
/// address.
///
/// # Source
/// RFC 6068: UTF-8, percent-encoded, lines ended by CRLF.
pub fn mail_link(page: &PageCopy, subject: &str, text: &str) -> Option<String> {
    let MailAddress(to) = page.facts.contact_email.as_ref()?;
    let mut address = String::from("mailto:");
    for (before, part) in [("", &**to), ("?subject=", subject), ("&body=", text)] {
        address.push_str(before);
        encode(part, &mut address);
    }
    (address.len() <= LONGEST).then_some(address)
}

/// The address that opens an e-mail to the company with what could not be sent; none where it takes
/// no e-mail.
///
/// Where the answers are too long for an address, the e-mail asks for the saved copy instead. Files
/// never go into it.
pub fn mail_draft(page: &'static PageCopy, submission: &Submission) -> Option<String> {
    let words = &page.sending.failed;
    let draft = |text: &str| mail_link(page, &words.mail_subject, text);
    let mut answers = rows(page, &submission.complaint);
    answers.retain(|row| !row.lines.is_empty());
    answers.extend(number(page, submission));
    draft(&text(&answers)).or_else(|| draft(&words.mail_attach))
}

fn encode(text: &str, address: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'\n' => address.push_str("%0D%0A"),
            b'-' | b'.' | b'_' | b'~' | b'@' => address.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            _ => {
                address.push('%');
                for half in [byte >> 4, byte & 15] {
                    address.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
                }
            }
        }
    }
}
