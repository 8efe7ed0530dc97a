use super::{Paths, headers, how, indented};
use crate::receiver::site::{
    HASHED_NAME, IMMUTABLE, POLICY, PREVIEW, PREVIEW_POLICY, REVALIDATE, TYPES,
};

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
    let headers: String = headers()
        .map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"))
        .collect();
    let types: String = TYPES
        .iter()
        .map(|(kind, endings)| format!("        {kind} {};\n", endings.join(" ")))
        .collect();
    locations += &format!(
        "location ^~ {base} {{\n    \
             alias {dist}/;\n    \
             index index.html;\n    \
             types {{\n{types}    }}\n    \
             charset utf-8;\n    \
             charset_types text/html text/css text/javascript text/plain;\n    \
             gzip on;\n    \
             gzip_vary on;\n    \
             gzip_types text/css text/javascript application/json application/wasm image/svg+xml text/plain;\n    \
             # The .gz beside a file; with the module ngx_brotli also `brotli_static on;`, a fifth smaller.\n    \
             gzip_static on;\n    \
             add_header Cache-Control $complaints_cache always;\n    \
             add_header Content-Security-Policy $complaints_policy always;\n\
         {headers}}}\n"
    );
    let (policy, preview) = (POLICY, [POLICY, PREVIEW_POLICY].concat());
    let maps = format!(
        "map $uri $complaints_cache {{\n    \
             default \"{REVALIDATE}\";\n    \
             \"~/{HASHED_NAME}[^/]*$\" \"{IMMUTABLE}\";\n\
         }}\n\
         map $uri $complaints_policy {{\n    \
             default \"{policy}\";\n    \
             \"~{}$\" \"{preview}\";\n\
         }}\n",
        PREVIEW.replace('.', "\\.")
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
