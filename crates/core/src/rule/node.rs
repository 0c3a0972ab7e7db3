//! Expressions with resolved names, for one form.

use super::free::{FreeChoice, OfRow, RowPart};
use crate::grammar::Op;
use crate::report::{AxisId, ColumnId, MentionId, Relation, RowId, Scope, TableId};
use crate::text::{IdVec, Number, Pattern};
use serde::{Deserialize, Serialize};

/// A compiled expression.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Node {
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// Cells of a table.
    Cells {
        /// The table.
        table: TableId,
        /// Rows.
        rows: Choice<RowId>,
        /// Columns.
        columns: Choice<ColumnId>,
    },
    /// Cells of rows that no form prescribes.
    Free {
        /// The table.
        table: TableId,
        /// Rows.
        rows: FreeChoice,
        /// Columns.
        columns: Choice<ColumnId>,
    },
    /// What is known of such a row, the one at hand.
    Row(RowPart),
    /// Something of the row that a condition is asked of.
    OfRow(OfRow),
    /// A table.
    Table(TableId),
    /// A figure in prose.
    Mention(MentionId),
    /// A value of other reports.
    Others {
        /// Which ones.
        which: Relation,
        /// What is read of them, for each form that they may follow; `None` where that form lacks what is named.
        /// Empty for the reports themselves.
        by_form: Vec<Option<Node>>,
    },
    /// A name that the rule binds: a group of its pattern, a `let`, a row or column.
    Local(String),
    /// A value of the report.
    Fact(Builtin),
    /// A parameter: its values by class of body, the last one for all others.
    Param {
        /// What people call it.
        name: String,
        /// Values where a condition on the report holds, the first that does.
        by: Vec<Conditional>,
        /// Values by class.
        by_class: Vec<(String, Node)>,
        /// The value for all others.
        default: Option<Box<Node>>,
    },
    /// A month and day.
    MonthDay(u8, u8),
    /// A part of the text.
    Place(Vec<Scope>),
    /// A function.
    Call(Function, Vec<Node>),
    /// A pattern, as argument of a function.
    Pattern(Pattern),
    /// `-x`
    Minus(Box<Node>),
    /// `not x`
    Not(Box<Node>),
    /// `+ - * /`, `and`, `or`, `implies`, `in`
    Binary(Op, Box<Node>, Box<Node>),
    /// Comparisons.
    Chain(Box<Node>, Vec<(Op, Node)>),
}

/// A value of a parameter that holds on a condition.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Conditional {
    /// The condition as it is written.
    pub text: String,
    /// The condition.
    pub when: Node,
    /// The value.
    pub value: Node,
}

/// Rows or columns of a selector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Choice<I> {
    /// One.
    One(I),
    /// Several.
    Many(Vec<I>),
    /// The row or column that a name is bound to.
    Bound(String),
    /// The row or column of another table or form that has the id of the one that a name is bound to: for each of
    /// those the one there, where there is one.
    Named(String, IdVec<AxisId, Option<I>>),
    /// What is a part of the row or column that a name is bound to: for each of those several.
    Parts(String, IdVec<AxisId, Vec<I>>),
    /// What the row or column that a name is bound to is a part of: for each of those one, where there is one.
    Above(String, IdVec<AxisId, Option<I>>),
}

impl<I> Choice<I> {
    /// Whether it may be several.
    pub fn is_list(&self) -> bool {
        matches!(self, Choice::Many(_) | Choice::Parts(..))
    }

    /// Whether it is what is a part of the row or column at hand.
    pub(super) fn is_parts(&self) -> bool {
        matches!(self, Choice::Parts(..))
    }

    /// Whether it is what the row or column at hand is a part of.
    pub(super) fn is_above(&self) -> bool {
        matches!(self, Choice::Above(..))
    }
}

/// Values that every report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Builtin {
    /// The year that is reported on.
    Year,
    /// The body that reports.
    Body,
    /// Its class.
    Class,
    /// The place that it belongs to.
    Place,
    /// The id of the form.
    Form,
    /// Whether the text was joined from hard-wrapped lines.
    Wrapped,
    /// The title as it stands.
    Title,
}

/// Functions. The set is closed; each is total and its cost is bounded by the report's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Function {
    /// `sum(cells…)`
    Sum,
    /// `count(x)` how many cells, or how often a mention (the one that the rule goes
    /// through: how often in the sentence); with a place: how often in it
    Count,
    /// `min(a, b, …)` of numbers or of days
    Min,
    /// `max(a, b, …)` of numbers or of days
    Max,
    /// `abs(x)`
    Abs,
    /// `round(x, places)`
    Round,
    /// `floor(x)`
    Floor,
    /// `mod(a, b)`
    Mod,
    /// `pct(part, whole)` in percent
    Pct,
    /// `unit(x)` one unit of the last printed decimal
    Unit,
    /// `growth(now, p)` whether some whole number grows by p percent, as printed, to `now`
    Growth,
    /// `share(part, p, whole…)` whether the part is p percent, as printed, of one of the wholes or of a figure of the
    /// paragraph
    Share,
    /// `change(by, p, now…)` whether the difference is p percent, as printed, of what was there before it
    Change,
    /// `slip(a, b)` whether two whole numbers are the same but for one digit, or for two neighbours that changed places
    Slip,
    /// `found(x)` whether a mention, section or value is there
    Found,
    /// `filled(cells)` whether no cell is blank
    Filled,
    /// `empty(table)` whether a table holds no number but zero
    Empty,
    /// `else(a, b, …)` the first that is there
    Else,
    /// `if(condition, a, b)` the one or the other; only that one is computed
    If,
    /// `values(mention)` all values of a mention; where there is a sentence at hand, those in it; with places: those
    /// in them
    Values,
    /// `date(y, m, d)`
    Date,
    /// `on(year, month-day)`
    On,
    /// `valid(date)` whether the day exists
    Valid,
    /// `year_of(date)`
    YearOf,
    /// `month_of(date)`
    MonthOf,
    /// `len(place)` characters of a part of the text, with those in tables that no form prescribes
    Len,
    /// `has(place, pattern)` whether a part of the text holds words, in a paragraph or in a cell of such a table
    Has,
    /// `says(pattern, n)` whether the sentence at hand, or one of the n before it in the paragraph, holds words
    Says,
    /// `matches(text, pattern)`
    Matches,
    /// `contains(text, text)`
    Contains,
    /// `ends(text, text)`
    Ends,
    /// `here(text)` whether a text begins with the place of the body
    Here,
    /// `elsewhere(text)` whether a text is the name of a place that is neither the body's own, nor above it, nor below
    Elsewhere,
    /// `pos(x)` where a value stands, for order
    Pos,
    /// `heading(place)` the title of a section as it stands
    Heading,
}

impl Function {
    /// Every function with its name and the number of its arguments.
    pub const ALL: &'static [(&'static str, Function, usize, usize)] = &[
        ("sum", Function::Sum, 1, 16),
        ("count", Function::Count, 1, 2),
        ("min", Function::Min, 1, 16),
        ("max", Function::Max, 1, 16),
        ("abs", Function::Abs, 1, 1),
        ("round", Function::Round, 2, 2),
        ("floor", Function::Floor, 1, 1),
        ("mod", Function::Mod, 2, 2),
        ("pct", Function::Pct, 2, 2),
        ("unit", Function::Unit, 1, 1),
        ("growth", Function::Growth, 2, 2),
        ("share", Function::Share, 2, 12),
        ("change", Function::Change, 2, 12),
        ("slip", Function::Slip, 2, 2),
        ("found", Function::Found, 1, 1),
        ("filled", Function::Filled, 1, 1),
        ("empty", Function::Empty, 1, 1),
        ("else", Function::Else, 2, 8),
        ("if", Function::If, 3, 3),
        ("values", Function::Values, 1, 4),
        ("date", Function::Date, 3, 3),
        ("on", Function::On, 2, 2),
        ("valid", Function::Valid, 1, 1),
        ("year_of", Function::YearOf, 1, 1),
        ("month_of", Function::MonthOf, 1, 1),
        ("len", Function::Len, 1, 1),
        ("has", Function::Has, 2, 2),
        ("says", Function::Says, 1, 2),
        ("matches", Function::Matches, 2, 2),
        ("contains", Function::Contains, 2, 2),
        ("ends", Function::Ends, 2, 2),
        ("here", Function::Here, 1, 1),
        ("elsewhere", Function::Elsewhere, 1, 1),
        ("pos", Function::Pos, 1, 1),
        ("heading", Function::Heading, 1, 1),
    ];

    /// Whether an argument may be a list of values.
    pub fn takes_lists(self) -> bool {
        matches!(
            self,
            Function::Sum
                | Function::Count
                | Function::Min
                | Function::Max
                | Function::Found
                | Function::Filled
                | Function::Else
                | Function::Pos
        )
    }
}

impl Node {
    /// Whether it is a list of values; `lists` are the names that stand for one.
    pub fn is_list(&self, lists: &[String]) -> bool {
        match self {
            Node::Cells { rows, columns, .. } => rows.is_list() || columns.is_list(),
            Node::Free { rows, columns, .. } => rows.is_list() || columns.is_list(),
            Node::Others { which, by_form } => {
                *which == Relation::Below || by_form.iter().flatten().any(|n| n.is_list(lists))
            }
            Node::Local(name) => lists.contains(name),
            Node::Call(Function::Values, _) => true,
            Node::Call(Function::Else, args) => args.iter().any(|a| a.is_list(lists)),
            _ => false,
        }
    }
}

impl Builtin {
    /// Every built-in value with its name.
    pub const ALL: &'static [(&'static str, Builtin)] = &[
        ("year", Builtin::Year),
        ("body", Builtin::Body),
        ("class", Builtin::Class),
        ("place", Builtin::Place),
        ("form", Builtin::Form),
        ("wrapped", Builtin::Wrapped),
        ("title", Builtin::Title),
    ];
}
