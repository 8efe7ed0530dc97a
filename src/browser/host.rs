use js_sys::{Object, Reflect};
use web_sys::{CustomEvent, CustomEventInit, Element};

use crate::view_model::News;

/// Tells whoever listens on the tag or around it, by an event that crosses the shadow root; `false` where they ask
/// not to go on.
pub fn tell(root: &Element, news: &News) -> bool {
    let (name, detail) = news.event();
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(*news == News::BeforeSubmit);
    let values = Object::new();
    for (key, value) in detail {
        _ = Reflect::set(&values, &key.into(), &value.into());
    }
    init.set_detail(&values);
    CustomEvent::new_with_event_init_dict(name, &init)
        .and_then(|event| root.dispatch_event(&event))
        .unwrap_or(true)
}
