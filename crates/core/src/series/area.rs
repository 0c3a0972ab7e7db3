//! Who reports to whom.

/// The bodies below a body, by what they are distinguished by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Id of the kind of report.
    pub kind: String,
    /// The body above.
    pub body: String,
    /// Those that report to it, with their names as they were given.
    pub below: Vec<String>,
    /// These are all.
    pub complete: bool,
}
