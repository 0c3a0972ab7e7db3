//! Cell selectors: `表[行, 列]`, `表[组, *]`, `表[a..b except c, 列]`.

use super::compile::{CompileError, Compiled, Fault, Names, Wanted};
use super::node::{Choice, Node};
use crate::grammar::{Path, Pick, PickKind};
use crate::report::{Axis, AxisGroup, AxisId, TableId, TableSpec};
use crate::text::{Id, IdVec, Span};

/// A name that stands for rows or columns of a table, one after the other.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The name.
    pub name: String,
    /// The names in rules of all rows or columns of the table.
    pub ids: IdVec<AxisId, String>,
    /// Those that the rule goes through.
    pub members: Vec<AxisId>,
    /// The reports that are read may follow other forms, which may lack some of them.
    pub may_lack: bool,
    /// It stands for rows that no form prescribes; the ids are those of columns.
    pub is_free: bool,
    /// The name that stands for the columns of such rows.
    pub column: Option<String>,
}

/// The rows or the columns of a table, and their groups.
pub(super) type Axes<'a, I> = (&'a IdVec<I, Axis>, &'a [AxisGroup<I>]);

impl Bound {
    /// Whether a name stands for what a selector wants.
    pub(super) fn stands_for(&self, name: &str, what: Wanted) -> bool {
        match self.is_free {
            true => what == Wanted::Column && self.column.as_deref() == Some(name),
            false => self.name == name,
        }
    }
}

impl<'a> Names<'a> {
    pub(super) fn table(&self, path: &Path) -> Compiled<(TableId, &'a TableSpec)> {
        let found = self.form.tables.iter_ids().find(|(_, t)| t.id == path.text);
        found.ok_or_else(|| {
            let all = self.form.tables.iter().map(|t| t.id.as_str());
            self.unknown(path, Wanted::Table, all)
        })
    }

    pub(super) fn select(&self, span: Span, table: &Path, picks: &[Pick]) -> Compiled<Node> {
        if let Some((which, Some(rest))) = self.relation(&table.text) {
            let rest = Path {
                text: rest.to_owned(),
                span: table.span,
            };
            return self.others(which, |names| names.select(span, &rest, picks));
        }
        let (index, spec) = self.table(table)?;
        let [row, column] = picks else {
            return Err(CompileError::new(
                span,
                Fault::Arguments {
                    name: table.text.clone(),
                    takes: (2, 2),
                },
            ));
        };
        if let Some(filter) = &column.filter {
            return Err(CompileError::new(filter.span, Fault::Where));
        }
        if let Some(rows) = self.free_rows((index, spec), row)? {
            let columns =
                self.choice((&spec.columns, &spec.column_groups), column, Wanted::Column)?;
            return Ok(Node::Free {
                table: index,
                rows,
                columns,
            });
        }
        Ok(Node::Cells {
            table: index,
            rows: self.choice((&spec.rows, spec.row_groups.as_slice()), row, Wanted::Row)?,
            columns: self.choice((&spec.columns, &spec.column_groups), column, Wanted::Column)?,
        })
    }

    fn choice<I: Id>(&self, all: Axes<'_, I>, pick: &Pick, what: Wanted) -> Compiled<Choice<I>> {
        let (axes, _) = all;
        let mut members = match &pick.kind {
            PickKind::All => axes.ids().collect(),
            PickKind::One(path) if path.text.contains('.') => {
                return self.stepped(all, path, what);
            }
            PickKind::One(path) => {
                let bound = self.bound.as_ref();
                if let Some(bound) = bound.filter(|b| b.stands_for(&path.text, what)) {
                    return self.bound_to(&path.text, bound, axes, path, what);
                }
                let one = axes.position(|a| a.id == path.text);
                if let Some(one) = one.filter(|_| pick.except.is_empty()) {
                    return Ok(Choice::One(one));
                }
                self.members(all, path, what)?
            }
            PickKind::Named(path) => return Err(self.unknown(path, what, [])),
            PickKind::Text(text) => {
                let span = Span::at(0);
                let path = Path {
                    text: text.clone(),
                    span,
                };
                self.members(all, &path, what)?
            }
            PickKind::Range(from, to) => {
                let from = self.members(all, from, what)?;
                let to = self.members(all, to, what)?;
                let ends = from.iter().chain(&to).copied();
                // between groups without members stands the first one
                let low = ends.clone().min().unwrap_or(I::new(0));
                let high = ends.max().unwrap_or(I::new(0));
                low.up_to(high).collect()
            }
        };
        for path in &pick.except {
            let without = self.members(all, path, what)?;
            members.retain(|m| !without.contains(m));
        }
        Ok(Choice::Many(members))
    }

    /// The row or column that has the id of the one at hand.
    fn bound_to<I: Id>(
        &self,
        name: &str,
        bound: &Bound,
        axes: &IdVec<I, Axis>,
        path: &Path,
        what: Wanted,
    ) -> Compiled<Choice<I>> {
        let ids = || axes.iter().map(|a| a.id.as_str());
        if ids().eq(bound.ids.iter().map(String::as_str)) {
            return Ok(Choice::Bound(name.to_owned()));
        }
        let named = bound.ids.iter().map(|id| axes.position(|a| a.id == *id));
        let named: IdVec<AxisId, Option<I>> = named.collect();
        let lacks = |at: &&AxisId| named.get(**at).copied().flatten().is_none();
        match bound.members.iter().find(lacks).filter(|_| !bound.may_lack) {
            Some(lacking) => Err(self.unknown(
                &Path {
                    text: bound.ids.get(*lacking).cloned().unwrap_or_default(),
                    span: path.span,
                },
                what,
                ids(),
            )),
            None => Ok(Choice::Named(name.to_owned(), named)),
        }
    }

    pub(super) fn members<I: Id>(
        &self,
        (axes, groups): Axes<'_, I>,
        path: &Path,
        what: Wanted,
    ) -> Compiled<Vec<I>> {
        if let Some(group) = groups.iter().find(|g| g.id == path.text) {
            return Ok(group.members.clone());
        }
        if let Some(one) = axes.position(|a| a.id == path.text) {
            return Ok(vec![one]);
        }
        let ids = axes.iter().map(|a| a.id.as_str());
        let all = ids.chain(groups.iter().map(|g| g.id.as_str()));
        Err(self.unknown(path, what, all))
    }
}
