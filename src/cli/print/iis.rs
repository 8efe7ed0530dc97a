use super::Paths;
use super::rules::{Files, HeaderRule, headers, headers_of_all, pattern, types};
use crate::receiver::site::{HASHED_NAME, PREVIEW};

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
                pattern(path)
            )
        })
        .collect();
    let types: String = types()
        .flat_map(|rule| {
            let content_type = rule.content_type();
            rule.endings.iter().map(move |ending| {
                format!(
                    "        <remove fileExtension=\".{ending}\" />\n        \
                     <mimeMap fileExtension=\".{ending}\" mimeType=\"{content_type}\" />\n"
                )
            })
        })
        .collect();
    let add = |rule: &HeaderRule| {
        let HeaderRule { name, value, .. } = rule;
        format!("          <add name=\"{name}\" value=\"{value}\" />\n")
    };
    let of_all: String = headers_of_all(&paths.other_servers)
        .map(|rule| add(&rule))
        .collect();
    let (mut hashed, mut of_preview) = (String::new(), String::new());
    for rule in headers(&paths.other_servers) {
        match rule.files {
            Files::All => {}
            Files::Hashed => hashed += &outbound_rule(&rule),
            // In place of what the folder has.
            Files::Preview => {
                of_preview += &format!("          <remove name=\"{}\" />\n", rule.name);
                of_preview += &add(&rule);
            }
        }
    }
    // An address may have a query.
    let hashed_name = HASHED_NAME.replace("[^/.]", "[^/.?]");
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
                 <!-- A file whose name changes with its content never changes. -->\n\
         {hashed}        \
                 <preConditions>\n          \
                   <preCondition name=\"Complaints: hashed\">\n            \
                     <add input=\"{{REQUEST_URI}}\" pattern=\"^{base}{hashed_name}\" ignoreCase=\"false\" />\n            \
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
                 <customHeaders>\n{of_all}        \
                 </customHeaders>\n      \
               </httpProtocol>\n    \
             </system.webServer>\n  \
           </location>\n  \
           <location path=\"{preview}\">\n    \
             <system.webServer>\n      \
               <httpProtocol>\n        \
                 <customHeaders>\n{of_preview}        \
                 </customHeaders>\n      \
               </httpProtocol>\n    \
             </system.webServer>\n  \
           </location>\n\
         </configuration>\n"
    )
}

/// A header of the files whose names change with their content.
fn outbound_rule(rule: &HeaderRule) -> String {
    let variable = rule.name.replace('-', "_");
    format!(
        "        <rule name=\"Complaints: hashed files\" preCondition=\"Complaints: hashed\">\n          \
           <match serverVariable=\"RESPONSE_{variable}\" pattern=\".*\" />\n          \
           <action type=\"Rewrite\" value=\"{}\" />\n        \
         </rule>\n",
        rule.value
    )
}
