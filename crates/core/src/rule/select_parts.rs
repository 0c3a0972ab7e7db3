//! Rows and columns that are a part of others: `表[行.children, 列]`, `表[合计.children, *]`, `表[行.parent, 列]`.

use super::compile::{CompileError, Compiled, Fault, Names, Wanted};
use super::node::Choice;
use super::select::Axes;
use crate::grammar::Path;
use crate::report::{Axis, AxisId};
use crate::text::{Id, IdVec, Span};

/// A step from rows or columns to others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Children,
    Parent,
}

impl Names<'_> {
    /// What a name with steps behind it means: `行.children.children`.
    pub(super) fn stepped<I: Id>(
        &self,
        (axes, groups): Axes<'_, I>,
        path: &Path,
        what: Wanted,
    ) -> Compiled<Choice<I>> {
        let mut parts = path.text.split('.');
        let head = parts.next().unwrap_or_default();
        let step = |part: &str| match self.plain(part) {
            "children" => Ok(Step::Children),
            "parent" => Ok(Step::Parent),
            _ => Err(self.unknown(path, what, ["children", "parent"])),
        };
        let steps: Vec<Step> = parts.map(step).collect::<Compiled<_>>()?;
        let up = steps.iter().all(|s| *s == Step::Parent);
        let bound = self.bound.as_ref().filter(|b| b.stands_for(head, what));
        let Some(bound) = bound else {
            let start = Path {
                text: head.to_owned(),
                span: Span::new(
                    path.span.start as usize,
                    path.span.start as usize + head.len(),
                ),
            };
            let start = self.members((axes, groups), &start, what)?;
            let single = up && start.len() == 1;
            let found = walk(axes, start, &steps);
            return match (found.as_slice(), single) {
                ([], _) => Err(none(path)),
                ([one], true) => Ok(Choice::One(*one)),
                _ => Ok(Choice::Many(found)),
            };
        };
        let own = |id: &String| axes.position(|a| a.id == *id);
        let from = bound.ids.iter().map(|id| own(id).into_iter().collect());
        let parts: IdVec<AxisId, Vec<I>> = from.map(|start| walk(axes, start, &steps)).collect();
        let mut members = bound.members.iter().filter_map(|at| parts.get(*at));
        if members.all(Vec::is_empty) {
            return Err(none(path));
        }
        let name = head.to_owned();
        match up {
            true => {
                let above = parts.iter().map(|p| p.first().copied());
                Ok(Choice::Above(name, above.collect()))
            }
            false => Ok(Choice::Parts(name, parts)),
        }
    }
}

fn none(path: &Path) -> CompileError {
    CompileError::new(path.span, Fault::NoParts)
}

/// Where steps lead from some rows or columns, in the order of the form.
fn walk<I: Id>(axes: &IdVec<I, Axis>, start: Vec<I>, steps: &[Step]) -> Vec<I> {
    steps.iter().fold(start, |from, step| {
        let from: Vec<&Axis> = from.iter().filter_map(|at| axes.get(*at)).collect();
        let next = axes.iter_ids().filter(|(_, axis)| match step {
            Step::Children => {
                let mut above = from.iter();
                above.any(|f| axis.parent.as_ref() == Some(&f.id))
            }
            Step::Parent => from.iter().any(|f| f.parent.as_ref() == Some(&axis.id)),
        });
        next.map(|(at, _)| at).collect()
    })
}
