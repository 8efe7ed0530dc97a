use std::sync::Arc;

use super::health::Found;
use super::start::Receiver;

impl Receiver {
    /// Whether a complaint could be kept now.
    pub async fn look(self: &Arc<Self>) -> Found {
        let receiver = Arc::clone(self);
        let look = move || {
            let found = receiver.health.look(receiver.store.as_ref());
            for (part, fault) in [("database", &found.database), ("disk", &found.disk)] {
                if let Some(fault) = fault {
                    receiver
                        .log
                        .line("unhealthy", &[("part", &part), ("why", fault)]);
                }
            }
            found
        };
        tokio::task::spawn_blocking(look).await.unwrap_or_default()
    }
}
