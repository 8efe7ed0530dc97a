use super::{Paths, headers, how, indented};
use crate::receiver::site::{
    HASHED_NAME, IMMUTABLE, POLICY, PREVIEW, PREVIEW_POLICY, REVALIDATE, TYPES,
};

/// What goes into the site block of a website.
pub fn site(paths: &Paths) -> String {
    let Paths {
        base,
        dist,
        upstream,
        body_bytes,
        ..
    } = paths;
    let headers: String = headers()
        .map(|(name, value)| format!("        {name} \"{value}\"\n"))
        .collect();
    let policy = POLICY;
    let types: String = TYPES
        .iter()
        .map(|(kind, endings)| {
            let name = endings[0];
            let matched: Vec<String> = endings.iter().map(|end| ["*.", end].concat()).collect();
            format!(
                "    @complaints_{name} path {}\n    header @complaints_{name} Content-Type \"{kind}{}\"\n",
                matched.join(" "),
                if kind.starts_with("text/") { "; charset=utf-8" } else { "" }
            )
        })
        .collect();
    let folder = if base == "/" {
        "handle".to_owned()
    } else {
        format!("handle_path {base}*")
    };
    let site = format!(
        "@complaints_endpoint path {}\n\
         handle @complaints_endpoint {{\n    \
             request_body {{\n        max_size {body_bytes}\n    }}\n    \
             # One address, whoever sent what: for `serve --trust-proxy`.\n    \
             reverse_proxy {upstream} {{\n        header_up X-Forwarded-For {{remote_host}}\n    }}\n\
         }}\n\
         {folder} {{\n    \
             # In this order: what is said of some files comes after what is said of all.\n    \
             route {{\n    \
             root * {dist}\n    \
             header {{\n        Cache-Control \"{REVALIDATE}\"\n        Content-Security-Policy \"{policy}\"\n{headers}    }}\n    \
             @complaints_hashed path_regexp /{HASHED_NAME}[^/]*$\n    \
             header @complaints_hashed Cache-Control \"{IMMUTABLE}\"\n    \
             @complaints_preview path *{PREVIEW}\n    \
             header @complaints_preview Content-Security-Policy \"{policy}{PREVIEW_POLICY}\"\n\
         {types}    \
             encode gzip\n    \
             file_server {{\n        precompressed br gzip\n    }}\n    }}\n\
         }}\n",
        paths.passed_on.join(" ")
    );
    let how = how("caddy");
    match &paths.server_name {
        Some(name) => format!("# {how}\n{name} {{\n{}}}\n", indented(&site, 4)),
        None => format!("# {how}\n# Into the site block of the website:\n{site}"),
    }
}
