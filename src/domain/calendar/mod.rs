//! Working days, bank holidays and London time.
