//! The endpoint that `serve` runs: axum, one SQLite file, attachments beside it.
