/// What a text that was typed, pasted or dictated comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The meant value: nothing had to be guessed.
    Taken(String),
    /// What was probably meant: a person has to agree first.
    Offered(String),
    Refused,
}
