use super::PageValue;
use crate::base::text::clean_line;
use crate::domain::calendar::iso;

/// What the page says that it showed to the customer; any part may be missing. Dates are `YYYY-MM-DD`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub response_due: Option<String>,
    pub cisas_opens: Option<String>,
    pub cisas_opens_regulator: Option<String>,
    pub cisas_closes: Option<String>,
    pub acknowledge_by: Option<String>,
    pub copy_version: Option<String>,
}

/// The longest version of a copy file that is kept.
const MAX_VERSION_CHARACTERS: usize = 100;

impl Shown {
    /// What came of it; what is no date is as good as missing.
    pub fn read<'t>(text: impl Fn(&str) -> &'t str) -> Self {
        let date =
            |value: PageValue| iso::parse_date(text(value.name()).trim()).map(iso::format_date);
        let version = clean_line(text(PageValue::CopyVersion.name()));
        let version: String = version.chars().take(MAX_VERSION_CHARACTERS).collect();
        Self {
            response_due: date(PageValue::ResponseDue),
            cisas_opens: date(PageValue::CisasOpens),
            cisas_opens_regulator: date(PageValue::CisasOpensRegulator),
            cisas_closes: date(PageValue::CisasCloses),
            acknowledge_by: date(PageValue::AcknowledgeBy),
            copy_version: (!version.is_empty()).then_some(version),
        }
    }
}
