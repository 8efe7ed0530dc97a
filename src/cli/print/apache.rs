use super::{Paths, headers, how, indented};
use crate::receiver::site::{
    HASHED_NAME, IMMUTABLE, POLICY, PREVIEW, PREVIEW_POLICY, REVALIDATE, TYPES,
};

/// What goes into the `VirtualHost` of a website.
pub fn site(paths: &Paths) -> String {
    let Paths {
        base,
        dist,
        upstream,
        body_bytes,
        ..
    } = paths;
    let mut site = String::new();
    for path in &paths.passed_on {
        site += &format!(
            "<LocationMatch \"^{}$\">\n    \
                 # Not `…{path}` at the end: Apache adds what was asked for.\n    \
                 ProxyPassMatch \"http://{upstream}\" timeout=120\n    \
                 ProxyPreserveHost On\n\
             </LocationMatch>\n",
            path.replace('.', "\\.")
        );
    }
    let headers: String = headers()
        .map(|(name, value)| format!("    Header always set {name} \"{value}\"\n"))
        .collect();
    let policy = POLICY;
    site += &format!(
        "Alias \"{base}\" \"{dist}/\"\n\
         <Directory \"{dist}/\">\n    \
             Require all granted\n    \
             AllowOverride None\n    \
             Options -Indexes +FollowSymLinks\n    \
             DirectoryIndex index.html\n    \
             DirectorySlash Off\n    \
             Header always set Cache-Control \"{REVALIDATE}\"\n    \
             Header always set Content-Security-Policy \"{policy}\"\n\
         {headers}    \
             <FilesMatch \"^{HASHED_NAME}[^/]*$\">\n        \
                 Header always set Cache-Control \"{IMMUTABLE}\"\n    \
             </FilesMatch>\n    \
             <FilesMatch \"^{}(\\.br|\\.gz)?$\">\n        \
                 Header always set Content-Security-Policy \"{policy}{PREVIEW_POLICY}\"\n    \
             </FilesMatch>\n",
        PREVIEW[1..].replace('.', "\\.")
    );
    for (kind, endings) in TYPES {
        let charset = if kind.starts_with("text/") {
            "; charset=utf-8"
        } else {
            ""
        };
        site += &format!(
            "    <FilesMatch \"\\.({})(\\.br|\\.gz)?$\">\n        ForceType \"{kind}{charset}\"\n    </FilesMatch>\n",
            endings.join("|")
        );
    }
    site += &format!(
        "    # The .br or .gz beside a file in its place.\n    \
             RewriteEngine On\n    \
             RewriteBase \"{base}\"\n"
    );
    for (accepted, ending) in [("br", "br"), ("gzip", "gz")] {
        site += &format!(
            "    RewriteCond \"%{{HTTP:Accept-Encoding}}\" \"\\b{accepted}\\b\"\n    \
                 RewriteCond \"%{{REQUEST_FILENAME}}.{ending}\" -f\n    \
                 RewriteRule \"^(.+)$\" \"$1.{ending}\" [L]\n"
        );
    }
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        site += &format!(
            "    <FilesMatch \"\\.[a-z]+\\.{ending}$\">\n        \
                 RemoveLanguage .br\n        \
                 SetEnv no-gzip 1\n        \
                 SetEnv no-brotli 1\n        \
                 Header always set Content-Encoding {coding}\n    \
             </FilesMatch>\n"
        );
    }
    site += "    Header always merge Vary Accept-Encoding\n    \
             <IfModule mod_deflate.c>\n        \
                 AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json application/wasm image/svg+xml\n    \
             </IfModule>\n</Directory>\n";
    let how = how("apache");
    let modules = format!(
        "# Needs: a2enmod proxy proxy_http headers rewrite deflate\n\
                   # Apache adds to X-Forwarded-For whom it saw: for `serve --trust-proxy`. What is passed on has no limit\n\
                   # of Apache's: `serve` itself reads at most {body_bytes} bytes.\n"
    );
    match &paths.server_name {
        Some(name) => format!(
            "# {how}\n{modules}# TLS is the website's own: add its port and certificate.\n\
             <VirtualHost *:80>\n    ServerName {name}\n{}</VirtualHost>\n",
            indented(&site, 4)
        ),
        None => format!("# {how}\n{modules}# Into the VirtualHost of the website:\n{site}"),
    }
}
