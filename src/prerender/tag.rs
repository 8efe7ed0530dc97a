use leptos::prelude::Owner;

use super::escape;
use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::ui::{El, Moment, NO_BROWSER, complaints_page};
use crate::view_model::Place;
use crate::view_model::self_check::LINK;

/// The content of a `<complaints-procedure>` tag, made from a copy file.
pub struct Tag<'a> {
    /// The copy, with the addresses in it as the page around the tag needs them.
    pub page: &'static PageCopy,
    /// The address of the stylesheet.
    pub styles: &'a str,
    /// The level of the first heading, 1 to 4.
    pub heading: usize,
    /// The address of the form by itself, for browsers that take nothing but plain words.
    pub form: &'a str,
}

impl Tag<'_> {
    /// The page in a declarative shadow root, and after it the same words without any styles, for
    /// places that take templates away.
    pub fn content(&self) -> String {
        self.parts().concat()
    }

    /// The declarative shadow root, and the words to come after it.
    pub fn parts(&self) -> [String; 2] {
        let Self {
            page,
            styles,
            heading,
            form,
        } = *self;
        let (drawn, plain) = first_moment(page, heading, |element| {
            (element.to_html(), element.to_plain_html(form))
        });
        let (styles, anchor) = (escape(styles), Place::FormTitle.name());
        // Only a stylesheet of another server needs to be asked for by name of who asks.
        let crossorigin = if styles.contains("://") {
            "\" crossorigin=\"anonymous"
        } else {
            ""
        };
        let template = [
            "<template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"",
            &styles,
            crossorigin,
            "\"><div class=\"cp-root\">",
            &drawn,
            "</div></template>",
        ]
        .concat();
        // What links lead to: ids in a shadow root cannot be led to.
        let mut words = "\n".to_owned();
        let check = page.has_self_check().then_some(&LINK[1..]);
        for name in [anchor].into_iter().chain(check) {
            words += &["<span slot=\"", name, "\" id=\"", name, "\"></span>"].concat();
        }
        words += &plain;
        [template, words]
    }
}

/// Where the form stands by itself: the endpoint's own, or else the page of this copy, for another endpoint need not
/// have one.
pub fn form_address(page: &PageCopy) -> &str {
    let endpoint = page.submit.endpoint.as_str();
    if endpoint.contains("://") {
        page.own_address().unwrap_or("./")
    } else {
        endpoint
    }
}

/// The words of the page alone, as HTML without any style, with a link to the form at this address.
pub fn words(page: &'static PageCopy, heading: usize, form: &str) -> String {
    first_moment(page, heading, |element| element.to_plain_html(form))
}

/// What becomes of the page as it is before anybody has touched it: it depends on the copy alone.
fn first_moment<T>(page: &'static PageCopy, heading: usize, make: impl FnOnce(&El) -> T) -> T {
    let holidays: &'static BankHolidays = Box::leak(Box::new(BankHolidays::by_rule()));
    let owner = Owner::new();
    owner.with(|| {
        let state = Moment::first().into_state(page, holidays, &NO_BROWSER, None);
        make(&complaints_page(state).lower_headings(heading - 1))
    })
}
