//! The places of findings in a text, and the text with them marked.

use super::super::clamp;
use super::markup::Markup;
use super::messages::Say;
use gouji_core::diagnostic::{Diagnostic, Severity};
use gouji_core::document::Document;
use gouji_core::text::{Lang, Span};

/// Further places of a finding that can be linked to; the rest is marked all the same.
pub(super) const LINKED: usize = 8;
/// Places that are marked; a reader follows no more.
const MARKED: usize = 4000;
/// The longest piece of text that is drawn in one go, in bytes.
const LONGEST: usize = 20_000;

/// A place that a finding is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub span: Span,
    /// The number of the finding.
    pub finding: usize,
    /// Which of its places, the primary one being 0.
    pub nth: usize,
    pub severity: Severity,
    /// It was drawn, and can be linked to.
    drawn: bool,
}

/// All places in a report, in reading order.
#[derive(Clone, Debug)]
pub(super) struct Places {
    report: usize,
    lang: Lang,
    list: Vec<Place>,
    /// The longest of them, in bytes.
    longest: u32,
    /// Findings whose primary place has been drawn since somebody asked.
    fresh: Vec<usize>,
}

impl Places {
    /// The places of findings, which are numbered from 1.
    pub fn new(report: usize, document: &Document, findings: &[Diagnostic], lang: Lang) -> Self {
        let mut list = Vec::new();
        for (at, finding) in findings.iter().enumerate() {
            let primary = finding.primary();
            let further = finding.labels.iter().filter(|l| Some(*l) != primary);
            for (nth, label) in primary.into_iter().chain(further).enumerate() {
                list.push(Place {
                    span: clamp(&document.text, label.span),
                    finding: at + 1,
                    nth,
                    severity: finding.severity,
                    drawn: false,
                });
            }
        }
        list.sort_by_key(|p| (p.nth > 0, p.span));
        list.truncate(MARKED);
        list.sort_by_key(|p| p.span);
        let longest = list.iter().map(|p| p.span.len()).max();
        let longest = u32::try_from(longest.unwrap_or(0)).unwrap_or(u32::MAX);
        Places {
            report,
            lang,
            list,
            longest,
            fresh: Vec::new(),
        }
    }

    /// Whether a place was drawn.
    pub fn is_drawn(&self, finding: usize, nth: usize) -> bool {
        let is = |p: &Place| p.finding == finding && p.nth == nth && p.drawn;
        self.list.iter().any(is)
    }

    /// The indexes of the places in a piece of text. A place without words belongs to the piece that it touches.
    pub fn within(&self, piece: Span) -> Vec<usize> {
        let first = piece.start.saturating_sub(self.longest);
        let from = self.list.partition_point(|p| p.span.start < first);
        let near = self.list.iter().enumerate().skip(from);
        let near = near.take_while(|(_, p)| p.span.start <= piece.end);
        let here = |p: &Place| match p.span.is_empty() || piece.is_empty() {
            true => piece.start <= p.span.start && p.span.end <= piece.end,
            false => p.span.overlaps(piece),
        };
        near.filter(|(_, p)| here(p)).map(|(at, _)| at).collect()
    }

    /// The gravest of the primary places in a piece of text.
    pub fn gravest(&self, piece: Span) -> Option<Severity> {
        let here = self
            .within(piece)
            .into_iter()
            .filter_map(|at| self.list.get(at));
        here.filter(|p| p.nth == 0).map(|p| p.severity).max()
    }

    /// The findings whose primary place has been drawn since the last call.
    pub fn fresh(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.fresh)
    }

    /// Draws a piece of text with its places marked.
    pub fn draw(&mut self, out: &mut Markup, document: &Document, piece: Span) {
        let here = self.within(piece);
        if here.is_empty() && piece.len() <= LONGEST {
            out.joined(document.slice(piece));
            return;
        }
        let shown = self.shown(document, piece, &here);
        let mut at = piece.start;
        for window in shown {
            self.left_out(
                out,
                document,
                Span {
                    start: at,
                    end: window.start,
                },
            );
            self.window(out, document, window, &here);
            at = window.end;
        }
        self.left_out(
            out,
            document,
            Span {
                start: at,
                end: piece.end,
            },
        );
    }

    /// The parts of a piece that are drawn: all of it, or of a very long one its beginning and the places.
    fn shown(&self, document: &Document, piece: Span, here: &[usize]) -> Vec<Span> {
        if piece.len() <= LONGEST {
            return vec![piece];
        }
        let around = |span: Span, room: usize| {
            let start = (span.start as usize)
                .saturating_sub(room)
                .max(piece.start as usize);
            let end = (span.start as usize)
                .saturating_add(room)
                .min(piece.end as usize);
            clamp(&document.text, Span::new(start, end))
        };
        let mut shown = vec![around(Span::at(piece.start as usize), LONGEST / 2)];
        let primary = here
            .iter()
            .filter_map(|at| self.list.get(*at))
            .filter(|p| p.nth == 0);
        for place in primary.take(LONGEST / 200) {
            let one = around(place.span, 200);
            match shown.last_mut().filter(|last| one.start <= last.end) {
                Some(last) => last.end = last.end.max(one.end),
                None => shown.push(one),
            }
        }
        shown
    }

    fn left_out(&self, out: &mut Markup, document: &Document, gap: Span) {
        if !gap.is_empty() {
            let words = Say::LeftOut(document.slice(gap).chars().count()).say(self.lang);
            out.raw("<span class=\"gap\">").text(&words).raw("</span>");
        }
    }

    /// Draws a part of a piece of which all is shown.
    fn window(&mut self, out: &mut Markup, document: &Document, window: Span, here: &[usize]) {
        let inside = |offset: &u32| window.start < *offset && *offset < window.end;
        let spans = here
            .iter()
            .filter_map(|at| self.list.get(*at))
            .map(|p| p.span);
        let mut cuts: Vec<u32> = spans
            .flat_map(|s| [s.start, s.end])
            .filter(inside)
            .collect();
        cuts.extend([window.start, window.end]);
        cuts.sort();
        cuts.dedup();
        if window.is_empty() {
            self.segment(out, document, window, here);
        }
        for pair in cuts.windows(2) {
            if let [start, end] = *pair {
                self.segment(out, document, Span { start, end }, here);
            }
        }
    }

    /// Draws a part in which no place begins or ends but at its ends.
    fn segment(&mut self, out: &mut Markup, document: &Document, part: Span, here: &[usize]) {
        let of = |place: &Place| match place.span.is_empty() {
            true => part.start == place.span.start || part.end == place.span.end,
            false => part.is_empty() || place.span.overlaps(part),
        };
        let mine: Vec<usize> = here
            .iter()
            .copied()
            .filter(|at| self.list.get(*at).is_some_and(of))
            .collect();
        let places: Vec<Place> = mine
            .iter()
            .filter_map(|at| self.list.get(*at).copied())
            .collect();
        for place in places
            .iter()
            .filter(|p| p.nth > 0 && p.nth <= LINKED && !p.drawn)
        {
            out.raw("<i id=\"").id(self.report, "p", place.finding);
            out.raw("-").number(place.nth).raw("\"></i>");
        }
        let covering: Vec<&Place> = places
            .iter()
            .filter(|p| !p.span.is_empty() || part.is_empty())
            .collect();
        match covering.is_empty() {
            true => {
                out.joined(document.slice(part));
            }
            false => mark(out, document.slice(part), &covering, self.lang),
        }
        for place in places.iter().filter(|p| p.nth == 0 && !p.drawn) {
            reference(out, self.report, place, self.lang);
            self.fresh.push(place.finding);
        }
        for at in mine {
            if let Some(place) = self.list.get_mut(at) {
                place.drawn = true;
            }
        }
    }
}

/// The letter of a severity, which is its class.
pub(super) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "e",
        Severity::Warning => "w",
        Severity::Info => "i",
    }
}

fn mark(out: &mut Markup, text: &str, places: &[&Place], lang: Lang) {
    let primary = places
        .iter()
        .filter(|p| p.nth == 0)
        .map(|p| p.severity)
        .max();
    out.raw("<mark class=\"")
        .raw(primary.map_or("also", class))
        .raw("\" data-f=\"");
    let mut findings: Vec<usize> = places.iter().map(|p| p.finding).collect();
    findings.sort();
    findings.dedup();
    for (nth, finding) in findings.into_iter().enumerate() {
        if nth > 0 {
            out.raw(" ");
        }
        out.number(finding);
    }
    out.raw("\">");
    match text.trim().is_empty() {
        true => out.text(&Say::Blank.say(lang)),
        false => out.joined(text),
    };
    out.raw("</mark>");
}

/// The number of a finding behind its place, which leads to it.
fn reference(out: &mut Markup, report: usize, place: &Place, lang: Lang) {
    let name = Say::Finding(place.severity, place.finding).say(lang);
    out.raw("<a class=\"ref ")
        .raw(class(place.severity))
        .raw("\" id=\"");
    out.id(report, "p", place.finding)
        .raw("\" href=\"#")
        .id(report, "f", place.finding);
    out.raw("\" data-f=\"")
        .number(place.finding)
        .raw("\" aria-label=\"")
        .text(&name)
        .raw("\">");
    out.number(place.finding).raw("</a>");
}
