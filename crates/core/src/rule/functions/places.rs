//! Functions of places and texts.

use super::{arg, number, numeric, pattern, small, truth};
use crate::report::{Paragraph, Part, Scope, ends_sentence};
use crate::rule::eval::{Eval, EvalResult};
use crate::rule::node::{Function, Node};
use crate::rule::record::Recorder;
use crate::rule::trace::Source;
use crate::rule::value::{Operand, Reason, Value};
use crate::text::{Folded, Number, Span};
use std::ops::Range;

impl<'e, R: Recorder> Eval<'e, R> {
    /// The ranges of folded text that a place covers.
    pub(in crate::rule) fn parts(&self, scope: &[Scope]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        for one in scope {
            if let Scope::Zone(zone) = one {
                parts.extend(self.report.zones.get(*zone).cloned().unwrap_or_default());
                continue;
            }
            let paragraphs = self.report.prose.paragraphs.iter();
            parts.extend(
                paragraphs
                    .filter(|p| in_scope(*one, p))
                    .map(|p| p.range.clone()),
            );
        }
        parts
    }

    /// `says(pattern, n)`: the sentence at hand and the n before it are looked at as one text.
    pub(super) fn says(&mut self, args: &'e [Node]) -> EvalResult<'e> {
        let mut here = self.sentence.clone().unwrap_or_default();
        let earlier = match args.get(1) {
            Some(node) => small(numeric(&self.value(node)?)?)?,
            None => 0,
        };
        for _ in 0..earlier.clamp(0, 9) {
            here.start = self.sentence_before(here.start);
        }
        let pattern = pattern(args.first())?;
        self.note_words(Source::Words, pattern, std::slice::from_ref(&here));
        let searched = self.report.prose.searched();
        Ok(truth(searched.is_match(pattern, &here)))
    }

    /// Where the sentence before the one at a folded offset begins; the offset itself at the start of a paragraph.
    fn sentence_before(&self, start: usize) -> usize {
        let prose = &self.report.prose;
        let at = prose.paragraph_at(start);
        let Some(paragraph) = at.and_then(|p| prose.paragraphs.get(p)) else {
            return start;
        };
        let before = prose.text(paragraph.range.start..start);
        let before = before.trim_end_matches(ends_sentence);
        let last = before.char_indices().rfind(|(_, c)| ends_sentence(*c));
        last.map_or(paragraph.range.start, |(at, c)| {
            paragraph.range.start + at + c.len_utf8()
        })
    }

    pub(super) fn place(&mut self, function: Function, args: &'e [Node]) -> EvalResult<'e> {
        let Node::Place(scope) = arg(args, 0)? else {
            return Err(Reason::Types.nowhere());
        };
        if function == Function::Heading {
            let Some(Scope::Section(at)) = scope.first() else {
                return Err(Reason::Types.nowhere());
            };
            self.note_heading(*at);
            let Some(heading) = self.report.heading(*at) else {
                let section = self.report.kind.sections.get(*at);
                let title = section.map(|s| s.title.clone()).unwrap_or_default();
                return Err(Reason::NotFound(title).nowhere());
            };
            return Ok(self.read_at(Operand::text(heading.title.as_str(), heading.span)));
        }
        let prose = &self.report.prose;
        let parts = self.parts(scope);
        if function == Function::Has {
            let pattern = pattern(args.get(1))?;
            self.note_words(Source::Words, pattern, &parts);
            let held = parts.iter().any(|r| prose.searched().is_match(pattern, r));
            let text = &self.report.document.text;
            let cell = |cell: &Span| pattern.is_match(Folded::new(text, *cell).text());
            return Ok(truth(held || self.listed(scope).iter().any(cell)));
        }
        self.note_part(scope, &parts);
        let counts = parts
            .iter()
            .map(|r| prose.text(r.clone()).trim().chars().count());
        let text = &self.report.document.text;
        let listed = self.listed(scope);
        let listed = listed
            .iter()
            .map(|cell| cell.of(text).trim().chars().count());
        let count = counts.chain(listed).sum::<usize>();
        Ok(number(Number::whole(count as i128)))
    }

    /// The cells of tables in sections that no form prescribes.
    fn listed(&self, scope: &[Scope]) -> Vec<Span> {
        let cells = scope.iter().map(|one| match one {
            Scope::Section(section) => self.report.listed(*section),
            _ => Vec::new(),
        });
        cells.flatten().collect()
    }

    pub(super) fn texts(&mut self, function: Function, args: &'e [Node]) -> EvalResult<'e> {
        let text = arg(args, 0)?;
        let first = match function {
            Function::Pos => self.presence_of(text)?,
            _ => self.value(text)?,
        };
        if function == Function::Pos {
            let at = first.place.ok_or_else(|| Reason::Types.nowhere())?;
            return Ok(number(Number::whole(at.start.into())).of(first.place, first.operands));
        }
        let Value::Text(text) = &first.value else {
            return Err(Reason::Types.nowhere());
        };
        let (spec, own) = (&self.report.kind.place, &self.report.own);
        let held = match function {
            Function::Matches => {
                let pattern = pattern(args.get(1))?;
                self.note_match(pattern, text, first.place);
                pattern.is_match(text)
            }
            Function::Here => spec.is_here(own, text),
            Function::Elsewhere => spec.is_elsewhere(own, text),
            _ => {
                let Value::Text(other) = self.value(arg(args, 1)?)?.value else {
                    return Err(Reason::Types.nowhere());
                };
                match function {
                    Function::Contains => text.contains(&*other),
                    _ => text.ends_with(&*other),
                }
            }
        };
        Ok(first.is(held))
    }
}

/// Whether a paragraph of a report lies in a scope.
pub(in crate::rule) fn in_scope(scope: Scope, paragraph: &Paragraph) -> bool {
    match (scope, paragraph.part) {
        (Scope::Head, Part::Head)
        | (Scope::Tail, Part::Tail)
        | (Scope::Headings, Part::Title(_)) => true,
        (Scope::Section(section), _) => paragraph.is_in(section),
        _ => false,
    }
}
