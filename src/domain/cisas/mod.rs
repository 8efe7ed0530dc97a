//! When the adjudication scheme is open to a complaint.
