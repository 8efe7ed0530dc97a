use super::smtp::MailAddress;
use crate::domain::complaint::FieldId;

/// The e-mail address among the answers of a complaint, where it is one that every mail server takes.
///
/// It is parsed: nothing but an address gets into the head of an e-mail.
pub fn address_of<'a, N, V>(answers: impl IntoIterator<Item = &'a (N, V)>) -> Option<MailAddress>
where
    N: AsRef<str> + 'a,
    V: AsRef<str> + 'a,
{
    let mut answers = answers.into_iter();
    let (_, typed) = answers.find(|(name, _)| name.as_ref() == FieldId::Email.name())?;
    let typed = Some(typed.as_ref()).filter(|typed| typed.is_ascii())?;
    typed.parse().ok()
}
