//! Bank holidays, working days, London time and opening hours.

mod bank_holidays;
mod govuk_file;
mod iso;
mod london;
mod opening_hours;
mod working_days;

use complaints::domain::calendar::BankHolidays;

/// The bank holidays that ship with the page.
fn shipped() -> BankHolidays {
    let json = support::shipped::BANK_HOLIDAYS;
    BankHolidays::from_govuk(json).expect("the shipped file is in GOV.UK's format")
}
