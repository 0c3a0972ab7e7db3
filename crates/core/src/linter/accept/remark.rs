//! `<!-- gouji: ignore RULE reason -->` in the text of a report.

use super::messages::Say;
use super::{Candidate, Signed, finding};
use crate::diagnostic::{Acceptance, Diagnostic, Elsewhere};
use crate::document::{Block, BlockKind, Document};
use crate::text::{Lang, Span, fold_char, near};

/// A comment that speaks to gouji.
pub(super) struct Remark {
    /// The comment.
    span: Span,
    /// The rule; empty where nothing can be understood.
    pub rule: String,
    reason: String,
    /// Where it holds; `None` for all of the report.
    scope: Option<Span>,
    used: bool,
    lock: Option<Elsewhere>,
}

/// All of a report, in order.
pub(super) fn find(document: &Document) -> Vec<Remark> {
    let mut places = Places::new(document);
    let all = document.comments.iter();
    all.filter_map(|span| Remark::read(&mut places, *span))
        .collect()
}

/// The remark that accepts a finding, with its reason.
pub(super) fn accepts(remarks: &mut [Remark], found: &Candidate<'_>) -> Option<Signed> {
    let place = found.diagnostic.primary().map(|l| l.span.start);
    for remark in remarks.iter_mut() {
        let here = match (remark.scope, place) {
            (None, _) => true,
            (Some(scope), Some(at)) => (scope.start..=scope.end).contains(&at),
            (Some(_), None) => false,
        };
        if !here || !found.is_of(&remark.rule) || remark.reason.is_empty() {
            continue;
        }
        if found.lock.is_some() {
            remark.lock.clone_from(&found.lock);
            continue;
        }
        remark.used = true;
        return Some(Signed {
            by: Acceptance::Remark,
            reason: remark.reason.clone(),
            who: String::new(),
        });
    }
    None
}

impl Remark {
    fn read(places: &mut Places<'_>, span: Span) -> Option<Self> {
        let inside = places.document.slice(span).strip_prefix("<!--")?;
        let said = inside.strip_suffix("-->")?.trim().strip_prefix("gouji")?;
        let order = said.trim_start();
        let order = order.strip_prefix([':', '\u{ff1a}'])?.trim();
        let is_gap = |c: char| c.is_whitespace() || fold_char(c) == ':';
        let rest = order
            .strip_prefix("ignore")
            .filter(|r| r.starts_with(is_gap));
        let rest = rest.unwrap_or_default().trim_start_matches(is_gap);
        let (rule, reason) = rest.split_once(is_gap).unwrap_or((rest, ""));
        let reason: Vec<&str> = reason
            .trim_start_matches(is_gap)
            .split_whitespace()
            .collect();
        Some(Remark {
            span,
            rule: rule.to_owned(),
            reason: reason.join(" "),
            scope: places.scope(span),
            used: false,
            lock: None,
        })
    }

    /// Whether it names a rule.
    pub fn named(&self) -> bool {
        !self.rule.is_empty()
    }

    /// What is wrong with it.
    pub fn finding(&self, lang: Lang, ids: &[String]) -> Option<Diagnostic> {
        let rule = self.rule.as_str();
        let (id, said) = if rule.is_empty() {
            ("remark-unsigned", Say::Unclear)
        } else if self.reason.is_empty() {
            ("remark-unsigned", Say::NoReason(rule))
        } else if self.lock.is_some() {
            ("remark-locked", Say::Locked(rule))
        } else if self.used {
            return None;
        } else {
            let meant = match ids.iter().any(|id| id == rule) {
                true => Vec::new(),
                false => near(rule, ids.iter().map(String::as_str)),
            };
            let said = Say::UnusedRemark(rule, &meant);
            return Some(finding("remark-unused", &said, self.span, lang));
        };
        let mut finding = finding(id, &said, self.span, lang);
        finding.elsewhere.extend(self.lock.clone());
        Some(finding)
    }
}

/// Where comments hold, asked from the first to the last: there may be as many as lines.
struct Places<'d> {
    document: &'d Document,
    /// The blocks that hold text.
    text: Vec<&'d Block>,
    /// The line of the comment before.
    line: Span,
}

impl<'d> Places<'d> {
    fn new(document: &'d Document) -> Self {
        let text = document.blocks.iter();
        Places {
            document,
            text: text.filter(|b| b.kind != BlockKind::Other).collect(),
            line: Span::at(0),
        }
    }

    /// In the block that it stands in; on a line of its own in the next one, or in all of the report when nothing stands
    /// before it.
    fn scope(&mut self, comment: Span) -> Option<Span> {
        let blocks = &self.document.blocks;
        let around = blocks.get(blocks.partition_point(|b| b.span.end <= comment.start));
        if around.is_some_and(|b| b.kind == BlockKind::Other && b.span.contains(comment)) {
            let next = self.text.partition_point(|b| b.span.start < comment.end);
            let holds = self.text.get(next).map_or(comment, |b| b.span);
            return (next > 0).then_some(holds);
        }
        let line = self.line(comment);
        let first = self.text.partition_point(|b| b.span.end < line.start);
        let own = self.text.get(first).filter(|b| b.span.start <= line.end);
        Some(own.map_or(comment, |b| b.span))
    }

    /// The line around a span.
    fn line(&mut self, span: Span) -> Span {
        if !self.line.contains(span) {
            self.line = line(&self.document.text, span);
        }
        self.line
    }
}

/// The line around a span.
fn line(text: &str, span: Span) -> Span {
    let is_end = ['\n', '\r'];
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let from = before.rfind(is_end).map_or(0, |at| at + 1);
    let to = behind.find(is_end).map_or(text.len(), |at| end + at);
    Span::new(from, to)
}
