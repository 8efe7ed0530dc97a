//! What CISAS does not take, whatever the dates.

use crate::base::named::named_enum;

named_enum! {
    /// Why CISAS does not take a case; the one to name first, where several hold, comes first.
    ///
    /// Each leads somewhere else, so each has words of its own in the copy file. The topics come first, because for
    /// each there is somebody who does take it, then what is asked for and who asks.
    ///
    /// # Source
    ///
    /// CISAS, online application and eligible cases; Ofcom, General Condition C4.
    pub enum OutsideReason {
        /// A court deals with it, or has dealt with it.
        InCourt = "in-court",
        /// CISAS or another scheme deals with it, or has dealt with it.
        EarlierProcedure = "earlier-procedure",
        Fraud = "fraud",
        DataProtection = "data-protection",
        Discrimination = "discrimination",
        /// Damage to property.
        PropertyDamage = "property-damage",
        /// Nothing about a communications service, its bills, its contract or how the customer was served.
        OtherService = "other-service",
        /// More than 10,000 pounds are asked for, VAT included.
        SumTooLarge = "sum-too-large",
        /// A business or other organisation of more than 10 people; volunteers are not counted.
        OrganisationTooLarge = "organisation-too-large",
        /// Not a customer in the United Kingdom.
        OutsideUk = "outside-uk",
    }
}

/// What a person answered on each reason: whether it holds, or nothing where the question was
/// skipped or not asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screening([Option<bool>; OutsideReason::ALL.len()]);

impl Screening {
    /// Whether a reason holds; none where it was skipped.
    pub const fn answer(&self, reason: OutsideReason) -> Option<bool> {
        self.0[reason as usize]
    }

    /// Notes whether a reason holds; none takes an answer back.
    pub const fn set(&mut self, reason: OutsideReason, holds: Option<bool>) {
        self.0[reason as usize] = holds;
    }

    /// The reasons that hold, in the order of [`OutsideReason::ALL`].
    pub fn reasons(&self) -> impl Iterator<Item = OutsideReason> {
        let holds = |reason: &OutsideReason| self.answer(*reason) == Some(true);
        OutsideReason::ALL.into_iter().filter(holds)
    }
}
