//! The one word that documents carry of gouji.

/// Who marks findings in documents. Marks are known by it.
pub const AUTHOR: &str = "gouji 勾稽";
