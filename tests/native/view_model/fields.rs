use complaints::domain::complaint::{FieldId, FieldKind};
use complaints::view_model::FieldView;

use crate::fixture::{DEFAULT_COPY, edited, leaked, page};

fn views() -> Vec<FieldView> {
    let fields = page().form.groups.iter().flat_map(|group| &group.fields);
    fields
        .filter_map(|copy| FieldView::new(page(), copy))
        .collect()
}

fn view(field: FieldId) -> FieldView {
    views()
        .into_iter()
        .find(|view| view.id == field)
        .expect("the question is asked")
}

#[test]
fn every_question_is_asked_once() {
    let asked: Vec<FieldId> = views().iter().map(|view| view.id).collect();
    let mut sorted = asked.clone();
    sorted.sort();
    assert_eq!(sorted, FieldId::ALL);
}

#[test]
fn only_what_may_be_left_out_says_so() {
    let unmarked: Vec<FieldId> = views()
        .into_iter()
        .filter(|view| !view.label.ends_with(" (optional)"))
        .map(|view| view.id)
        .collect();
    assert_eq!(
        unmarked,
        [
            FieldId::Name,
            // One of the two must be given.
            FieldId::Email,
            FieldId::Address,
            FieldId::Category,
            FieldId::ComplainedBefore,
            FieldId::FirstComplainedOn,
            FieldId::Description,
        ]
    );
    assert_eq!(view(FieldId::Phone).label, "Phone number (optional)");
}

#[test]
fn a_browser_may_fill_in_who_the_customer_is_and_nothing_else() {
    let autocomplete = |kind| match kind {
        FieldKind::Line { autocomplete, .. } | FieldKind::Area { autocomplete, .. } => {
            Some(autocomplete)
        }
        FieldKind::Choice | FieldKind::Tick | FieldKind::Date | FieldKind::Files => None,
    };
    let filled: Vec<(FieldId, &str)> = views()
        .into_iter()
        .filter_map(|view| Some((view.id, autocomplete(view.kind)?)))
        .filter(|(_, autocomplete)| *autocomplete != "off")
        .collect();
    assert_eq!(
        filled,
        [
            (FieldId::Name, "name"),
            (FieldId::Email, "email"),
            (FieldId::Address, "street-address"),
            (FieldId::Phone, "tel"),
        ]
    );
}

#[test]
fn a_control_is_described_by_its_hint_and_then_its_message() {
    let email = view(FieldId::Email);
    assert_eq!(
        email.question.described_by(false).as_deref(),
        Some("email-hint")
    );
    assert_eq!(
        email.question.described_by(true).as_deref(),
        Some("email-hint email-error")
    );
    let name = view(FieldId::Name);
    assert_eq!(name.question.described_by(false), None);
    assert_eq!(
        name.question.described_by(true).as_deref(),
        Some("name-error")
    );
}

#[test]
fn a_hidden_question_is_not_asked() {
    let page = leaked(&edited(
        DEFAULT_COPY,
        &[("\"id\": \"phone\",", "\"id\": \"phone\", \"hidden\": true,")],
    ));
    let phone = page
        .field(FieldId::Phone)
        .expect("the copy has words for it");
    assert!(FieldView::new(page, phone).is_none());
}
