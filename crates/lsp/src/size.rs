//! How much a text is served, by its size: an editor is of no use where each answer takes seconds.

/// The most bytes of a text that is checked while somebody types. The longest report has a tenth of that.
pub(super) const LARGE: usize = 1 << 20;
/// The most bytes of a text that is checked at all.
pub(super) const HUGE: usize = 16 << 20;
/// The most bytes of a text whose check is quick enough to be waited for.
const QUICK: usize = 256 << 10;

/// How much a text is served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Size {
    /// Its check is worth waiting for.
    #[default]
    Quick,
    /// It is checked while somebody types.
    Small,
    /// It is checked when it is opened or saved; little is shown beside its findings.
    Large,
    /// It is not checked.
    Huge,
}

impl Size {
    /// The size of a text of so many bytes.
    pub fn of(bytes: usize) -> Self {
        match () {
            () if bytes <= QUICK => Size::Quick,
            () if bytes <= LARGE => Size::Small,
            () if bytes <= HUGE => Size::Large,
            () => Size::Huge,
        }
    }

    /// Whether it is checked while somebody types.
    pub fn is_small(self) -> bool {
        self <= Size::Small
    }
}

/// Bytes as people say them.
pub(super) fn megabytes(bytes: usize) -> String {
    let tenths = bytes.saturating_mul(10) >> 20;
    match tenths % 10 {
        0 => format!("{}", tenths / 10),
        rest => format!("{}.{rest}", tenths / 10),
    }
}
