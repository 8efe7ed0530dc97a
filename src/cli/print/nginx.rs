use super::rules::{Files, HeaderRule, headers, headers_of_all, kinds, pattern, types};
use super::{Paths, how, indented};
use crate::receiver::site::{HASHED_NAME, PREVIEW};

/// The maps for the `http` block, and what goes into the `server` block.
pub fn site(paths: &Paths) -> String {
    let Paths {
        base,
        dist,
        upstream,
        ..
    } = paths;
    let megabytes = paths.body_megabytes();
    let mut locations = String::new();
    for path in &paths.passed_on {
        locations += &format!(
            "location = {path} {{\n    \
                 proxy_pass http://{upstream};\n    \
                 proxy_http_version 1.1;\n    \
                 proxy_set_header Connection \"\";\n    \
                 proxy_set_header Host $http_host;\n    \
                 # One address, whoever sent what: for `serve --trust-proxy`.\n    \
                 proxy_set_header X-Forwarded-For $remote_addr;\n    \
                 proxy_request_buffering off;\n    \
                 client_max_body_size {megabytes}m;\n    \
                 proxy_read_timeout 120s;\n\
             }}\n"
        );
    }
    let (mut maps, mut add_headers) = (String::new(), String::new());
    for rule in headers_of_all(&paths.other_servers) {
        let some = headers(&paths.other_servers).into_iter();
        let some = some.filter(|one| one.name == rule.name && one.files != Files::All);
        let some: Vec<HeaderRule> = some.collect();
        let value = if some.is_empty() {
            format!("\"{}\"", rule.value)
        } else {
            let name = rule.name.to_ascii_lowercase().replace('-', "_");
            let variable = ["$complaints_", &name].concat();
            maps += &map(&variable, &rule, &some);
            variable
        };
        add_headers += &format!("    add_header {} {value} always;\n", rule.name);
    }
    let types: String = types()
        .map(|rule| format!("        {} {};\n", rule.kind, rule.endings.join(" ")))
        .collect();
    let texts = kinds(|rule| rule.is_text());
    // nginx compresses this type by itself, and warns of it here.
    let compressed = kinds(|rule| rule.kind != "text/html");
    locations += &format!(
        "location ^~ {base} {{\n    \
             alias {dist}/;\n    \
             index index.html;\n    \
             types {{\n{types}    }}\n    \
             charset utf-8;\n    \
             charset_types {texts};\n    \
             gzip on;\n    \
             gzip_vary on;\n    \
             gzip_types {compressed};\n    \
             # The .gz beside a file; with the module ngx_brotli also `brotli_static on;`, a fifth smaller.\n    \
             gzip_static on;\n\
         {add_headers}}}\n"
    );
    let how = how("nginx");
    match &paths.server_name {
        Some(name) => format!(
            "# {how}\n# For /etc/nginx/conf.d/; TLS is the website's own: add its `listen` and certificate.\n\
             {maps}server {{\n    listen 80;\n    listen [::]:80;\n    server_name {name};\n{}}}\n",
            indented(&locations, 4)
        ),
        None => format!(
            "# {how}\n\n# Into the http block, as a file in /etc/nginx/conf.d/:\n{maps}\n\
             # Into the server block of the website:\n{locations}"
        ),
    }
}

/// The variable that holds a header's value, which differs from file to file.
fn map(variable: &str, all: &HeaderRule, some: &[HeaderRule]) -> String {
    let some: String = some
        .iter()
        .map(|rule| {
            let files = match rule.files {
                // What is said of all files stands above, as what holds else.
                Files::All => return String::new(),
                Files::Hashed => format!("~/{HASHED_NAME}[^/]*$"),
                Files::Preview => format!("~{}$", pattern(PREVIEW)),
            };
            format!("    \"{files}\" \"{}\";\n", rule.value)
        })
        .collect();
    format!(
        "map $uri {variable} {{\n    default \"{}\";\n{some}}}\n",
        all.value
    )
}
