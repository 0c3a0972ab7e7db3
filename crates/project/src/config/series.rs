//! `[series]` and `[area]`: which reports belong together.

use gouji_core::fields::{At, Fields};

/// `[series]`: reports beside those that are checked, and bodies that have another name now.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// Files and patterns of reports that others are held against without being checked themselves.
    pub with: Vec<At<String>>,
    /// Names of one body: the former one, the one of today.
    pub alias: Vec<(At<String>, At<String>)>,
}

/// `[area]`: who reports to whom.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    /// The lists name all that have to report.
    pub complete: bool,
    /// A body, and those that report to it.
    pub lists: Vec<(At<String>, Vec<At<String>>)>,
}

impl Series {
    pub(super) fn read(fields: Fields<'_, '_>) -> Self {
        let alias = fields.table("alias").map(|f| f.entries());
        let alias = alias.unwrap_or_default().into_iter();
        let series = Series {
            with: fields.texts("with"),
            alias: alias
                .filter_map(|(former, now)| Some((former, now.into_iter().next()?)))
                .collect(),
        };
        fields.finish();
        series
    }
}

impl Areas {
    pub(super) fn read(fields: Fields<'_, '_>) -> Self {
        let below = fields.table("below").map(|f| f.entries());
        let areas = Areas {
            complete: fields.flag("complete"),
            lists: below.unwrap_or_default(),
        };
        fields.finish();
        areas
    }
}
