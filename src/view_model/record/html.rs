use super::{Part, Record};
use crate::base::text::escape_html;
use crate::copy::direction;

/// From the opening of the document to the name: nothing is loaded, run or asked of anybody.
const HEAD: &str = r#">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; color: CanvasText; background: Canvas }
h1, h2 { line-height: 1.2 }
h2 { margin: 2rem 0 .5rem }
dl > div { padding: .5rem 0; border-top: 1px solid #8888 }
dt { font-weight: 600 }
dd { margin: 0; white-space: pre-wrap }
p { white-space: pre-line }
.dates { margin-inline-start: .4rem; border-inline-start: 2px solid; padding-inline-start: 1.2rem }
.dates > div { position: relative; border: 0 }
.dates > div::before { content: ""; position: absolute; top: .9rem; inset-inline-start: -1.65rem; width: .8rem; height: .8rem; border-radius: 50%; background: CanvasText; print-color-adjust: exact }
@media print { :root { color-scheme: light } body { max-width: none; margin: 0 } h2 { break-after: avoid } dl > div { break-inside: avoid } }
</style>
<title>"#;

impl Record {
    /// As a web page in one file, which needs no network, no script and no other file. Whatever a
    /// customer wrote is text in it.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        let mut write = |before: &str, words: &str, after: &str| {
            html.push_str(before);
            escape_html(words, &mut html);
            html.push_str(after);
        };
        write("<!doctype html>\n<html lang=\"", &self.language, "\"");
        if direction(&self.language) == "rtl" {
            write(" dir=\"rtl\"", "", "");
        }
        write("", "", HEAD);
        write("", &self.name, "</title>\n</head>\n<body>\n<main>\n");
        write("<h1>", &self.title, "</h1>\n");
        for part in &self.parts {
            match part {
                Part::Heading(words) => write("<h2>", words, "</h2>\n"),
                Part::Words(words) => write("<p>", words, "</p>\n"),
                Part::List(lines) => {
                    write("<ul>\n", "", "");
                    for line in lines {
                        write("<li>", line, "</li>\n");
                    }
                    write("</ul>\n", "", "");
                }
                Part::Rows(rows) | Part::Dates(rows) => {
                    let is_dates = matches!(part, Part::Dates(_));
                    write(
                        if is_dates {
                            "<dl class=\"dates\">\n"
                        } else {
                            "<dl>\n"
                        },
                        "",
                        "",
                    );
                    for row in rows {
                        write("<div><dt>", &row.label, "</dt>");
                        write("<dd dir=\"auto\">", &row.lines.join("\n"), "</dd></div>\n");
                    }
                    write("</dl>\n", "", "");
                }
                Part::Link { words, address } => {
                    write("<p>", words, "<br>");
                    write("<a href=\"", address, "\">");
                    write("", address, "</a></p>\n");
                }
            }
        }
        write("</main>\n</body>\n</html>\n", "", "");
        html
    }
}
