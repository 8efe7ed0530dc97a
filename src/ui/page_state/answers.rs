//! Answers as the controls that show them are given them: one each, and nothing else of the page.

use super::{PageState, Typing};
use crate::domain::complaint::{DatePart, FieldId};
use crate::ui::shared::Shared;
use crate::view_model::self_check::SelfCheck;
use crate::view_model::{Journey, QuestionId};

/// The answer to one question in words, or by a choice.
#[derive(Clone, Copy)]
pub struct Answer {
    field: FieldId,
    journey: Shared<Journey>,
    typing: Typing,
}

impl Answer {
    /// What is answered so far; whoever asks is told of a change.
    pub fn get(self) -> String {
        self.typing.track(self.field);
        self.journey
            .with(|journey| journey.draft().text(self.field).to_owned())
    }
}

/// The answer to one question for a date.
#[derive(Clone, Copy)]
pub struct DateAnswer {
    pub question: QuestionId,
    journey: Shared<Journey>,
    self_check: Shared<SelfCheck>,
}

impl DateAnswer {
    /// What was typed into one box.
    pub fn part(self, part: DatePart) -> String {
        match self.question {
            QuestionId::Field(_) => self.journey.with(|journey| {
                let date = &journey.draft().first_complained_on;
                date.part(part).to_owned()
            }),
            QuestionId::SelfCheck(date) => self
                .self_check
                .with(|check| check.date(date).part(part).to_owned()),
        }
    }

    /// Whether a box is among the wrong parts of its date: the one named, or all where none is.
    pub fn is_wrong(self, part: DatePart) -> bool {
        let wrong_part = match self.question {
            QuestionId::Field(_) => {
                let problem = self.journey.with(Journey::date_problem);
                problem.map(|problem| problem.wrong_part())
            }
            QuestionId::SelfCheck(date) => {
                let fault = self.self_check.with(|check| check.fault(date));
                fault.map(|fault| fault.wrong_part())
            }
        };
        wrong_part.is_some_and(|wrong| wrong.is_none_or(|wrong| wrong == part))
    }
}

impl PageState {
    /// The answer to a question of the form.
    pub fn answer_to(&self, field: FieldId) -> Answer {
        Answer {
            field,
            journey: self.journey,
            typing: self.typing,
        }
    }

    /// The answer to a question for a date.
    pub fn date_answer_to(&self, question: QuestionId) -> DateAnswer {
        DateAnswer {
            question,
            journey: self.journey,
            self_check: self.self_check,
        }
    }
}
