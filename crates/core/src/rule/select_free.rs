//! Selectors of tables whose rows no form prescribes: `表[行, 列]`, `表[行.children, 列]`, `表[款, 列]`, `表[named x, 列]`.

use super::compile::{Compiled, Names, Wanted};
use super::free::{FreeChoice, RowPart};
use super::model::Each;
use super::node::Node;
use crate::grammar::{Each as Binding, Path, Pick, PickKind};
use crate::report::TableSpec;

impl<'a> Names<'a> {
    /// The rows that a pick means, where it means such rows; `None` where it means rows of the form.
    pub(super) fn free_rows(&self, spec: &TableSpec, pick: &Pick) -> Compiled<Option<FreeChoice>> {
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
        let name = path.text.as_str();
        let (head, part) = name.split_once('.').unwrap_or((name, ""));
        let bound = self.bound.as_ref().filter(|b| b.is_free && b.name == head);
        if bound.is_some() {
            return match self.plain(part) {
                "" | "key" => Ok(Some(FreeChoice::Bound)),
                "children" => Ok(Some(FreeChoice::Children)),
                "parent" => Ok(Some(FreeChoice::Parent)),
                _ => Err(self.unknown(path, Wanted::Row, ["children", "parent", "key"])),
            };
        }
        if self.plain(name) == "rows" || name == free.id {
            return Ok(Some(FreeChoice::All));
        }
        let level = free.levels.iter().position(|l| l.id == name);
        Ok(level.map(FreeChoice::Level))
    }

    /// What a rule goes through, where it is such rows.
    pub(super) fn each_free(
        &self,
        each: &Binding,
        (table, spec): (usize, &TableSpec),
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
                Some(_) => (0..spec.columns.len()).collect(),
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
