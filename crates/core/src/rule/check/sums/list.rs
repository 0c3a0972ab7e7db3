//! Which figures behind an opening word are parts, and which before it can be their total.

use super::figure::Figure;
use super::pieces::{Opener, Pieces};
use crate::report::{Prose, ends_sentence};
use crate::rule::kinds::Breakdown;
use crate::text::Pattern;
use std::ops::Range;

/// So many figures behind the list are tried as parts of it.
const DISTANT: usize = 8;
/// A sentence with more figures before the list than this was not written by a person: it is not judged.
const BEFORE: usize = 40;

/// A list of parts with the figures that it can be of.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    /// Figures that can be the total, in order; the last is the nearest.
    pub totals: Vec<Figure>,
    /// Figures before the totals, in an earlier sentence or before a semicolon: the parts may be theirs.
    pub apart: Vec<Figure>,
    /// What was carried over, which may count to the total.
    pub carried: Vec<Figure>,
    /// Parts that belong to the sum.
    pub sure: Vec<Figure>,
    /// Parts that may belong to it.
    pub maybe: Vec<Figure>,
    /// Further figures that may belong to it, but speak of something else in all likelihood.
    pub distant: Vec<Figure>,
    /// For each sure part, whether the list may end behind it.
    pub pauses: Vec<bool>,
    /// It says that it names all parts.
    pub complete: bool,
    /// It joins its last part with a word.
    pub joined: bool,
    /// It says that it does not name all parts.
    pub partial: bool,
    /// The total is certain: it stands right before the list's bracket, or is the only one.
    pub plain: bool,
    /// It says that parts overlap.
    pub overlaps: bool,
    /// One part alone says nothing.
    pub many: bool,
    /// What stands behind the last part.
    pub behind: Range<usize>,
    /// The words from the total to the list.
    pub words: Range<usize>,
}

/// The list behind an opening word; `next` is where the next list begins.
pub(super) fn behind(
    prose: &Prose,
    pieces: &Pieces,
    nth: usize,
    opener: &Opener,
    spec: &Breakdown,
) -> Option<List> {
    let later = pieces.openers.get(nth + 1..).unwrap_or_default().iter();
    let mut later = later.take_while(|o| o.range.start < opener.until);
    let next = later.find(|o| o.depth <= opener.depth);
    let next = next.map_or(opener.until, |o| o.range.start);
    let words = prose.text(opener.range.clone());
    let mut list = List {
        complete: spec.complete.is_match(words),
        partial: spec.partial.is_match(words),
        many: words.ends_with([':', '(']),
        behind: next..next,
        ..List::default()
    };
    list.read_parts(prose, pieces, opener, next, spec);
    let (nth, of) = divided(prose, pieces, nth, spec).unwrap_or((nth, opener));
    list.read_totals(pieces, nth, of);
    let total = list.totals.last()?;
    list.words = total.range.start..opener.range.end;
    let between = prose.text(total.range.end..opener.range.start.max(total.range.end));
    list.partial |= spec.partial.is_match(between);
    let said = prose.text(total.range.start..opener.until);
    list.overlaps = spec.overlaps.as_ref().is_some_and(|p| p.is_match(said));
    let whole = list.sure.len() + list.maybe.len();
    (whole >= 2 || (whole == 1 && !list.many)).then_some(list)
}

impl List {
    fn read_parts(
        &mut self,
        prose: &Prose,
        pieces: &Pieces,
        opener: &Opener,
        next: usize,
        spec: &Breakdown,
    ) {
        let inside = pieces.figures_in(&(opener.range.end..opener.until));
        let (mut ended, mut by_mark, mut closed) = (false, false, false);
        let (mut last, mut joined): (Option<usize>, bool) = (None, false);
        for figure in inside {
            if figure.depth < opener.depth || prose_stops(prose, figure, spec) {
                closed = true;
                break;
            }
            if figure.depth > opener.depth {
                continue;
            }
            if figure.range.start >= next {
                if self.distant.len() == DISTANT {
                    break;
                }
                self.distant.push(figure.clone());
                continue;
            }
            // behind a semicolon something else begins, where no part stands before it
            if last.is_none()
                && prose
                    .text(opener.range.end..figure.range.start)
                    .contains(';')
            {
                closed = true;
                break;
            }
            if let Some(last) = last {
                let between = prose.text(last..figure.range.start);
                let mark = between
                    .chars()
                    .find(|c| matches!(c, '\u{3001}' | ',' | ';'));
                joined = spec.joins.as_ref().is_some_and(|p| p.is_match(between));
                // the others end a list of any marks
                let others = spec.others.as_ref();
                let others = others.is_some_and(|p| p.is_match(figure.name(prose)));
                ended |= (between.contains(';') && !self.complete)
                    || (by_mark && mark == Some(',') && !others);
                by_mark |= mark == Some('\u{3001}');
                let alike = self
                    .sure
                    .last()
                    .is_some_and(|f| same_class(prose, f, figure, spec));
                self.pause(matches!(mark, Some(',' | ';')) && !alike);
                self.partial |= spec.partial.is_match(between);
            }
            last = Some(figure.range.end);
            match ended || figure.optional {
                true => self.maybe.push(figure.clone()),
                false => {
                    self.sure.push(figure.clone());
                    self.joined = joined;
                }
            }
        }
        if !closed {
            self.distant.extend(pieces.next_sentence(opener.until));
        }
        self.behind = last.unwrap_or(next)..next.max(last.unwrap_or(next));
        self.partial |= spec.partial.is_match(prose.text(self.behind.clone()));
        let named = |p: &Pattern| {
            let last = self.sure.last();
            last.is_some_and(|f| p.is_match(f.name(prose)))
        };
        self.complete |= spec.others.as_ref().is_some_and(named);
        self.complete |= self.maybe.is_empty() && are_halves(prose, &self.sure, spec);
        let first = self.sure.first();
        let chosen = spec.chosen.as_ref();
        self.partial |= first
            .zip(chosen)
            .is_some_and(|(f, p)| p.is_match(f.name(prose)));
    }

    /// Tells whether the list may end behind its last sure part.
    fn pause(&mut self, pause: bool) {
        while self.pauses.len() < self.sure.len() {
            self.pauses.push(pause);
        }
    }

    /// Keeps the totals of the first part's unit; where there are none, those of the nearest that a part shares.
    fn keep_one_unit(&mut self, first: Option<String>) {
        let Some(first) = first else {
            return;
        };
        let of_parts = |unit: &String| self.sure.iter().any(|f| f.unit == *unit);
        let unit = match self.totals.iter().any(|t| t.unit == first) {
            true => Some(first),
            false => {
                let mut nearest = self.totals.iter().rev().map(|t| t.unit.clone());
                nearest.find(of_parts)
            }
        };
        self.totals.retain(|t| Some(&t.unit) == unit.as_ref());
    }

    fn read_totals(&mut self, pieces: &Pieces, nth: usize, opener: &Opener) {
        let mut from = pieces.sentence(opener.range.end, opener.first).start;
        let unit = self.sure.first().map(|f| f.unit.clone());
        let before = |from: usize| pieces.figures_in(&(from..opener.range.start)).iter();
        let fits = |f: &&Figure| !f.optional && unit.as_ref().is_none_or(|u| *u == f.unit);
        // a sentence that begins with a list may divide what was said before the sentence before it
        if opener.first {
            let earlier = pieces.figures_before(from).iter().rev();
            self.apart = earlier.filter(fits).take(BEFORE).cloned().collect();
        }
        if let Some(at) = pieces.semicolon_before(opener.range.start, from)
            && before(at).any(|f| fits(&f))
        {
            let apart = before(from).filter(|f| f.range.start < at && f.depth <= opener.depth);
            self.apart.extend(apart.filter(fits).take(BEFORE).cloned());
            from = at;
        }
        let earlier = pieces.openers.get(..nth).unwrap_or_default();
        let nested = earlier.last().is_some_and(|o| {
            let parts = pieces.figures_in(&(o.range.end..opener.range.start));
            o.range.start >= from && !parts.is_empty()
        });
        if before(from).len() > BEFORE {
            return;
        }
        for figure in before(from).filter(|f| f.depth <= opener.depth) {
            match figure.optional {
                true => self.carried.push(figure.clone()),
                false => self.totals.push(figure.clone()),
            }
        }
        // a bracket is about the figure before it
        let bracketed = self.totals.last().is_some_and(|t| t.depth < opener.depth);
        if bracketed && let Some(last) = self.totals.pop() {
            self.totals = vec![last];
        }
        self.keep_one_unit(unit);
        self.plain = bracketed || (self.totals.len() == 1 && !nested);
    }
}

/// Where sentences divide the same total one after another, each in another way, the first of their openers: the total
/// stands before it.
fn divided<'p>(
    prose: &Prose,
    pieces: &'p Pieces,
    nth: usize,
    spec: &Breakdown,
) -> Option<(usize, &'p Opener)> {
    let openers = pieces.openers.get(..=nth)?;
    let divides = |o: &Opener| o.first && spec.complete.is_match(prose.text(o.range.clone()));
    let follows = |one: &Opener, next: &Opener| {
        let between = prose.text(one.until.min(next.range.start)..next.range.start);
        divides(one) && divides(next) && !between.chars().any(|c| !ends_sentence(c))
    };
    let mut run = openers.windows(2).enumerate().rev();
    let mut first = None;
    while let Some((at, [one, next])) = run.next()
        && follows(one, next)
    {
        first = Some((at, one));
    }
    first
}

/// Both are of one classification, such as two ways of applying: the list goes on from one to the other.
fn same_class(prose: &Prose, one: &Figure, next: &Figure, spec: &Breakdown) -> bool {
    let (one, next) = (one.name(prose), next.name(prose));
    let mut classes = spec.classes.iter();
    classes.any(|class| class.is_match(one) && class.is_match(next))
}

/// Both are named, and together they are all there is: online and on the spot.
fn are_halves(prose: &Prose, parts: &[Figure], spec: &Breakdown) -> bool {
    let [one, other] = parts else {
        return false;
    };
    let (one, other) = (one.name(prose), other.name(prose));
    let finds = |p: &Pattern, name: &str, group: &str| {
        let mut all = p.captures_all(name).into_iter();
        all.any(|c| c.get(group).is_some())
    };
    let mut halves = spec.halves.iter();
    halves.any(|p| {
        finds(p, one, "a") && finds(p, other, "b") || finds(p, one, "b") && finds(p, other, "a")
    })
}

fn prose_stops(prose: &Prose, figure: &Figure, spec: &Breakdown) -> bool {
    figure.concludes || spec.stops.is_match(prose.text(figure.clause.clone()))
}

/// The parts before a concluding total: `甲 39 个，乙 4 个，合计 43 个`.
pub(super) fn concluded(pieces: &Pieces, total: &Figure) -> Option<List> {
    if !total.concludes {
        return None;
    }
    let sentence = pieces.sentence(total.range.start, false);
    let opened = pieces
        .openers
        .partition_point(|o| o.range.end <= total.range.start);
    let opener = opened.checked_sub(1).and_then(|n| pieces.openers.get(n));
    let opener = opener
        .map(|o| o.range.end)
        .filter(|end| *end > sentence.start);
    let start = opener.unwrap_or(sentence.start);
    let semicolon = pieces.semicolon_before(total.range.start, start);
    let fits = |f: &&Figure| f.depth == total.depth && f.unit == total.unit;
    let within = |from: usize| {
        let all = pieces.figures_in(&(from..total.range.start)).iter();
        all.filter(fits).cloned().collect::<Vec<_>>()
    };
    let mut sure = within(semicolon.unwrap_or(start));
    if sure.len() < 2 {
        sure = within(start);
    }
    let (maybe, sure): (Vec<_>, Vec<_>) = sure.into_iter().partition(|f| f.optional);
    let first = sure.first()?.range.start;
    // another unit on the way: what the total covers is not certain
    let mixed = pieces.figures_in(&(first..total.range.start)).iter();
    let mixed = mixed.clone().any(|f| f.unit != total.unit);
    let end = total.range.end;
    (sure.len() >= 2 && !mixed).then(|| List {
        words: first..end,
        behind: end..end,
        distant: within(sentence.start)
            .into_iter()
            .filter(|f| f.range.start < first)
            .collect(),
        totals: vec![total.clone()],
        sure,
        maybe,
        complete: true,
        plain: true,
        many: true,
        ..List::default()
    })
}
