use leptos::prelude::*;

use super::{BulletList, Cards, Columns, Note, Questions, RichText, Steps};
use crate::copy::{BlockCopy, Look, SectionCopy};
use crate::ui::form::{ComplaintForm, FormState};

/// One section of the copy with its blocks.
#[component]
pub fn PageSection(section: &'static SectionCopy, form: FormState) -> impl IntoView {
    let class = match section.look {
        Look::Plain => "cp-page-section",
        Look::Card => "cp-page-section cp-page-section--card",
        Look::Form => "cp-page-section cp-page-section--form",
    };
    let title_id = [&section.id, "-title"].concat();
    let labelled_by = title_id.clone();
    view! {
        <section class=class id=section.id.as_str() aria-labelledby=labelled_by>
            <h2 class="cp-page-section__title" id=title_id>{section.title.as_str()}</h2>
            {section.blocks.iter().map(|block| self::block(block, form)).collect_view()}
        </section>
    }
}

fn block(block: &'static BlockCopy, form: FormState) -> AnyView {
    match block {
        BlockCopy::Paragraph(text) => view! { <p><RichText rich=text /></p> }.into_any(),
        BlockCopy::Heading(text) => view! { <h3 class="cp-page-section__subtitle"><RichText rich=text /></h3> }.into_any(),
        BlockCopy::Note(text) => view! { <Note text /> }.into_any(),
        BlockCopy::List(items) => view! { <BulletList items /> }.into_any(),
        BlockCopy::Steps(items) => view! { <Steps items /> }.into_any(),
        BlockCopy::Columns(columns) => view! { <Columns columns /> }.into_any(),
        BlockCopy::Cards(items) => view! { <Cards items /> }.into_any(),
        BlockCopy::Questions(items) => view! { <Questions items /> }.into_any(),
        BlockCopy::Form => view! { <ComplaintForm form /> }.into_any(),
    }
}
