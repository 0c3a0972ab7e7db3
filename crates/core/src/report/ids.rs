//! Indexes into the lists of a kind and its forms. A report's lists of what was found of each go by the same ones.

use crate::text::{Id, id};

id! {
    /// A table of a form.
    TableId
}

id! {
    /// A row of a table.
    RowId
}

id! {
    /// A column of a table.
    ColumnId
}

id! {
    /// A value of a row: its place among those of the columns that the row has.
    ValueId
}

id! {
    /// A named set of rows of a table.
    GroupId
}

id! {
    /// What a name of a rule stands for, where it may be a row or a column: the index of either.
    AxisId
}

impl AxisId {
    /// That of a row or a column.
    pub fn of(axis: impl Id) -> Self {
        AxisId::new(axis.index())
    }

    /// The row or column with its index.
    pub fn to<I: Id>(self) -> I {
        I::new(self.index())
    }
}

id! {
    /// A section of a kind of report.
    SectionId
}

id! {
    /// A zone of a kind of report.
    ZoneId
}

id! {
    /// A mention of a kind of report.
    MentionId
}
