use super::{Paths, headers};
use crate::receiver::site::{IMMUTABLE, POLICY, PREVIEW, PREVIEW_POLICY, REVALIDATE, TYPES};

/// The `web.config` of the website's own folder.
pub fn site(paths: &Paths) -> String {
    let Paths {
        base,
        upstream,
        body_bytes,
        ..
    } = paths;
    let folder = base.trim_matches('/');
    let rules: String = paths
        .passed_on
        .iter()
        .map(|path| {
            let path = path.trim_start_matches('/');
            format!(
                "        <rule name=\"Complaints: {path}\" stopProcessing=\"true\">\n          \
                     <match url=\"^{}$\" />\n          \
                     <serverVariables>\n            \
                       <set name=\"HTTP_X_FORWARDED_FOR\" value=\"{{REMOTE_ADDR}}\" />\n          \
                     </serverVariables>\n          \
                     <action type=\"Rewrite\" url=\"http://{upstream}/{path}\" />\n        \
                 </rule>\n",
                path.replace('.', "\\.")
            )
        })
        .collect();
    let types: String = TYPES
        .iter()
        .flat_map(|(kind, endings)| endings.iter().map(move |ending| (kind, ending)))
        .map(|(kind, ending)| {
            let charset = if kind.starts_with("text/") {
                "; charset=utf-8"
            } else {
                ""
            };
            format!(
                "        <remove fileExtension=\".{ending}\" />\n        \
                 <mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}{charset}\" />\n"
            )
        })
        .collect();
    let headers: String = headers()
        .map(|(name, value)| format!("          <add name=\"{name}\" value=\"{value}\" />\n"))
        .collect();
    let policy = POLICY;
    let preview = [folder, PREVIEW].concat();
    let preview = preview.trim_start_matches('/');
    let location = if folder.is_empty() { "." } else { folder };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- Printed by `complaints print iis`: print it anew after an upgrade, or when paths or limits change.\n     \
              The web.config of the website; merge it with the one that is there. Needs the modules URL Rewrite\n     \
              and Application Request Routing, with its proxy switched on and \"preserve client host header\"\n     \
              (preserveHostHeader), and HTTP_X_FORWARDED_FOR among the allowed server variables. The built\n     \
              folder is copied to the folder \"{location}\" of the website. For `serve` with the trust-proxy option.\n     \
              IIS does not send the .br and .gz files beside the others: switch on its own compression. -->\n\
         <configuration>\n  \
           <system.webServer>\n    \
             <urlCompression doStaticCompression=\"true\" />\n    \
             <security>\n      \
               <requestFiltering>\n        \
                 <requestLimits maxAllowedContentLength=\"{body_bytes}\" />\n      \
               </requestFiltering>\n    \
             </security>\n    \
             <rewrite>\n      \
               <rules>\n{rules}      \
               </rules>\n      \
               <outboundRules>\n        \
                 <!-- A file whose name changes with its content never changes. -->\n        \
                 <rule name=\"Complaints: hashed files\" preCondition=\"Complaints: hashed\">\n          \
                   <match serverVariable=\"RESPONSE_Cache_Control\" pattern=\".*\" />\n          \
                   <action type=\"Rewrite\" value=\"{IMMUTABLE}\" />\n        \
                 </rule>\n        \
                 <preConditions>\n          \
                   <preCondition name=\"Complaints: hashed\">\n            \
                     <add input=\"{{REQUEST_URI}}\" pattern=\"^{base}[^/.?]*[-_]([0-9a-f]{{12,}}|[2-7A-Z]{{8}})([-_][^/.?]*)?\\.\" ignoreCase=\"false\" />\n            \
                     <add input=\"{{RESPONSE_STATUS}}\" pattern=\"^(200|304)$\" />\n          \
                   </preCondition>\n        \
                 </preConditions>\n      \
               </outboundRules>\n    \
             </rewrite>\n  \
           </system.webServer>\n  \
           <location path=\"{location}\">\n    \
             <system.webServer>\n      \
               <staticContent>\n{types}      \
               </staticContent>\n      \
               <httpProtocol>\n        \
                 <customHeaders>\n          \
                   <add name=\"Cache-Control\" value=\"{REVALIDATE}\" />\n          \
                   <add name=\"Content-Security-Policy\" value=\"{policy}\" />\n{headers}        \
                 </customHeaders>\n      \
               </httpProtocol>\n    \
             </system.webServer>\n  \
           </location>\n  \
           <location path=\"{preview}\">\n    \
             <system.webServer>\n      \
               <httpProtocol>\n        \
                 <customHeaders>\n          \
                   <remove name=\"Content-Security-Policy\" />\n          \
                   <add name=\"Content-Security-Policy\" value=\"{policy}{PREVIEW_POLICY}\" />\n        \
                 </customHeaders>\n      \
               </httpProtocol>\n    \
             </system.webServer>\n  \
           </location>\n\
         </configuration>\n"
    )
}
