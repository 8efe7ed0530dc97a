//! How it looks: one component per file, no rules.
