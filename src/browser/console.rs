use wasm_bindgen::prelude::*;

/// Reports to the developer's console.
pub fn complain(message: &str) {
    report(&JsValue::from_str(message));
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    pub fn report(message: &JsValue);
}
