//! What may stand where in a copy file, from the same declarations that it is read with: for the
//! schema, and for lints that must know what a text is for.

/// What may stand at a place.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text that people see.
    Words(WordsShape),
    /// Such a text for any count, or one for each form that counts take in the language.
    Counted(WordsShape),
    /// A text that is no words: what it must match, as a regular expression of JSON Schema.
    Data {
        pattern: &'static str,
    },
    Switch,
    /// An object of any keys and values, with placeholders in its texts.
    Template,
    /// A whole number from 1 to 1000.
    Count,
    /// One of a few words.
    Choice(Vec<&'static str>),
    List {
        entry: Box<Shape>,
        /// How many entries; one or more where it is open.
        length: Option<usize>,
    },
    Object(ObjectShape),
    /// Objects told apart by the word at a key: the word, what it stands for, the object.
    Kinds {
        key: &'static str,
        kinds: Vec<(&'static str, About, Shape)>,
    },
    /// Any keys, each with such a value.
    Named(Box<Shape>),
}

/// A doc comment, line by line.
pub type About = &'static [&'static str];

/// A text that people see.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordsShape {
    /// The placeholders that are filled while the page runs.
    pub slots: &'static [&'static str],
    /// Whether `**strong**` and links mean something in it.
    pub markup: bool,
    /// Whether it stands on a button.
    pub button: bool,
    /// Whether it tells a person what is wrong with an answer.
    pub message: bool,
}

/// An object with no keys but these.
#[derive(Clone, Debug)]
pub struct ObjectShape {
    /// The name of its type; none where it stands in one place.
    pub name: Option<&'static str>,
    pub about: About,
    pub keys: Vec<KeyShape>,
}

/// A key of an object.
#[derive(Clone, Debug)]
pub struct KeyShape {
    pub key: &'static str,
    pub about: About,
    pub shape: Shape,
    pub needed: bool,
}

impl KeyShape {
    /// The key whose value is read as a `T`.
    pub fn of<T: Shaped>(key: &'static str, about: About) -> Self {
        Self {
            key,
            about,
            shape: T::shape(),
            needed: T::NEEDED,
        }
    }
}

/// A type whose shape in a copy file is known.
pub trait Shaped {
    /// Whether a key with such a value must be there.
    const NEEDED: bool = true;

    fn shape() -> Shape;
}

impl<T: Shaped> Shaped for Option<T> {
    const NEEDED: bool = false;

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    fn shape() -> Shape {
        Shape::List {
            entry: Box::new(T::shape()),
            length: None,
        }
    }
}

impl<T: Shaped, const N: usize> Shaped for [T; N] {
    fn shape() -> Shape {
        Shape::List {
            entry: Box::new(T::shape()),
            length: Some(N),
        }
    }
}
