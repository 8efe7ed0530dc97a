use web_sys::Storage;

/// A text in the browser's storage, under a name.
pub struct StorageItem {
    storage: Option<Storage>,
    key: String,
}

impl StorageItem {
    /// One that stays as long as the tab does.
    pub fn in_tab(key: String) -> Self {
        let storage = web_sys::window().and_then(|window| window.session_storage().ok()?);
        Self { storage, key }
    }

    /// One that stays on the device.
    pub fn on_device(key: String) -> Self {
        let storage = web_sys::window().and_then(|window| window.local_storage().ok()?);
        Self { storage, key }
    }

    /// What is kept under the name.
    pub fn read(&self) -> Option<String> {
        self.storage.as_ref()?.get_item(&self.key).ok()?
    }

    /// Keeps a text, or nothing any more; false where the browser does not let us.
    pub fn keep(&self, text: Option<&str>) -> bool {
        let keep = |storage: &Storage| match text {
            Some(text) => storage.set_item(&self.key, text),
            None => storage.remove_item(&self.key),
        };
        self.storage
            .as_ref()
            .is_some_and(|storage| keep(storage).is_ok())
    }
}
