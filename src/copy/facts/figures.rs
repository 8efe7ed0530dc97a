//! Figures that stand for more than a number: hours, dated figures and limits, checked as a whole.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::base::json::Value;
use crate::copy::objects::copy_objects;
use crate::copy::reader::{FromCopy, Reader};
use crate::copy::scalars::WebAddress;
use crate::domain::calendar::OpeningHours;
use crate::domain::cisas::{DatedFigures, DatedRegulatorFigures, Figures, RegulatorFigures};
use crate::domain::complaint::AttachmentLimits;

copy_objects! {
    /// When the phone lines are open, as written.
    pub struct LinesEntry {
        /// The first day of the week on which they are open.
        pub first_day: Weekday,
        /// The last day of the week on which they are open.
        pub last_day: Weekday,
        /// The time at which they open.
        pub opens: NaiveTime,
        /// The time at which they close.
        pub closes: NaiveTime,
    }

    /// Figures with the day from which they hold, as written.
    pub struct FiguresEntry {
        /// They hold for complaints first made on or after this day.
        pub from: NaiveDate,
        /// Weeks to wait after the complaint.
        pub wait_weeks: u32,
        /// Months after the complaint within which to apply.
        pub limit_months: u32,
    }

    /// The regulator's figures with the day from which they hold, as written.
    pub struct RegulatorEntry {
        /// They hold for complaints first made on or after this day.
        pub from: NaiveDate,
        /// Weeks to wait after the complaint.
        pub wait_weeks: u32,
        /// Months after the deadlock letter within which to apply.
        pub limit_months_from_letter: u32,
        /// The address of the page that says so.
        pub source: WebAddress,
        /// The day on which it was read there; after a year `complaints check` asks to read it again.
        pub read: Option<NaiveDate>,
    }

    /// The limits of attachments, as written.
    pub struct LimitsEntry {
        /// The most megabytes of one file.
        pub file_mb: u32,
        /// The most megabytes of all files together.
        pub total_mb: u32,
        /// The most files.
        pub files: u32,
    }
}

/// Reads what is written, and makes of it what it stands for; what is wrong with the whole is told
/// only where nothing is wrong with its parts.
fn read_made<Written: FromCopy, Made: Default, Fault: std::error::Error>(
    value: &Value,
    reader: &mut Reader,
    make: impl FnOnce(Written) -> Result<Made, Fault>,
) -> Made {
    let faults = reader.faults;
    let written = Written::read(value, reader);
    make(written).unwrap_or_else(|fault| {
        if reader.faults == faults {
            reader.report(value.offset(), |_| fault.to_string());
        }
        Made::default()
    })
}

impl FromCopy for OpeningHours {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        read_made(value, reader, |lines: LinesEntry| {
            Self::new(lines.first_day, lines.last_day, lines.opens, lines.closes)
        })
    }
}

impl FromCopy for DatedFigures {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let figures = |entry: FiguresEntry| Figures {
            from: entry.from,
            wait_weeks: entry.wait_weeks,
            limit_months: entry.limit_months,
        };
        read_made(value, reader, |entries: Vec<FiguresEntry>| {
            Self::new(entries.into_iter().map(figures).collect())
        })
    }
}

impl FromCopy for DatedRegulatorFigures {
    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let figures = |entry: RegulatorEntry| RegulatorFigures {
            from: entry.from,
            wait_weeks: entry.wait_weeks,
            limit_months_from_letter: entry.limit_months_from_letter,
            source: entry.source.0.into(),
        };
        read_made(value, reader, |entries: Vec<RegulatorEntry>| {
            Self::new(entries.into_iter().map(figures).collect())
        })
    }
}

impl FromCopy for AttachmentLimits {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let faults = reader.faults;
        let LimitsEntry {
            file_mb,
            total_mb,
            files,
        } = FromCopy::read(value, reader);
        if file_mb > total_mb && reader.faults == faults {
            reader.report(value.offset(), |_| {
                format!("one file may have {file_mb} MB but all together only {total_mb} MB")
            });
        }
        Self {
            file_bytes: u64::from(file_mb) << 20,
            total_bytes: u64::from(total_mb) << 20,
            files: files as usize,
        }
    }
}
