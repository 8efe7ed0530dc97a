mod calendar;
mod copy;
mod cisas;
mod golden;
