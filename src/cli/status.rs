//! What a run came to, and the exit code that says so.

/// What happened; see the table of codes in the documentation of `cli`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Status {
    /// Usage, configuration, a pack or the output was wrong.
    pub misuse: bool,
    /// An input could not be read.
    pub unread: bool,
    /// Nothing was checked.
    pub nothing: bool,
    /// There are findings at or above the limit.
    pub findings: bool,
}

impl Status {
    /// Wrong usage and nothing else.
    pub fn misused() -> Self {
        Status {
            misuse: true,
            ..Status::default()
        }
    }

    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Status { misuse: true, .. } => 2,
            Status { unread: true, .. } => 3,
            Status { nothing: true, .. } => 4,
            Status { findings: true, .. } => 1,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_graver_code_wins() {
        let mut status = Status::default();
        assert_eq!(status.code(), 0);
        status.findings = true;
        assert_eq!(status.code(), 1);
        status.nothing = true;
        assert_eq!(status.code(), 4);
        status.unread = true;
        assert_eq!(status.code(), 3);
        status.misuse = true;
        assert_eq!(status.code(), 2);
    }
}
