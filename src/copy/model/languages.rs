use super::PageCopy;
use crate::copy::languages::LanguageCopy;

impl PageCopy {
    /// The language of the copy that a [`version`](PageCopy::version) stands for.
    pub fn language_of(version: &str) -> &str {
        version.split_once('.').map_or("", |(language, _)| language)
    }

    /// The other languages that the page can be read in.
    pub fn other_languages(&self) -> impl Iterator<Item = &LanguageCopy> {
        let languages = self.languages.iter();
        languages.filter(|entry| entry.tag.0 != self.language)
    }

    /// The address of the page in this language, where the copy file gives one.
    pub fn own_address(&self) -> Option<&str> {
        let mut languages = self.languages.iter();
        let own = languages.find(|entry| entry.tag.0 == self.language)?;
        Some(&own.page.0)
    }

    /// The addresses that are meant relative to the copy file.
    pub fn addresses_mut(&mut self) -> Vec<&mut String> {
        let mut addresses = vec![&mut self.submit.endpoint];
        for entry in &mut self.languages {
            addresses.extend([&mut entry.copy.0, &mut entry.page.0]);
        }
        addresses.extend(self.case.as_mut().map(|case| &mut case.copy.0));
        addresses
    }
}
