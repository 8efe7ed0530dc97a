//! The path on the company's website under which everything here is found.

use std::fmt;
use std::str::FromStr;

/// A path that starts and ends in a slash, like `/` or `/complaints/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the base in a path, starting with a slash; `None` for a path outside it.
    ///
    /// # Example
    ///
    /// ```
    /// use complaints::receiver::BasePath;
    ///
    /// let base: BasePath = "/complaints".parse()?;
    /// assert_eq!(base.as_str(), "/complaints/");
    /// assert_eq!(base.strip("/complaints/form"), Some("/form"));
    /// assert_eq!(base.strip("/complaints-page"), None);
    /// # Ok::<(), complaints::receiver::BasePathError>(())
    /// ```
    pub fn strip<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&self.0[..self.0.len() - 1])
            .filter(|rest| rest.starts_with('/'))
    }

    /// Whether a path is the base without its last slash.
    pub fn is_without_slash(&self, path: &str) -> bool {
        self.0.len() == path.len() + 1 && self.0.starts_with(path)
    }
}

impl Default for BasePath {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BasePath {
    type Err = BasePathError;

    fn from_str(text: &str) -> Result<Self, BasePathError> {
        let inner = text
            .strip_prefix('/')
            .ok_or(BasePathError)?
            .trim_end_matches('/');
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=:@".contains(c);
        let is_name = |part: &str| !matches!(part, "" | "." | "..") && part.chars().all(plain);
        if inner.is_empty() {
            Ok(Self::default())
        } else if inner.split('/').all(is_name) {
            Ok(Self(["/", inner, "/"].concat()))
        } else {
            Err(BasePathError)
        }
    }
}

/// A text that is not the path of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasePathError;

impl fmt::Display for BasePathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a path like /complaints/, which starts with one slash")
    }
}

impl std::error::Error for BasePathError {}
