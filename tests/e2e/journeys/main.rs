//! What people do with the page in a real browser, and what must come of it.

/// Makes each of these journeys a test in each engine: `NAME::in_chromium`, `in_firefox` and `in_webkit`.
macro_rules! in_every_engine {
    ($($journey:ident),+ $(,)?) => { $(
        mod $journey {
            use e2e::harness::Engine;

            #[test]
            fn in_chromium() {
                super::$journey(Engine::Chromium);
            }

            #[test]
            fn in_firefox() {
                super::$journey(Engine::Firefox);
            }

            #[test]
            fn in_webkit() {
                super::$journey(Engine::WebKit);
            }
        }
    )+ };
}

mod accessibility;
mod attachments;
mod bad_server;
mod both_figures;
mod browsers;
mod case;
mod connection;
mod copy_file;
mod desk;
mod drafts;
mod element;
mod embedding;
mod endpoints;
mod failures;
mod fallback;
mod first_visit;
mod form_rules;
mod host_pages;
mod languages;
mod no_script;
mod others_at_work;
mod preview;
mod reading;
mod receipt;
mod self_check;
mod sending;
mod server_down;
mod states;
mod time_zones;
mod upgrade;
mod valid_html;
mod verdicts;
mod wordpress;
