use super::rules::{Files, headers, kinds, pattern, types};
use super::{Paths, how, indented};
use crate::receiver::site::{HASHED_NAME, PREVIEW};

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
            pattern(path)
        );
    }
    site += &format!(
        "Alias \"{base}\" \"{dist}/\"\n\
         <Directory \"{dist}/\">\n    \
             Require all granted\n    \
             AllowOverride None\n    \
             Options -Indexes +FollowSymLinks\n    \
             DirectoryIndex index.html\n    \
             DirectorySlash Off\n"
    );
    let preview = pattern(&PREVIEW[1..]);
    for rule in headers(&paths.other_servers) {
        let set = format!("Header always set {} \"{}\"\n", rule.name, rule.value);
        site += &match rule.files {
            Files::All => indented(&set, 4),
            Files::Hashed => files_match(&format!("^{HASHED_NAME}[^/]*$"), &set),
            Files::Preview => files_match(&format!("^{preview}(\\.br|\\.gz)?$"), &set),
        };
    }
    for rule in types() {
        let endings = rule.endings.join("|");
        let set = format!("ForceType \"{}\"\n", rule.content_type());
        site += &files_match(&format!("\\.({endings})(\\.br|\\.gz)?$"), &set);
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
    site += &format!(
        "    Header always merge Vary Accept-Encoding\n    \
             <IfModule mod_deflate.c>\n        \
                 AddOutputFilterByType DEFLATE {}\n    \
             </IfModule>\n</Directory>\n",
        kinds(|_| true)
    );
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

/// What holds for the files of a folder whose names match.
fn files_match(pattern: &str, what: &str) -> String {
    let all = format!("<FilesMatch \"{pattern}\">\n    {what}</FilesMatch>\n");
    indented(&all, 4)
}
