/// The names of secrets in the environment: commands do not get them.
pub const SECRETS: [&str; 3] = [
    "COMPLAINTS_SMTP",
    "COMPLAINTS_FORWARD_SECRET",
    "COMPLAINTS_FORWARD_HEADER",
];
