mod calendar;
mod cisas;
mod golden;
