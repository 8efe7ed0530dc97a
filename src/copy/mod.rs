//! What a company may say: the copy file, typed.
