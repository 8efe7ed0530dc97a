use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::inputs::CopyArgs;
use super::typed::{cell, date, needed, now, number};
use super::words::{days, in_words, plural};
use super::{FormArgs, one_of};
use crate::cli::CliError;
use crate::cli::rows::{Columns, answer_rows};
use crate::domain::calendar::{iso, london};
use crate::domain::cisas::{
    DatedFigures, DatedRegulatorFigures, Figures, KeyDates, RegulatorFigures, Still, Told, Window,
    WindowError,
};

/// When an application to CISAS is in time
///
/// Opens 8 weeks after the complaint, or on an earlier agreed date; closes 9 months after it, that
/// day included. With --copy, the figures are those of the copy file, as on its page.
///
/// Beside these, the dates by the regulator's own figures, where they are others: opens_regulator, and
/// after a letter closes_regulator.
///
/// The outcome is what the customer is told, and minds the regulator's figures too: not-yet,
/// perhaps-already (the regulator may allow it: ask CISAS), open, last-days, past-limit (ask CISAS).
///
/// CSV in: id, complaint_date and, if there, wait_weeks, limit_months, agreed_date, today.
/// CSV out: id,opens,closes,status (before, open or closed) and, with --outcome, outcome, and, with
/// --regulator, opens_regulator,closes_regulator
#[derive(Args)]
#[command(verbatim_doc_comment, group = one_of("complained", "csv"))]
pub struct CisasArgs {
    /// When the complaint was first made, such as 2026-03-02 or yesterday
    #[arg(long, value_name = "DATE", value_parser = date)]
    complained: Option<NaiveDate>,
    /// When the company agreed in writing to go to CISAS, or sent a deadlock letter
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "csv")]
    agreed: Option<NaiveDate>,
    /// The day to give the status for [default: today in London]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<NaiveDate>,
    /// Weeks to wait after the complaint [default: the page's figure]
    #[arg(long, value_name = "N")]
    wait_weeks: Option<u32>,
    /// Months after the complaint within which to apply [default: the page's figure]
    #[arg(long, value_name = "N")]
    limit_months: Option<u32>,
    /// Add a column with the outcome; without --csv it is always given
    #[arg(long)]
    outcome: bool,
    /// Add columns with the dates by the regulator's figures; without --csv they are always given
    #[arg(long)]
    regulator: bool,
    #[command(flatten)]
    copy: CopyArgs,
    #[command(flatten)]
    form: FormArgs,
}

#[derive(Serialize)]
struct CisasAnswer {
    opens: String,
    closes: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// By the regulator's figures, where they are asked for; inside, none where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens_regulator: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_regulator: Option<Option<String>>,
}

/// A complaint with the figures that hold for it, and the day to look at it.
struct CisasCase<'a> {
    window: Window,
    dates: KeyDates,
    page: Figures,
    regulator: &'a RegulatorFigures,
    today: NaiveDate,
}

pub(super) fn run(args: &CisasArgs) -> Result<ExitCode, CliError> {
    let today = args.today.unwrap_or_else(|| london::london_date(now()));
    let (page, regulator) = match args.copy.read()? {
        Some((_, copy)) => (copy.facts.cisas, copy.facts.regulator),
        None => (DatedFigures::default(), DatedRegulatorFigures::default()),
    };
    let figures = |complained, wait_weeks: Option<u32>, limit_months: Option<u32>| {
        let page = page.on(complained);
        Figures {
            wait_weeks: wait_weeks.or(args.wait_weeks).unwrap_or(page.wait_weeks),
            limit_months: limit_months
                .or(args.limit_months)
                .unwrap_or(page.limit_months),
            ..page
        }
    };
    let case = |complained, figures, agreed, today| {
        CisasCase::new(complained, figures, regulator.on(complained), agreed, today)
            .map_err(|error| error.to_string())
    };
    if let Some(file) = &args.form.csv {
        let mut answers = vec!["opens", "closes", "status"];
        answers.extend(args.outcome.then_some("outcome"));
        if args.regulator {
            answers.extend(["opens_regulator", "closes_regulator"]);
        }
        let columns = Columns {
            needed: "complaint_date",
            optional: &["wait_weeks", "limit_months", "agreed_date", "today"],
            answers: &answers,
        };
        return answer_rows(file, &columns, |row| {
            let complained = needed(row, "complaint_date", date)?;
            let figures = figures(
                complained,
                cell(row, "wait_weeks", number)?,
                cell(row, "limit_months", number)?,
            );
            let agreed = cell(row, "agreed_date", date)?;
            let today = cell(row, "today", date)?.unwrap_or(today);
            let case = case(complained, figures, agreed, today)?;
            Ok(case.answer(args.outcome, args.regulator))
        });
    }
    let Some(complained) = args.complained else {
        return Err(CliError::unreadable(
            "nothing to compute: give --complained or --csv",
        ));
    };
    let figures = figures(complained, None, None);
    let case = case(complained, figures, args.agreed, today).map_err(CliError::no_answer)?;
    let answer = case.answer(true, true);
    args.form.print(&answer, || {
        let [complained, today] = [complained, today].map(in_words);
        let (status, outcome) = (answer.status, case.outcome_in_words());
        let window = case.window_in_words();
        format!(
            "Complained  {complained}\n\
             {window}\
             Status      {status} on {today}\n\
             Outcome     {outcome}\n"
        )
    })
}

impl<'a> CisasCase<'a> {
    fn new(
        complained: NaiveDate,
        page: Figures,
        regulator: &'a RegulatorFigures,
        agreed: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self, WindowError> {
        Ok(Self {
            window: Window::new(complained, page, agreed)?,
            page,
            dates: KeyDates::new(Some(complained), agreed, page, regulator)?,
            regulator,
            today,
        })
    }

    fn answer(&self, with_outcome: bool, with_regulator: bool) -> CisasAnswer {
        CisasAnswer {
            opens: iso::format_date(self.window.opens),
            closes: iso::format_date(self.window.closes),
            status: self.window.status(self.today).as_str(),
            outcome: with_outcome.then(|| self.dates.outcome(self.today).as_str()),
            opens_regulator: with_regulator
                .then(|| self.dates.opens_by_regulator.map(iso::format_date)),
            closes_regulator: with_regulator
                .then(|| self.dates.last_safe_day.map(iso::format_date)),
        }
    }

    /// The first and last days by the page's figures and by the regulator's, in the order of the
    /// self-check, each with whose it is.
    fn window_in_words(&self) -> String {
        let weeks = |weeks| plural(weeks, "week", "weeks");
        let months = |months| plural(months, "month", "months");
        let [opens, closes] = [self.window.opens, self.window.closes].map(in_words);
        let by = match self.dates.agreed {
            Some(agreed) if agreed == self.window.opens => "by agreement or letter".into(),
            _ => format!("by the page's {}", weeks(self.page.wait_weeks)),
        };
        let mut lines = String::new();
        if let Some(day) = self
            .dates
            .opens_by_regulator
            .filter(|day| *day != self.window.opens)
        {
            let (day, weeks) = (in_words(day), weeks(self.regulator.wait_weeks));
            lines += &format!("Regulator   from {day}, by its {weeks}\n");
        }
        let page = months(self.page.limit_months);
        lines += &format!(
            "Opens       {opens}, {by}\n\
             Closes      {closes}, that day included, by the page's {page}\n"
        );
        if let Some(day) = self.dates.last_safe_day {
            let (day, months) = (
                in_words(day),
                months(self.regulator.limit_months_from_letter),
            );
            lines += &format!("Regulator   to {day}, by its {months} from the letter\n");
        }
        lines
    }

    fn outcome_in_words(&self) -> String {
        let weeks = plural(self.regulator.wait_weeks, "week", "weeks");
        let outcome = self.dates.outcome(self.today);
        let name = outcome.as_str().replace('-', " ");
        match outcome.told() {
            Told::ToGo { days: to_go } => {
                let opens = format!("{name}, {} to go", days(to_go));
                match self.dates.perhaps_from() {
                    Some(day) => format!(
                        "{opens}; perhaps from {}, by the regulator's {weeks}",
                        in_words(day)
                    ),
                    None => opens,
                }
            }
            Told::Since(allowed_from) => format!(
                "{name}, since {}, by the regulator's {weeks}: ask CISAS",
                in_words(allowed_from)
            ),
            Told::Left { days: 0, .. } => format!("{name}, today is the last"),
            Told::Left { closes, days: left } => {
                format!("{name}, {} left, to {}", days(left), in_words(closes))
            }
            Told::Past { closed, still } => {
                let other = if Some(closed) == self.dates.closes {
                    "regulator"
                } else {
                    "page"
                };
                let still = match still {
                    Still::NoLetter => {
                        "without a deadlock letter the regulator has no limit".into()
                    }
                    Still::Until(day) => format!("the {other} allows it until {}", in_words(day)),
                    Still::Ended(day) => format!("the {other} allowed it until {}", in_words(day)),
                };
                format!("past the limit of {}, ask CISAS: {still}", in_words(closed))
            }
            // No dates with a complaint among them come to such an outcome.
            Told::Nothing => outcome.as_str().into(),
        }
    }
}
