/// How sending goes, for those who show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeliveryStatus {
    /// Not sent yet from where the customer stands.
    #[default]
    Ready,
    Sending,
    /// A try failed, and the next one is on its way or waits for its time.
    Retrying,
    /// The device is offline, and the next try waits for the line.
    Waiting,
    /// The customer stopped it: whether it arrived is not known.
    Stopped,
    Failed,
    /// It was under way, or had failed, when the page was left: nobody here knows how it ended.
    Interrupted,
}

impl DeliveryStatus {
    /// Whether the complaint is on its way right now.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Sending | Self::Retrying | Self::Waiting)
    }
}
