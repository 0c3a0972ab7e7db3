//! What may be wrong with how parts of a report, or rows of a table, lie in each other.

mod messages;

/// A fault in how things lie in each other.
pub(super) enum Shape {
    /// A row or column is a part of itself in the end: its id.
    OwnPart(String),
    /// The columns of a code are neither one nor as many as its levels: those.
    Keys(usize),
    /// Rows that names tell have no columns of a code.
    KeyOfNames,
    /// A section stands below one that names it as its parent.
    ParentBelow(String),
}
