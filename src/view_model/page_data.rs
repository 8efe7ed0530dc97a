use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;

/// What answers are judged by, and dates computed with.
#[derive(Clone, Copy)]
pub struct PageData {
    pub page: &'static PageCopy,
    pub holidays: &'static BankHolidays,
}
