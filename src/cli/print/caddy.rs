use super::rules::{Files, headers, headers_of_all, types};
use super::{Paths, how, indented};
use crate::receiver::site::{HASHED_NAME, PREVIEW};

/// What goes into the site block of a website.
pub fn site(paths: &Paths) -> String {
    let Paths {
        base,
        dist,
        upstream,
        body_bytes,
        ..
    } = paths;
    let of_all: String = headers_of_all(&paths.other_servers)
        .map(|rule| format!("        {} \"{}\"\n", rule.name, rule.value))
        .collect();
    let of_some: String = headers(&paths.other_servers)
        .into_iter()
        .filter_map(|rule| {
            let (name, matched) = match rule.files {
                Files::All => return None,
                Files::Hashed => ("hashed", format!("path_regexp /{HASHED_NAME}[^/]*$")),
                Files::Preview => ("preview", format!("path *{PREVIEW}")),
            };
            Some(named_matcher(name, &matched, rule.name, &rule.value))
        })
        .collect();
    let types: String = types()
        .map(|rule| {
            let matched: String = rule
                .endings
                .iter()
                .map(|end| [" *.", end].concat())
                .collect();
            let matched = ["path", &matched].concat();
            named_matcher(
                rule.endings[0],
                &matched,
                "Content-Type",
                &rule.content_type(),
            )
        })
        .collect();
    let folder = if base == "/" {
        "handle".to_owned()
    } else {
        format!("handle_path {base}*")
    };
    let endpoint = match paths.passed_on.join(" ") {
        none if none.is_empty() => none,
        paths => format!(
            "@complaints_endpoint path {paths}\n\
             handle @complaints_endpoint {{\n    \
                 request_body {{\n        max_size {body_bytes}\n    }}\n    \
                 # One address, whoever sent what: for `serve --trust-proxy`.\n    \
                 reverse_proxy {upstream} {{\n        header_up X-Forwarded-For {{remote_host}}\n    }}\n\
             }}\n"
        ),
    };
    let site = format!(
        "{endpoint}\
         {folder} {{\n    \
             # In this order: what is said of some files comes after what is said of all.\n    \
             route {{\n    \
             root * {dist}\n    \
             header {{\n{of_all}    }}\n\
         {of_some}{types}    \
             encode gzip\n    \
             file_server {{\n        precompressed br gzip\n    }}\n    }}\n\
         }}\n"
    );
    let how = how("caddy");
    match &paths.server_name {
        Some(name) => format!("# {how}\n{name} {{\n{}}}\n", indented(&site, 4)),
        None => format!("# {how}\n# Into the site block of the website:\n{site}"),
    }
}

/// A header of the files that a matcher finds, by the matcher's name.
fn named_matcher(name: &str, matched: &str, header: &str, value: &str) -> String {
    format!(
        "    @complaints_{name} {matched}\n    header @complaints_{name} {header} \"{value}\"\n"
    )
}
