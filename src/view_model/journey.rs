/// Where a customer stands: fill in, check, done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    #[default]
    Fill,
    Check,
    Receipt,
}

/// How sending goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    #[default]
    Idle,
    Sending,
    Retrying,
    Failed,
}
