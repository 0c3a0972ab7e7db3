//! Selectors of tables whose rows no form prescribes: `表[行, 列]`, `表[行.children, 列]`, `表[款, 列]`, `表[named x, 列]`.

use super::compile::{CompileError, Compiled, Fault, Names, Wanted};
use super::free::{FreeChoice, OfRow, RowPart};
use super::model::Each;
use super::node::Node;
use crate::grammar::{Each as Binding, Path, Pick, PickKind};
use crate::report::{TableId, TableSpec};

impl<'a> Names<'a> {
    /// The rows that a pick means, where it means such rows; `None` where it means rows of the form.
    pub(super) fn free_rows(
        &self,
        (table, spec): (TableId, &'a TableSpec),
        pick: &Pick,
    ) -> Compiled<Option<FreeChoice>> {
        let rows = self.unfiltered(spec, pick)?;
        let Some(filter) = &pick.filter else {
            return Ok(rows);
        };
        let rows = rows
            .filter(FreeChoice::is_list)
            .ok_or(CompileError::new(filter.span, Fault::Where))?;
        let names = Names {
            of_row: Some((table, spec)),
            ..self.clone()
        };
        let condition = names.single(filter)?;
        Ok(Some(FreeChoice::Where(Box::new(rows), Box::new(condition))))
    }

    /// Something of the row that a condition is asked of: `code`, `name`, `level`, or a column.
    pub(super) fn of_row(&self, path: &Path) -> Option<Node> {
        let (_, spec) = self.of_row?;
        let plain = self.plain(&path.text);
        let part = RowPart::ALL.iter().find(|(name, _)| *name == plain);
        let column = || spec.columns.position(|c| c.id == path.text);
        let part = part.map(|(_, part)| OfRow::Part(*part));
        part.or_else(|| column().map(OfRow::Cell)).map(Node::OfRow)
    }

    fn unfiltered(&self, spec: &TableSpec, pick: &Pick) -> Compiled<Option<FreeChoice>> {
        let Some(free) = spec.grid.as_ref().and_then(|g| g.free.as_ref()) else {
            return Ok(None);
        };
        let path = match &pick.kind {
            PickKind::All if spec.rows.is_empty() => return Ok(Some(FreeChoice::All)),
            PickKind::Named(path) => {
                let node = self.name(path)?;
                return Ok(Some(FreeChoice::Named(Box::new(node))));
            }
            PickKind::Text(text) => {
                let node = Node::Text(text.clone());
                return Ok(Some(FreeChoice::Named(Box::new(node))));
            }
            PickKind::One(path) => path,
            PickKind::All | PickKind::Range(..) => return Ok(None),
        };
        let mut steps = path.text.split('.');
        let head = steps.next().unwrap_or_default();
        let bound = self.bound.as_ref().filter(|b| b.is_free && b.name == head);
        let level = free.levels.iter().position(|l| l.id == head);
        let mut rows = match (bound, level) {
            (Some(_), _) => FreeChoice::Bound,
            _ if self.plain(head) == "rows" || head == free.id => FreeChoice::All,
            (None, Some(level)) => FreeChoice::Level(level),
            (None, None) => return Ok(None),
        };
        for step in steps {
            rows = match self.plain(step) {
                "children" => FreeChoice::Children(Box::new(rows)),
                "parent" => FreeChoice::Parent(Box::new(rows)),
                "key" => rows,
                _ => return Err(self.unknown(path, Wanted::Row, ["children", "parent", "key"])),
            };
        }
        Ok(Some(rows))
    }

    /// What a rule goes through, where it is such rows.
    pub(super) fn each_free(
        &self,
        each: &Binding,
        (table, spec): (TableId, &TableSpec),
        rest: &str,
    ) -> Option<Each> {
        let free = spec.grid.as_ref()?.free.as_ref()?;
        let level = free.levels.iter().position(|l| l.id == rest);
        let all = self.plain(rest) == "rows" || rest == free.id;
        (all || level.is_some()).then(|| Each::Free {
            name: each.name.clone().unwrap_or_else(|| rest.to_owned()),
            column: each.column.clone(),
            table,
            level,
            columns: match each.column {
                Some(_) => spec.columns.ids().collect(),
                None => Vec::new(),
            },
        })
    }

    /// Something that is known of the row at hand: `行.code`.
    pub(super) fn row_part(&self, path: &Path) -> Option<Node> {
        let (head, part) = path.text.split_once('.')?;
        let bound = self.bound.as_ref()?;
        let part = self.plain(part);
        let known = RowPart::ALL.iter().find(|(name, _)| *name == part);
        let (_, part) = known.filter(|_| bound.is_free && bound.name == head)?;
        Some(Node::Row(*part))
    }
}
