use crate::copy::PageCopy;
use crate::domain::calendar::{DayCounted, DayKind};

/// How a count of working days went: the days counted, and in brackets those skipped and why.
pub fn working(page: &PageCopy, days: &[DayCounted]) -> String {
    let words = &page.words;
    let counted = days.iter().filter(|day| day.kind == DayKind::Working);
    let count = counted.count();
    let mut list: Vec<String> = Vec::new();
    let mut skipped: Vec<String> = Vec::new();
    for day in days {
        let name = words.short_date(day.date);
        match &day.kind {
            DayKind::Working => {
                list.extend(skipped_group(page, &mut skipped));
                list.push(name);
            }
            DayKind::Weekend => skipped.push(name),
            DayKind::BankHoliday(holiday) => {
                skipped.push([&name, " ", words.bank_holiday(&holiday.title)].concat())
            }
        }
    }
    list.extend(skipped_group(page, &mut skipped));
    let working_days = words.counts.working_days.fill(count);
    words
        .working
        .fill(&[("working_days", &working_days), ("days", &list.join(", "))])
}

fn skipped_group(page: &PageCopy, skipped: &mut Vec<String>) -> Option<String> {
    let days = std::mem::take(skipped);
    (!days.is_empty()).then(|| page.words.skipped.fill(&[("days", &days.join(", "))]))
}
