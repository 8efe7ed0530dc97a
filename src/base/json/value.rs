use std::borrow::Cow;

/// A JSON value, with where it stands in its text: the offset of its first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'t> {
    Text(Text<'t>),
    Number(Number<'t>),
    Bool { value: bool, offset: usize },
    Null { offset: usize },
    Array(Array<'t>),
    Object(Object<'t>),
}

/// A text, without its quotation marks and escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'t> {
    pub value: Cow<'t, str>,
    pub offset: usize,
}

/// A number as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number<'t> {
    pub value: &'t str,
    pub offset: usize,
}

/// Values in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Array<'t> {
    pub elements: Vec<Value<'t>>,
    pub offset: usize,
}

/// Values by name, in the order of the text; a name may stand there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object<'t> {
    pub properties: Vec<Property<'t>>,
    pub offset: usize,
}

/// A value of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property<'t> {
    pub name: Text<'t>,
    pub value: Value<'t>,
}

impl<'t> Object<'t> {
    /// The value of a name, the first where there are several.
    pub fn get(&self, name: &str) -> Option<&Value<'t>> {
        let mut properties = self.properties.iter();
        let found = properties.find(|property| property.name.value == name);
        found.map(|property| &property.value)
    }
}

impl Text<'_> {
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl Value<'_> {
    /// Where it stands.
    pub const fn offset(&self) -> usize {
        match self {
            Self::Text(Text { offset, .. })
            | Self::Number(Number { offset, .. })
            | Self::Bool { offset, .. }
            | Self::Null { offset }
            | Self::Array(Array { offset, .. })
            | Self::Object(Object { offset, .. }) => *offset,
        }
    }
}
