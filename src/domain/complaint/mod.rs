//! From what a person typed to a complaint the company can act on.
