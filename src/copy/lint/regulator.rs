//! Where the page falls short of the rules in force: each rule has a name, and says where it stands.

use std::iter;

use chrono::{Datelike, Months, NaiveDate};

use super::{Check, Rule, Severity, Step};
use crate::copy::BlockCopy;
use crate::domain::calendar::{BankHolidays, Basis, iso};
use crate::domain::cisas::{Figures, OutsideReason, RegulatorFigures};

const SCHEMES: &str = "https://www.ofcom.org.uk/phones-and-broadband/service-quality/adr-schemes";

const WAIT_WEEKS: Rule = Rule {
    code: "wait-weeks",
    source: SCHEMES,
};
const FORMAL_ONLY: Rule = Rule {
    code: "formal-only",
    source: SCHEMES,
};
const LIMIT_FROM_COMPLAINT: Rule = Rule {
    code: "limit-from-complaint",
    source: "https://learn.cedr.com/knowledge-base/eligible-cases-cisas",
};
const DEADLOCK_DUTY: Rule = Rule {
    code: "deadlock-duty",
    source: "https://partners.ombudsman-services.org/resources/guidance-notes/eight-week-and-deadlock-letters-communications",
};
const ELIGIBILITY_MISSING: Rule = Rule {
    code: "eligibility-missing",
    source: "https://www.cedr.com/consumer/cisas/complainnow",
};
const SCHEME_CONTACT_MISSING: Rule = Rule {
    code: "scheme-contact-missing",
    source: "https://learn.cedr.com/knowledge-base/cisas-rules",
};
const SCHEME_CONTACT_STALE: Rule = Rule {
    code: "scheme-contact-stale",
    source: "https://learn.cedr.com/knowledge-base/cisas-rules",
};
const CONTACT_CHANNELS: Rule = Rule {
    code: "contact-channels",
    source: "https://www.ofcom.org.uk/phones-and-broadband/coverage-and-speeds/codes-of-practice",
};
const DP_ROUTE: Rule = Rule {
    code: "dp-route",
    source: "Data Protection Act 2018, section 164A",
};
const ODR_LINK: Rule = Rule {
    code: "odr-link",
    source: "Regulation (EU) 2024/3228",
};
const HOLIDAY_HORIZON: Rule = Rule {
    code: "holiday-horizon",
    source: "https://www.gov.uk/bank-holidays.json",
};

impl Check<'_> {
    pub(super) fn regulator(&mut self, today: NaiveDate) {
        self.figures_in_force(today);
        self.stale_addresses();
        if !self.is_english() || !self.is_there(&["sections"]) {
            return;
        }
        self.formal_only();
        self.deadlock_duty();
        self.scheme_contact();
        // What a page holds and asks is known once nothing is wrong with it.
        if !self.is_faulty("sections") {
            self.contact_channels();
            if !self.is_faulty("self_check.screening") {
                self.eligibility();
                self.data_protection();
            }
        }
    }

    /// The figures for complaints of today and later, beside the regulator's.
    fn figures_in_force(&mut self, today: NaiveDate) {
        if !self.is_sound(&["facts", "cisas"]) {
            return;
        }
        let facts = &self.copy.facts;
        let entries = facts.cisas.entries();
        for (index, figures) in entries.iter().enumerate() {
            let start = figures.from.max(today);
            let next = entries.get(index + 1).map(|next| next.from);
            let holds_on = |day| next.is_none_or(|next| day < next);
            if !holds_on(start) {
                continue;
            }
            let later = facts.regulator.entries().iter();
            let later = later.filter(|asked| asked.from > start && holds_on(asked.from));
            let in_force: Vec<&RegulatorFigures> =
                iter::once(facts.regulator.on(start)).chain(later).collect();
            let place = |key| {
                self.place(&[
                    Step::Key("facts"),
                    Step::Key("cisas"),
                    Step::Index(index),
                    Step::Key(key),
                ])
            };
            let (weeks_at, months_at) = (place("wait_weeks"), place("limit_months"));
            let Figures {
                wait_weeks,
                limit_months,
                ..
            } = *figures;
            let longer = |asked: &&&RegulatorFigures| wait_weeks > asked.wait_weeks;
            if let Some(asked) = in_force.iter().find(longer) {
                let (weeks, since) = (asked.wait_weeks, iso::format_date(asked.from));
                let message = format!(
                    "{wait_weeks} weeks to wait, but the regulator asks for {weeks} of complaints first made on or after {since}, expected an entry from that day with {weeks} or fewer"
                );
                self.note(Severity::Warning, Some(WAIT_WEEKS), weeks_at, message);
            }
            // The letter is due when the wait has passed, at the latest; it counts from there.
            let least = |asked: &RegulatorFigures| {
                asked.limit_months_from_letter + asked.wait_weeks.div_ceil(4)
            };
            let shorter = |asked: &&&RegulatorFigures| limit_months < least(asked);
            if let Some(asked) = in_force.iter().find(shorter) {
                let (months, least) = (asked.limit_months_from_letter, least(asked));
                let message = format!(
                    "{limit_months} months from the complaint can end before CISAS's own limit, {months} months from the deadlock letter, expected {least} or more"
                );
                self.note(
                    Severity::Warning,
                    Some(LIMIT_FROM_COMPLAINT),
                    months_at,
                    message,
                );
            }
        }
    }

    /// Addresses that nobody answers any more, wherever they stand.
    fn stale_addresses(&mut self) {
        let mut found = Vec::new();
        for text in &self.texts {
            let lower = text.text.to_lowercase();
            for address in ["70 fleet street", "ec4y 1eu", "cisas.org.uk"] {
                if lower.contains(address) {
                    let message = format!(
                        "\"{address}\" is a former address of CISAS, expected its present one"
                    );
                    found.push((
                        Severity::Warning,
                        SCHEME_CONTACT_STALE,
                        text.place(),
                        message,
                    ));
                }
            }
            if [
                "ec.europa.eu/consumers/odr",
                "webgate.ec.europa.eu/odr",
                "ec.europa.eu/odr",
            ]
            .iter()
            .any(|address| lower.contains(address))
            {
                let message = "the European platform for online dispute resolution closed on 2025-07-20, expected no link to it";
                found.push((
                    Severity::Problem,
                    ODR_LINK,
                    text.place(),
                    message.to_owned(),
                ));
            }
        }
        for (severity, rule, place, message) in found {
            self.note(severity, Some(rule), place, message);
        }
    }

    /// The places of the sections' words that hold, and how many there are.
    fn said(&self, holds: impl Fn(&str) -> bool) -> Option<((usize, String), usize)> {
        let mut said = self.texts.iter().filter(|text| {
            text.path.starts_with("sections[")
                && text.words.is_some()
                && holds(&text.text.to_lowercase())
        });
        let first = said.next()?.place();
        Some((first, 1 + said.count()))
    }

    /// Whether any words of the page hold, the form's and the self-check's too.
    fn is_said(&self, holds: impl Fn(&str) -> bool) -> bool {
        let words = self.texts.iter().filter(|text| text.words.is_some());
        words
            .map(|text| text.text.to_lowercase())
            .any(|text| holds(&text))
    }

    /// Whether any words of the page have a placeholder, and the facts what it stands for.
    fn is_given(&self, placeholder: &str) -> bool {
        let mut facts = self.facts().into_iter();
        facts.any(|(name, _)| placeholder[1..].strip_suffix('}') == Some(&name))
            && self.is_said(|text| text.contains(placeholder))
    }

    fn formal_only(&mut self) {
        if let Some((place, count)) = self.said(|text| text.contains("formal complaint")) {
            let more = match count {
                1 => String::new(),
                _ => format!(" (the first of {count} places)"),
            };
            let message = format!(
                "the time counts from the \"formal complaint\"{more}; it runs from when the customer first complained, however that was, expected \"complaint\""
            );
            self.note(Severity::Info, Some(FORMAL_ONLY), place, message);
        }
    }

    fn deadlock_duty(&mut self) {
        let tells = |text: &str| text.contains("deadlock") || text.contains("adr letter");
        if self.said(tells).is_some() {
            return;
        }
        let on_request = |text: &str| text.contains("earlier") && text.contains("agree");
        if let Some((place, _)) = self.said(on_request) {
            let message = "CISAS earlier only if \"we agree\"; a deadlock letter is due unasked once the company will not look further, expected a section that says so";
            self.note(
                Severity::Info,
                Some(DEADLOCK_DUTY),
                place,
                message.to_owned(),
            );
        }
    }

    /// Whether the page asks about something that CISAS does not take.
    fn asks(&self, reason: OutsideReason) -> bool {
        let copy = self.copy;
        let mut blocks = copy.sections.iter().flat_map(|section| &section.blocks);
        blocks.any(|block| matches!(block, BlockCopy::SelfCheck))
            && copy
                .self_check
                .as_ref()
                .is_some_and(|check| check.instead(reason).is_some())
    }

    fn eligibility(&mut self) {
        // The self-check's screening says it as well as a sentence does.
        let asked =
            self.asks(OutsideReason::OrganisationTooLarge) && self.asks(OutsideReason::SumTooLarge);
        let told = |text: &str| text.contains("small business") || text.contains("{scheme_people}");
        if !asked && self.said(told).is_none() {
            let place = self.place(&[Step::Key("sections")]);
            let message = "nothing says who may use CISAS, expected it, or the questions \"organisation-too-large\" and \"sum-too-large\" in the self-check: individuals and small businesses, {scheme_people} people and {scheme_sum} at most";
            self.note(
                Severity::Info,
                Some(ELIGIBILITY_MISSING),
                place,
                message.to_owned(),
            );
        }
    }

    fn scheme_contact(&mut self) {
        let contacts = ["{scheme_phone}", "{scheme_email}", "{scheme_address}"];
        let contact = contacts.iter().any(|contact| self.is_given(contact));
        let is_free = |text: &str| words_of(&text.replace("feel free", ""), "free");
        let free = self.said(is_free).is_some();
        let no_contact = format!(
            "the page gives no phone number, e-mail or postal address of CISAS, expected one, as {} from these facts",
            contacts.join(", ")
        );
        let message = match (contact, free) {
            (true, true) => return,
            (false, true) => no_contact,
            (true, false) => "the page does not say that CISAS is free, expected it".to_owned(),
            (false, false) => no_contact + "; nor does it say that CISAS is free",
        };
        let place = self.place(&[Step::Key("facts"), Step::Key("scheme")]);
        self.note(
            Severity::Warning,
            Some(SCHEME_CONTACT_MISSING),
            place,
            message,
        );
    }

    fn contact_channels(&mut self) {
        let copy = self.copy;
        let phone = self.is_said(|text| text.contains("{phone}"));
        let email = self.is_given("{contact_email}");
        let post = self.is_given("{contact_address}");
        let mut blocks = copy.sections.iter().flat_map(|section| &section.blocks);
        let form = blocks.any(|block| matches!(block, BlockCopy::Form));
        let invited = self.said(|text| words_of(text, "email us")).is_some();
        let mut missing = Vec::new();
        if !phone {
            missing.push("the phone number ({phone})");
        }
        if !post {
            missing.push("a postal address ({contact_address})");
        }
        if !email && invited {
            missing.push("the address to \"email us\" at ({contact_email})");
        } else if !email && !form {
            missing.push("an e-mail address ({contact_email}) or a form");
        }
        if !missing.is_empty() {
            let place = self.place(&[Step::Key("facts")]);
            let message = format!(
                "the page does not give {}, expected phone, post, and e-mail or a form",
                missing.join(" or ")
            );
            self.note(Severity::Warning, Some(CONTACT_CHANNELS), place, message);
        }
    }

    fn data_protection(&mut self) {
        let topics = ["data protection", "personal data", "ico.org.uk"];
        let told = |text: &str| topics.iter().any(|topic| text.contains(topic));
        // The self-check's screening asks about it, and says where to go.
        if !self.asks(OutsideReason::DataProtection) && self.said(told).is_none() {
            let place = self.place(&[Step::Key("sections")]);
            let message = "nothing says how to complain about the use of personal data, expected a way, or the question \"data-protection\" in the self-check";
            self.note(Severity::Info, Some(DP_ROUTE), place, message.to_owned());
        }
    }

    /// Whether the bank holidays reach a year ahead.
    pub(super) fn holiday_horizon(&mut self, today: NaiveDate, holidays: &BankHolidays) {
        if !self.is_sound(&["facts", "division"]) {
            return;
        }
        let division = self.copy.facts.division;
        let ahead = today.checked_add_months(Months::new(12)).unwrap_or(today);
        let lacks = |year: &i32| holidays.basis(*year, division) == Basis::Computed;
        if let Some(year) = (today.year()..=ahead.year()).find(lacks) {
            let place = self.place(&[Step::Key("submit"), Step::Key("bank_holidays")]);
            let message = format!(
                "the file has no bank holidays of {year} for {}, expected them to {}: replace it by GOV.UK's",
                division.name(),
                iso::format_date(ahead)
            );
            self.note(Severity::Warning, Some(HOLIDAY_HORIZON), place, message);
        }
    }
}

/// Whether a text holds these words, and not as part of others.
fn words_of(text: &str, words: &str) -> bool {
    text.split(words)
        .skip(1)
        .any(|after| !after.starts_with(char::is_alphanumeric))
}
