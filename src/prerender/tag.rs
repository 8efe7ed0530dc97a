use leptos::prelude::Owner;

use super::escape;
use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::ui::{El, Moment, Ports, complaints_page};
use crate::view_model::anchor;

/// The content of a `<complaints-procedure>` tag, made from a copy file.
pub struct Tag<'a> {
    /// The copy, with the addresses in it as the page around the tag needs them.
    pub page: &'static PageCopy,
    /// The address of the stylesheet.
    pub styles: &'a str,
    /// The name of the build of the program that may take the content over.
    pub build: &'a str,
}

impl Tag<'_> {
    /// The page in a declarative shadow root, and after it the same words without any styles, for
    /// places that take templates away.
    pub fn content(&self) -> String {
        let Self {
            page,
            styles,
            build,
        } = *self;
        let (drawn, plain) =
            first_moment(page, |element| (element.to_html(), element.to_plain_html()));
        let (styles, version, anchor) = (escape(styles), &page.version, anchor::FILL);
        [
            "<template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"",
            &styles,
            "\"><div class=\"cp-root\" data-made-from=\"",
            version,
            ".",
            build,
            "\">",
            &drawn,
            "</div></template>\n<span slot=\"",
            anchor,
            "\" id=\"",
            anchor,
            "\"></span>",
            &plain,
        ]
        .concat()
    }
}

/// What becomes of the page as it is before anybody has touched it: it depends on the copy alone.
fn first_moment<T>(page: &'static PageCopy, make: impl FnOnce(&El) -> T) -> T {
    let holidays: &'static BankHolidays = Box::leak(Box::new(BankHolidays::by_rule()));
    let owner = Owner::new();
    owner.with(|| {
        let first = Moment::first(page);
        make(&complaints_page(first.into_state(
            page,
            holidays,
            Ports::none(),
            None,
        )))
    })
}
