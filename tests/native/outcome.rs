//! Where a case stands with CISAS: one outcome, never a flat refusal.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, TimeDelta};
use complaints::domain::cisas::outcome::LAST_DAYS;
use complaints::domain::cisas::{
    Answers, AnswersError, DatedFigures, DatedRegulatorFigures, Figures, KeyDates, Outcome,
    OutsideReason, RegulatorFigures, Screening, Still, WindowError,
};
use proptest::prelude::*;

use crate::date;

fn days(number: i64) -> TimeDelta {
    TimeDelta::days(number)
}

fn answers(complained: &str, agreed: &str) -> Answers {
    let day = |text: &str| (!text.is_empty()).then(|| date(text));
    Answers {
        complained: day(complained),
        agreed: day(agreed),
        screening: Screening::default(),
    }
}

/// The outcome by the default figures.
fn decide(answers: &Answers, today: &str) -> Outcome {
    let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    let decision = answers.decide(&page, &regulator, date(today)).unwrap();
    decision.outcome
}

fn not_yet(opens: &str, days_to_go: u32) -> Outcome {
    let opens = date(opens);
    Outcome::NotYet { opens, days_to_go }
}

fn perhaps(opens: &str, allowed_from: &str) -> Outcome {
    let [opens, allowed_from] = [opens, allowed_from].map(date);
    Outcome::PerhapsAlready {
        opens,
        allowed_from,
    }
}

fn open(closes: &str, days_left: u32) -> Outcome {
    let closes = date(closes);
    Outcome::Open { closes, days_left }
}

fn last_days(closes: &str, days_left: u32) -> Outcome {
    let closes = date(closes);
    Outcome::LastDays { closes, days_left }
}

fn past(closed: &str, still: Still) -> Outcome {
    let closed = date(closed);
    Outcome::PastLimit { closed, still }
}

#[test]
fn without_a_complaint_the_step_is_to_complain() {
    assert_eq!(
        decide(&Answers::default(), "2026-11-23"),
        Outcome::ComplainFirst
    );
}

#[test]
fn a_complaint_goes_through_every_outcome_as_time_passes() {
    let complaint = answers("2026-05-01", "");
    let (opens, closes) = ("2026-06-26", "2027-02-01");
    let cases = [
        ("2026-05-01", not_yet(opens, 56)),
        ("2026-06-11", not_yet(opens, 15)),
        ("2026-06-12", perhaps(opens, "2026-06-12")),
        ("2026-06-25", perhaps(opens, "2026-06-12")),
        ("2026-06-26", open(closes, 220)),
        ("2027-01-17", open(closes, 15)),
        ("2027-01-18", last_days(closes, 14)),
        ("2027-02-01", last_days(closes, 0)),
        ("2027-02-02", past(closes, Still::NoLetter)),
        ("2036-02-02", past(closes, Still::NoLetter)),
    ];
    for (today, expected) in cases {
        assert_eq!(decide(&complaint, today), expected, "{today}");
    }
}

#[test]
fn a_letter_opens_at_once_and_starts_the_regulators_limit() {
    let complaint = answers("2026-05-01", "2026-06-12");
    let closes = "2027-02-01";
    let cases = [
        ("2026-06-12", open(closes, 234)),
        ("2027-02-01", last_days(closes, 0)),
        ("2027-02-02", past(closes, Still::Until(date("2027-06-11")))),
        ("2027-06-11", past(closes, Still::Until(date("2027-06-11")))),
        ("2027-06-12", past(closes, Still::Ended(date("2027-06-11")))),
    ];
    for (today, expected) in cases {
        assert_eq!(decide(&complaint, today), expected, "{today}");
    }
}

#[test]
fn every_date_that_led_to_the_outcome_is_told() {
    let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    let dates = |agreed: &str| {
        let answers = answers("2026-05-01", agreed);
        let decision = answers.decide(&page, &regulator, date("2026-06-12"));
        decision.unwrap().dates
    };
    let without = KeyDates {
        complained: Some(date("2026-05-01")),
        agreed: None,
        opens: Some(date("2026-06-26")),
        opens_by_regulator: Some(date("2026-06-12")),
        closes: Some(date("2027-02-01")),
        last_safe_day: None,
    };
    assert_eq!(dates(""), without);
    assert_eq!(without.perhaps_from(), Some(date("2026-06-12")));
    let with = KeyDates {
        agreed: Some(date("2026-06-12")),
        opens: Some(date("2026-06-12")),
        last_safe_day: Some(date("2027-06-11")),
        ..without
    };
    assert_eq!(dates("2026-06-12"), with);
    assert_eq!(with.perhaps_from(), None);
    let early = dates("2026-05-02");
    assert_eq!(early.opens, Some(date("2026-05-02")));
    assert_eq!(early.opens_by_regulator, Some(date("2026-05-02")));
}

#[test]
fn a_complaint_before_8_april_2026_waits_eight_weeks_by_both_figures() {
    let eve = answers("2026-04-07", "");
    assert_eq!(decide(&eve, "2026-06-01"), not_yet("2026-06-02", 1));
    assert_eq!(decide(&eve, "2026-06-02"), open("2027-01-07", 219));
    let day = answers("2026-04-08", "");
    assert_eq!(decide(&day, "2026-05-19"), not_yet("2026-06-03", 15));
    assert_eq!(
        decide(&day, "2026-05-20"),
        perhaps("2026-06-03", "2026-05-20")
    );
}

#[test]
fn the_day_of_the_complaint_tells_which_figures_hold_and_not_the_day_of_the_letter() {
    let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    let eve = answers("2026-04-07", "2026-06-20");
    let decision = eve.decide(&page, &regulator, date("2026-06-20")).unwrap();
    assert_eq!(decision.dates.opens_by_regulator, Some(date("2026-06-02")));
}

#[test]
fn a_letter_sent_after_the_published_limit_still_lets_a_person_ask() {
    let late = answers("2026-01-05", "2026-11-02");
    assert_eq!(
        decide(&late, "2026-11-23"),
        past("2026-10-05", Still::Until(date("2027-11-01")))
    );
}

#[test]
fn the_last_safe_day_after_a_letter_of_29_february_is_27_february() {
    let leap = answers("2028-02-01", "2028-02-29");
    let safe = date("2029-02-27");
    let closed = "2028-11-01";
    assert_eq!(
        decide(&leap, "2029-02-27"),
        past(closed, Still::Until(safe))
    );
    assert_eq!(
        decide(&leap, "2029-02-28"),
        past(closed, Still::Ended(safe))
    );
}

#[test]
fn a_letter_alone_shows_that_there_was_a_complaint() {
    let letter = answers("", "2026-06-12");
    assert_eq!(
        decide(&letter, "2026-06-12"),
        perhaps("2026-06-12", "2026-06-12")
    );
    assert_eq!(
        decide(&letter, "2027-06-11"),
        perhaps("2026-06-12", "2026-06-12")
    );
    assert_eq!(
        decide(&letter, "2027-06-12"),
        past("2027-06-11", Still::Ended(date("2027-06-11")))
    );
}

#[test]
fn dates_that_cannot_be_are_refused_with_the_reason() {
    let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    let error = |complained: &str, agreed: &str| {
        let mut answers = answers(complained, agreed);
        answers.screening.set(OutsideReason::Fraud, Some(true));
        answers
            .decide(&page, &regulator, date("2026-11-23"))
            .unwrap_err()
    };
    assert_eq!(
        error("2026-11-24", "").to_string(),
        "the complaint of 2026-11-24 lies ahead: today is 2026-11-23"
    );
    for complained in ["", "2026-05-01"] {
        assert_eq!(
            error(complained, "2026-11-24").to_string(),
            "the agreement of 2026-11-24 lies ahead: today is 2026-11-23"
        );
    }
    let [agreed, complained] = ["2026-04-30", "2026-05-01"].map(date);
    let older = AnswersError::NoWindow(WindowError::AgreedBeforeComplaint { agreed, complained });
    assert_eq!(error("2026-05-01", "2026-04-30"), older);
    assert_eq!(
        older.to_string(),
        "the agreement of 2026-04-30 is older than the complaint of 2026-05-01"
    );
}

#[test]
fn no_date_is_too_far_away_to_be_decided_or_refused() {
    let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    let days = [NaiveDate::MIN, date("0001-01-01"), NaiveDate::MAX];
    for (complained, agreed, today) in days
        .iter()
        .flat_map(|c| days.iter().flat_map(move |a| days.map(|t| (*c, *a, t))))
    {
        for (complained, agreed) in [
            (Some(complained), Some(agreed)),
            (Some(complained), None),
            (None, Some(agreed)),
        ] {
            let answers = Answers {
                complained,
                agreed,
                screening: Screening::default(),
            };
            let _ = answers.decide(&page, &regulator, today);
        }
    }
}

#[test]
fn a_page_that_lasts_longer_than_the_regulator_closes_on_the_safe_day() {
    let page = DatedFigures::new(vec![figures(8, 18)]).unwrap();
    let regulator = DatedRegulatorFigures::default();
    let complaint = answers("2026-05-01", "2026-06-12");
    let on = |today| {
        complaint
            .decide(&page, &regulator, date(today))
            .unwrap()
            .outcome
    };
    let ends = Still::Until(date("2027-11-01"));
    assert_eq!(on("2027-06-11"), last_days("2027-06-11", 0));
    assert_eq!(on("2027-06-12"), past("2027-06-11", ends));
    assert_eq!(on("2027-11-01"), past("2027-06-11", ends));
    assert_eq!(
        on("2027-11-02"),
        past("2027-06-11", Still::Ended(date("2027-11-01")))
    );
}

#[test]
fn a_page_that_opens_before_the_regulator_keeps_its_word() {
    let page = DatedFigures::new(vec![figures(4, 9)]).unwrap();
    let regulator = DatedRegulatorFigures::default();
    let complaint = answers("2026-05-01", "");
    let on = |today| complaint.decide(&page, &regulator, date(today)).unwrap();
    assert_eq!(on("2026-05-28").outcome, not_yet("2026-05-29", 1));
    assert_eq!(on("2026-05-29").outcome, open("2027-02-01", 248));
    assert_eq!(on("2026-05-28").dates.perhaps_from(), None);
}

#[test]
fn every_outcome_and_reason_has_a_name_of_its_own() {
    let day = date("2026-11-23");
    let (opens, allowed_from, closes) = (day, day, day);
    let outcomes = [
        Outcome::ComplainFirst,
        Outcome::NotYet {
            opens,
            days_to_go: 1,
        },
        Outcome::PerhapsAlready {
            opens,
            allowed_from,
        },
        Outcome::Open {
            closes,
            days_left: 15,
        },
        Outcome::LastDays {
            closes,
            days_left: 0,
        },
        Outcome::PastLimit {
            closed: day,
            still: Still::NoLetter,
        },
        Outcome::Outside(OutsideReason::Fraud),
    ];
    assert_eq!(
        outcomes.map(|outcome| outcome.as_str()),
        [
            "complain-first",
            "not-yet",
            "perhaps-already",
            "open",
            "last-days",
            "past-limit",
            "outside"
        ]
    );
    assert_eq!(
        OutsideReason::ALL.map(OutsideReason::name),
        [
            "in-court",
            "earlier-procedure",
            "fraud",
            "data-protection",
            "discrimination",
            "property-damage",
            "other-service",
            "sum-too-large",
            "organisation-too-large",
            "outside-uk"
        ]
    );
}

/// Every way to answer the screening questions: yes, no or skipped, each.
fn every_screening() -> impl Iterator<Item = Screening> {
    (0..3u32.pow(OutsideReason::ALL.len() as u32)).map(|code| {
        let mut screening = Screening::default();
        for (place, reason) in (0..).zip(OutsideReason::ALL) {
            let answer = [None, Some(false), Some(true)][(code / 3u32.pow(place) % 3) as usize];
            screening.set(reason, answer);
        }
        screening
    })
}

#[test]
fn only_a_yes_to_a_screening_question_decides_and_it_does_so_before_any_date() {
    let dates = [
        answers("", ""),
        answers("", "2026-06-12"),
        answers("2026-10-30", ""),
        answers("2026-10-05", ""),
        answers("2026-05-01", ""),
        answers("2026-03-02", ""),
        answers("2026-01-05", ""),
        answers("2024-01-05", "2024-02-05"),
    ];
    let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    let today = date("2026-11-23");
    for dates in dates {
        let by_dates = dates.decide(&page, &regulator, today).unwrap();
        assert!(!matches!(by_dates.outcome, Outcome::Outside(_)));
        for screening in every_screening() {
            let decision = Answers { screening, ..dates };
            let decision = decision.decide(&page, &regulator, today).unwrap();
            let holds = |reason: &OutsideReason| screening.answer(*reason) == Some(true);
            let expected = match OutsideReason::ALL.iter().find(|reason| holds(reason)) {
                Some(reason) => Outcome::Outside(*reason),
                None => by_dates.outcome,
            };
            assert_eq!(decision.outcome, expected, "{screening:?}");
            assert_eq!(decision.dates, by_dates.dates);
            assert!(
                screening
                    .reasons()
                    .eq(OutsideReason::ALL.into_iter().filter(holds))
            );
        }
    }
}

/// What the figures say of one case, day by day and counted another way than the code does.
#[derive(Clone, Copy, Debug)]
struct Law {
    complained: NaiveDate,
    agreed: Option<NaiveDate>,
    page: Figures,
    regulator_weeks: u32,
    regulator_months: u32,
}

impl Law {
    fn by_default(complained: NaiveDate, agreed: Option<NaiveDate>) -> Self {
        Self {
            complained,
            agreed,
            page: figures(8, 9),
            regulator_weeks: if complained < date("2026-04-08") {
                8
            } else {
                6
            },
            regulator_months: 12,
        }
    }

    fn page_has_opened(&self, today: NaiveDate) -> bool {
        self.has_opened(self.page.wait_weeks, today)
    }

    fn regulator_has_opened(&self, today: NaiveDate) -> bool {
        self.has_opened(self.regulator_weeks, today)
    }

    fn has_opened(&self, weeks: u32, today: NaiveDate) -> bool {
        (today - self.complained).num_days() >= 7 * i64::from(weeks)
            || self.agreed.is_some_and(|agreed| agreed <= today)
    }

    fn page_is_in_time(&self, today: NaiveDate) -> bool {
        today <= corresponding(self.complained, self.page.limit_months)
    }

    fn regulator_is_in_time(&self, today: NaiveDate) -> bool {
        self.agreed
            .is_none_or(|agreed| today < corresponding(agreed, self.regulator_months))
    }

    /// The days on which something changes.
    fn edges(&self) -> Vec<NaiveDate> {
        let closes = corresponding(self.complained, self.page.limit_months);
        let mut edges = vec![
            self.complained + TimeDelta::weeks(self.page.wait_weeks.into()),
            self.complained + TimeDelta::weeks(self.regulator_weeks.into()),
            closes,
            closes - days(LAST_DAYS.into()),
        ];
        if let Some(agreed) = self.agreed {
            let late = corresponding(agreed, self.regulator_months);
            edges.extend([agreed, late, late - days(LAST_DAYS.into())]);
        }
        edges
    }

    /// Holds an outcome against the figures.
    fn check(&self, outcome: Outcome, today: NaiveDate) {
        let (page_opened, page_in_time) =
            (self.page_has_opened(today), self.page_is_in_time(today));
        let (regulator_opened, regulator_in_time) = (
            self.regulator_has_opened(today),
            self.regulator_is_in_time(today),
        );
        let both_in_time = |day| self.page_is_in_time(day) && self.regulator_is_in_time(day);
        match outcome {
            Outcome::ComplainFirst | Outcome::Outside(_) => panic!("there is a complaint"),
            Outcome::NotYet { opens, days_to_go } => {
                assert!(!page_opened && !regulator_opened);
                assert!(self.page_has_opened(opens) && !self.page_has_opened(opens - days(1)));
                assert_eq!(opens, today + days(days_to_go.into()));
                assert!(days_to_go > 0);
            }
            Outcome::PerhapsAlready {
                opens,
                allowed_from,
            } => {
                assert!(!page_opened && regulator_opened && regulator_in_time);
                assert!(self.page_has_opened(opens) && !self.page_has_opened(opens - days(1)));
                assert!(self.regulator_has_opened(allowed_from));
                assert!(!self.regulator_has_opened(allowed_from - days(1)));
                assert!(allowed_from <= today && today < opens);
            }
            Outcome::Open { closes, days_left } | Outcome::LastDays { closes, days_left } => {
                assert!(page_opened && page_in_time && regulator_in_time);
                assert!(both_in_time(closes) && !both_in_time(closes + days(1)));
                assert_eq!(closes, today + days(days_left.into()));
                assert_eq!(
                    matches!(outcome, Outcome::LastDays { .. }),
                    days_left <= LAST_DAYS
                );
            }
            Outcome::PastLimit { closed, still } => {
                assert!(page_opened && !(page_in_time && regulator_in_time));
                assert!(both_in_time(closed) && !both_in_time(closed + days(1)));
                assert!(closed < today);
                let either_in_time =
                    |day| self.page_is_in_time(day) || self.regulator_is_in_time(day);
                match still {
                    Still::NoLetter => assert!(self.agreed.is_none()),
                    Still::Until(day) | Still::Ended(day) => {
                        assert!(self.agreed.is_some());
                        assert!(either_in_time(day) && !either_in_time(day + days(1)));
                        assert_eq!(matches!(still, Still::Until(_)), either_in_time(today));
                    }
                }
            }
        }
    }
}

fn figures(wait_weeks: u32, limit_months: u32) -> Figures {
    Figures {
        from: date("1995-01-01"),
        wait_weeks,
        limit_months,
    }
}

/// The same day of a later month, or the last one that the month has.
fn corresponding(from: NaiveDate, months: u32) -> NaiveDate {
    let month = from.year() * 12 + from.month0() as i32 + months as i32;
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
    let day = (1..=from.day())
        .rev()
        .find_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    day.unwrap()
}

#[test]
fn ten_years_of_complaints_and_letters_are_decided_right_on_both_sides_of_every_edge() {
    let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    let first = date("2022-01-01");
    let mut decided = 0;
    for complained in first.iter_days().take_while(|day| day.year() < 2032) {
        for agreed in [
            None,
            Some(0),
            Some(1),
            Some(42),
            Some(55),
            Some(57),
            Some(280),
        ] {
            let agreed = agreed.map(|later| complained + days(later));
            let law = Law::by_default(complained, agreed);
            let answers = Answers {
                complained: Some(complained),
                agreed,
                screening: Screening::default(),
            };
            let earliest = agreed.unwrap_or(complained);
            for edge in law.edges() {
                for today in [edge - days(1), edge, edge + days(1)] {
                    if today >= earliest {
                        let decision = answers.decide(&page, &regulator, today).unwrap();
                        law.check(decision.outcome, today);
                        decided += 1;
                    }
                }
            }
        }
    }
    assert!(decided > 300_000, "{decided}");
}

#[test]
fn every_day_of_two_years_after_a_complaint_is_decided_right() {
    let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    for complained in [
        "2025-05-31",
        "2026-04-07",
        "2026-04-08",
        "2027-05-31",
        "2028-02-29",
    ] {
        let complained = date(complained);
        for agreed in [None, Some(0), Some(20), Some(49), Some(300)] {
            let agreed = agreed.map(|later| complained + days(later));
            let law = Law::by_default(complained, agreed);
            let answers = Answers {
                complained: Some(complained),
                agreed,
                screening: Screening::default(),
            };
            for today in agreed.unwrap_or(complained).iter_days().take(731) {
                let decision = answers.decide(&page, &regulator, today).unwrap();
                law.check(decision.outcome, today);
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_the_figures_no_outcome_goes_against_them(
        complained in 0..3_653i64, agreed in prop::option::of(0..500i64), today in 0..900i64,
        (wait_weeks, limit_months) in (0..30u32, 1..24u32),
        (regulator_weeks, regulator_months) in (0..30u32, 1..24u32),
    ) {
        let complained = date("2022-01-01") + days(complained);
        let agreed = agreed.map(|later| complained + days(later));
        let page = figures(wait_weeks, limit_months);
        let regulator = RegulatorFigures {
            from: page.from,
            wait_weeks: regulator_weeks,
            limit_months_from_letter: regulator_months,
            source: Cow::Borrowed("https://regulator.example/"),
        };
        let law = Law { complained, agreed, page, regulator_weeks, regulator_months };
        // A letter may lie ahead here: it is taken as planned.
        let Ok(dates) = KeyDates::new(Some(complained), agreed, page, &regulator) else {
            return Ok(());
        };
        let around = law.edges().into_iter().flat_map(|edge| [edge - days(1), edge, edge + days(1)]);
        for today in around.chain([complained + days(today)]) {
            law.check(dates.outcome(today), today);
        }
    }

    #[test]
    fn what_is_not_said_never_turns_a_chance_into_a_refusal(
        complained in prop::option::of(0..1_000i64), agreed in prop::option::of(0..1_000i64), today in 0..2_000i64,
    ) {
        let day = |later| date("2025-01-01") + days(later);
        let answers = Answers {
            complained: complained.map(day),
            agreed: agreed.map(day),
            screening: Screening::default(),
        };
        let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
        let Ok(decision) = answers.decide(&page, &regulator, day(today)) else {
            let wrong = complained > Some(today) || agreed > Some(today)
                || complained.is_some() && agreed.is_some_and(|agreed| Some(agreed) < complained);
            prop_assert!(wrong);
            return Ok(());
        };
        let nothing_said = complained.is_none() && agreed.is_none();
        prop_assert_eq!(decision.outcome == Outcome::ComplainFirst, nothing_said);
        if agreed.is_some() {
            prop_assert!(!matches!(decision.outcome, Outcome::NotYet { .. }), "a letter opens it");
        }
    }
}
