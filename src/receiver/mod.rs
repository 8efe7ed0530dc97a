//! The endpoint that `serve` runs: the built page, and complaints from it into a database.
//!
//! A complaint is answered when it is kept for good with its files, never before.

mod accept;
mod answer;
mod base_path;
mod clock;
pub mod connections;
mod csv_rows;
mod desk;
mod drawing;
mod file_stamp;
mod health;
mod http_rules;
mod inbox;
mod inbox_editor;
mod intake;
mod keep;
mod log;
mod look;
mod metrics;
pub mod multipart;
mod mutex;
mod origin;
mod outbox;
mod pages;
mod proxy_header;
mod published;
pub mod rate_limit;
mod receive;
pub mod reference;
mod retention;
mod routes;
mod serve;
mod settings;
pub mod site;
pub mod spreadsheet;
mod start;
mod store;
mod upload;
mod wording;

pub use base_path::{BasePath, BasePathError};
pub use clock::{Clock, now};
pub use connections::Patience;
pub use csv_rows::write_csv;
pub use desk::{Desk, DeskSettings, DeskStartError, serve_desk};
pub use inbox::{Inbox, InboxError, Note, Received, ReceivedAttachment, Summary};
pub use inbox_editor::{
    DeleteError, InboxEditor, Purged, Release, Reopened, Taken, ToDelete, Which,
};
pub use intake::most_body_bytes;
pub use log::{Log, WriteLine, to_stderr};
pub use origin::{Caller, Origin, OriginError, is_loopback};
pub use outbox::{
    FILE_BYTES, GIVE_UP_AFTER, Header, MailAddress, SmtpServer, Tell, TellError, Unsent, Webhook,
    WebhookSecret, WebhookUrl, pause_after,
};
pub use published::{ENDPOINT, FORMER_ENDPOINT, Unusable};
pub use serve::{DataFolderLost, serve};
pub use settings::{INCOMING_BYTES, Settings};
pub use start::{Receiver, StartError};
pub use store::{
    BackupError, Contents, Location, PostgresUrl, Receipt, Restored, StoreError, backup,
    open_rights, restore, verify, write_new,
};
