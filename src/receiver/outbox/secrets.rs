/// The names of secrets in the environment: commands do not get them.
pub const SECRETS: [&str; 5] = [
    "COMPLAINTS_SMTP",
    "COMPLAINTS_FORWARD_SECRET",
    "COMPLAINTS_FORWARD_HEADER",
    "COMPLAINTS_DATABASE",
    "PGPASSWORD",
];
