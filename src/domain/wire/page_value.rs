use crate::base::named::named_enum;
use crate::domain::calendar::iso;
use crate::domain::complaint::Submission;

named_enum! {
    /// What the page sends by itself beside the answers, by its name.
    pub enum PageValue {
        /// The id of the submission; also the `Idempotency-Key`.
        SubmissionId = "submission_id",
        /// The day that the customer was shown for the response.
        ResponseDue = "response_due",
        /// The first day for CISAS by the page's figure.
        CisasOpens = "cisas_opens",
        /// The first day for CISAS by the regulator's figure, where it was shown.
        CisasOpensRegulator = "cisas_opens_regulator",
        /// The last day for CISAS by the page's figure.
        CisasCloses = "cisas_closes",
        /// The day for the acknowledgement of a complaint about personal data.
        AcknowledgeBy = "acknowledge_by",
        /// The version of the copy file that the customer read.
        CopyVersion = "copy_version",
        /// The honeypot. Its name invites whoever leaves links, and means nothing to a browser that fills in names
        /// and addresses.
        Honeypot = "related_link",
        /// From the first answer to sending, in seconds.
        FilledInSeconds = "filled_in_seconds",
    }
}

impl Submission {
    /// Everything on the wire but the files, by name.
    pub fn wire_fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.complaint.wire_fields();
        let mut put = |value: PageValue, text| fields.push((value.name(), text));
        put(PageValue::SubmissionId, self.id.clone());
        if let Some(shown) = self.shown {
            let mut date = |value, date| put(value, iso::format_date(date));
            date(PageValue::ResponseDue, shown.response_due);
            if let Some(day) = shown.acknowledge_by {
                date(PageValue::AcknowledgeBy, day);
            } else {
                date(PageValue::CisasOpens, shown.cisas_opens);
                if let Some(day) = shown.allowed_from() {
                    date(PageValue::CisasOpensRegulator, day);
                }
                date(PageValue::CisasCloses, shown.cisas_closes);
            }
        }
        put(PageValue::CopyVersion, self.copy_version.clone());
        self.signals.write(put);
        fields
    }
}
