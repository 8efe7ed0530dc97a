use crate::copy::{CaseCopy, EvidenceCopy, PageCopy};
use crate::domain::complaint::AttachmentDraft;

/// The files that go along with an application.
pub struct EvidenceView {
    pub files: Vec<EvidenceFile>,
    /// How much there is, of how much; none where there is nothing.
    pub total: Option<String>,
    /// Said where there is more than CISAS takes.
    pub too_large: Option<String>,
}

/// A file, and what is wrong with it.
pub struct EvidenceFile {
    pub handle: u32,
    pub name: String,
    pub size: String,
    pub problem: Option<String>,
}

/// What to attach.
pub fn evidence_hint(page: &PageCopy, words: &CaseCopy) -> String {
    let words = &words.file.evidence;
    let most = page.words.size(limit(words));
    let types = words.types.join(", ");
    words.hint.fill(&[("limit", &most), ("types", &types)])
}

/// The most bytes that CISAS takes in all.
fn limit(words: &EvidenceCopy) -> u64 {
    u64::from(words.total_mb) << 20
}

impl EvidenceView {
    /// Files beside what CISAS takes.
    pub fn of(files: &[AttachmentDraft], page: &PageCopy, words: &CaseCopy) -> Self {
        let words = &words.file.evidence;
        let limit = limit(words);
        let total = files.iter().map(|file| file.size).sum();
        let types = words.types.join(", ");
        let (size, most) = (page.words.size(total), page.words.size(limit));
        let slots = [("size", &*size), ("limit", &most), ("types", &types)];
        let is_taken = |name: &str| {
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            words
                .types
                .iter()
                .any(|known| known.eq_ignore_ascii_case(ending))
        };
        let problem = |file: &AttachmentDraft| match (file.is_missing(), is_taken(&file.name)) {
            (_, false) => Some(words.wrong_type.fill(&slots)),
            (true, true) => Some(words.again.to_string()),
            (false, true) => None,
        };
        let file = |file: &AttachmentDraft| EvidenceFile {
            handle: file.handle,
            name: file.name.clone(),
            size: page.words.size(file.size),
            problem: problem(file),
        };
        Self {
            files: files.iter().map(file).collect(),
            total: (!files.is_empty()).then(|| words.total.fill(&slots)),
            too_large: (total > limit).then(|| words.too_large.fill(&slots)),
        }
    }
}

/// Names of files in an archive, no two the same and none of those taken; none leads to another folder.
pub fn zip_names(mut taken: Vec<String>, files: &[AttachmentDraft]) -> Vec<String> {
    let given = taken.len();
    for file in files {
        let harmless = file.name.replace(['/', '\\', ':'], "-");
        let (stem, ending) = match harmless.rsplit_once('.') {
            Some((stem, ending)) => (stem, [".", ending].concat()),
            None => (&*harmless, String::new()),
        };
        let mut names = std::iter::once(harmless.clone())
            .chain((2..).map(|count: u32| [stem, " (", &count.to_string(), ")", &ending].concat()));
        let is_free = |name: &String| {
            let mut taken = taken.iter();
            !taken.any(|known| known.eq_ignore_ascii_case(name))
        };
        let free = names.find(is_free);
        taken.extend(free);
    }
    taken.split_off(given)
}
