//! `complaints embed`: the snippet to paste into another page.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::base::Base;
use super::built::{Built, copy_file};
use super::{CliError, print};
use crate::copy::PageCopy;
use crate::prerender::{self, Tag, escape, form_address};

/// Prints the HTML to paste into another page: the script, and the tag with its words in it, so that
/// they are there before the script is, and without it.
///
/// Print it anew after each build and each edit of the copy file. A snippet that is older still
/// works: its words are then replaced once the program is there.
#[derive(Args)]
pub struct Embed {
    /// The built folder
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The copy file, in the built folder unless it is said to be elsewhere [default: its complaints.json]
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
    /// Where the built folder will be found, as a path or as a whole address
    #[arg(long, value_name = "URL", default_value = "/complaints/")]
    base: Base,
    /// The level of the first heading, 2 where the page around has a title of its own
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    heading: u8,
    /// Only the words, with a link to the form's own page: for places that take no script, as WordPress does
    /// from whoever lacks the unfiltered_html capability
    #[arg(long, conflicts_with = "short")]
    words: bool,
    /// Only the script and the tag, with a line in it that stands until the page comes, or if it never does
    #[arg(long)]
    short: bool,
}

impl Embed {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let Self {
            dist,
            copy,
            base,
            heading,
            words,
            short,
        } = self;
        let built = Built::open(dist)?;
        let copy = copy.unwrap_or_else(|| built.path("complaints.json"));
        let page = copy_file(&copy)?;
        let form = base.join(form_address(page));
        for address in page.addresses_mut() {
            *address = base.join(address);
        }
        let page: &'static PageCopy = page;
        let own_page = page
            .own_address()
            .map_or_else(|| base.join(""), str::to_owned);
        let level = usize::from(heading);
        if words {
            print(
                [&prerender::words(page, level, &own_page), "\n"]
                    .concat()
                    .as_bytes(),
            )?;
            return Ok(ExitCode::SUCCESS);
        }
        let name = copy.file_name().unwrap_or_default().to_string_lossy();
        let [rem, script, copy] = ["rem.css", "complaints.js", &name].map(|file| base.join(file));
        let styles = base.join(&built.manifest.styles.name);
        let content = if short {
            line(page, &form)
        } else {
            let tag = Tag {
                page,
                styles: &styles,
                heading: level,
                form: &form,
            };
            let [template, words] = tag.parts();
            let (before, after) = LEFT_BY_FILTERS;
            [before, &template, after, &words].concat()
        };
        let rem = if short {
            String::new()
        } else {
            stylesheet(&rem)
        };
        let heading = match heading {
            1 => String::new(),
            level => format!(" heading=\"{level}\""),
        };
        print(
            [
                &rem,
                "<script type=\"module\" src=\"",
                &escape(&script),
                "\"></script>\n<complaints-procedure copy=\"",
                &escape(&copy),
                "\"",
                &heading,
                ">",
                &content,
                "</complaints-procedure>\n",
            ]
            .concat()
            .as_bytes(),
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What stands around the template: text that shows nothing in a `noscript`, except to filters that take
/// unknown tags away and leave what is in them, such as WordPress' for authors without `unfiltered_html`. What they
/// leave of the form then stands in an `audio` element, whose content browsers do not show: it would look like a
/// form and send nothing. The plain words after it are read.
const LEFT_BY_FILTERS: (&str, &str) = (
    "<noscript><audio></noscript>",
    "<noscript></audio></noscript>",
);

/// A line with the phone number and a link to the form by itself.
fn line(page: &PageCopy, form: &str) -> String {
    let phone = &page.facts.phone;
    let digits: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    [
        "<p><a href=\"",
        &escape(form),
        "\">",
        &escape(&page.header.action),
        "</a> <a href=\"tel:",
        &digits,
        "\" dir=\"ltr\">",
        &escape(phone),
        "</a></p>",
    ]
    .concat()
}

fn stylesheet(address: &str) -> String {
    let crossorigin = if address.contains("://") {
        " crossorigin=\"anonymous\""
    } else {
        ""
    };
    [
        "<link rel=\"stylesheet\" href=\"",
        &escape(address),
        "\"",
        crossorigin,
        ">\n",
    ]
    .concat()
}
