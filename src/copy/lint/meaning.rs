//! What can be read, and yet would not work.

use super::{Check, Severity, Step};
use crate::copy::BlockCopy;
use crate::copy::model::FieldDetail;
use crate::domain::complaint::{FieldId, Presence};

impl Check<'_> {
    pub(super) fn meaning(&mut self) {
        self.way_to_reply();
        self.options();
        self.blocks();
        self.calendar_file();
    }

    /// A problem of its own kind, at a place.
    fn problem(&mut self, place: (usize, String), message: &str) {
        self.note(Severity::Problem, None, place, message.to_owned());
    }

    /// What is wrong with the file of bank holidays.
    pub(super) fn bank_holidays(&mut self, message: String) {
        let place = self.place(&[Step::Key("submit"), Step::Key("bank_holidays")]);
        self.note(Severity::Problem, None, place, message);
    }

    fn way_to_reply(&mut self) {
        let rules = self.copy.form_rules();
        let is_asked = |field| rules.presence(field) != Presence::Hidden;
        let place = self.place(&[Step::Key("form"), Step::Key("groups")]);
        if self.is_sound(&["form", "groups"])
            && !is_asked(FieldId::Email)
            && !is_asked(FieldId::Address)
        {
            self.problem(
                place,
                "neither \"email\" nor \"address\" is asked for: there is no way to reply, expected one of them",
            );
        }
    }

    /// What is sent for one answer must not stand for another.
    fn options(&mut self) {
        let copy = self.copy;
        for (group, groups) in copy.form.groups.iter().enumerate() {
            for (field, fields) in groups.fields.iter().enumerate() {
                let FieldDetail::Options(options) = &fields.detail else {
                    continue;
                };
                for (index, option) in options.iter().enumerate() {
                    if options[..index]
                        .iter()
                        .any(|earlier| earlier.value == option.value)
                    {
                        let steps = [
                            Step::Key("form"),
                            Step::Key("groups"),
                            Step::Index(group),
                            Step::Key("fields"),
                            Step::Index(field),
                            Step::Key("options"),
                            Step::Index(index),
                            Step::Key("value"),
                        ];
                        let message =
                            format!("found \"{}\" a second time, expected it once", option.value);
                        self.problem(self.place(&steps), &message);
                    }
                }
            }
        }
    }

    fn blocks(&mut self) {
        let copy = self.copy;
        if !self.is_sound(&["sections"]) {
            return;
        }
        let is_form = |block: &BlockCopy| matches!(block, BlockCopy::Form);
        if !copy
            .sections
            .iter()
            .any(|section| section.blocks.iter().any(is_form))
        {
            self.problem(
                self.place(&[Step::Key("sections")]),
                "no section has a block of the kind \"form\", to which the header's link leads",
            );
        }
        for (section, sections) in copy.sections.iter().enumerate() {
            for (index, block) in sections.blocks.iter().enumerate() {
                if matches!(block, BlockCopy::SelfCheck) && copy.self_check.is_none() {
                    let steps = [
                        Step::Key("sections"),
                        Step::Index(section),
                        Step::Key("blocks"),
                        Step::Index(index),
                    ];
                    self.problem(
                        self.place(&steps),
                        "the words of this block are missing, expected a key \"self_check\" in the file",
                    );
                }
            }
        }
    }

    fn calendar_file(&mut self) {
        let name = &self.copy.dates.remind_file;
        if self.is_sound(&["dates", "remind_file"])
            && (!name.ends_with(".ics") || name.contains(['/', '\\']))
        {
            let place = self.place(&[Step::Key("dates"), Step::Key("remind_file")]);
            self.problem(
                place,
                &format!("expected a file name like complaint-dates.ics, found \"{name}\""),
            );
        }
    }
}
