//! Where the body of a report is: the places in its name, and which one they mean.

use super::gazetteer::{Code, Gazetteer, Place, Standing, is_above};
use super::prose::{Paragraph, Prose, ends_sentence};
use crate::text::Pattern;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;

/// How places are read from the name of a body.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct PlaceSpec {
    /// Path or id of the gazetteer; empty where there is none.
    pub gazetteer: String,
    /// The gazetteer. Whoever reads packs puts it here.
    #[serde(skip)]
    pub names: Arc<Gazetteer>,
    /// What may stand before the first place.
    pub before: Vec<Pattern>,
    /// What stands behind a name that leaves out what kind of place it is.
    pub short: Vec<Pattern>,
    /// How places read that the gazetteer does not know: groups from the widest down, `place` for the lowest.
    pub patterns: Vec<Pattern>,
    /// What reads like a place and is none.
    pub not: Vec<Pattern>,
}

/// Where a body is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The places by which packs are chosen, the widest first: as the name has them, and as the gazetteer does.
    pub names: Vec<String>,
    /// The lowest place; for a zone that has no code the place around it.
    pub place: Option<String>,
    /// The codes of the lowest place that the gazetteer knows: several where more places have its name.
    pub codes: Vec<Code>,
    /// Whether that is the lowest place of all.
    pub listed: bool,
    /// The codes of places of its name that are no longer in force.
    pub(super) former: Vec<Code>,
    /// Whether its name is no longer in force.
    pub(super) old: bool,
}

/// Places at the beginning of a text, each below the one before.
#[derive(Clone, Debug, Default)]
struct Chain {
    /// Where they stand.
    names: Vec<Range<usize>>,
    /// Where the last one ends.
    end: usize,
    /// What the last name stands for.
    last: Vec<Place>,
}

impl PlaceSpec {
    /// The places that a text begins with, behind what may stand before them.
    fn chain(&self, text: &str) -> Chain {
        let mut chain = Chain {
            end: self.start(text),
            ..Chain::default()
        };
        while let Some(rest) = text.get(chain.end..).filter(|r| !r.is_empty()) {
            let heads = self.names.heads(rest);
            let mut found = heads.filter_map(|head| {
                let after = rest.get(head.len()..).unwrap_or_default();
                let places = self.names.places(head);
                let places: Vec<Place> =
                    places.filter(|p| self.goes_on(&chain, p, after)).collect();
                (!places.is_empty()).then_some((head.len(), places))
            });
            let Some((length, places)) = found.next() else {
                break;
            };
            chain.names.push(chain.end..chain.end + length);
            chain.end += length;
            chain.last = places;
        }
        chain
    }

    /// Whether a place may be the next one: it lies below the last, and a short name stands before the right words.
    fn goes_on(&self, chain: &Chain, place: &Place, after: &str) -> bool {
        let lies_below = chain.last.iter().any(|last| is_below(place, last.code));
        let counts = place.standing != Standing::Short
            || self.short.iter().any(|p| begins(p, after).is_some())
            || self.begins_below(place.code, after);
        (chain.last.is_empty() || lies_below) && counts
    }

    /// Whether a text begins with a place below another.
    fn begins_below(&self, upper: Code, text: &str) -> bool {
        let mut heads = self.names.heads(text);
        heads.any(|head| self.names.places(head).any(|p| is_below(&p, upper)))
    }

    /// Where the first place of a body's name may begin.
    fn start(&self, body: &str) -> usize {
        let mut found = self.before.iter().filter_map(|p| begins(p, body));
        found.next().unwrap_or(0)
    }

    /// The places in the name of a body. Which of several places of one name it is, the text of the report decides.
    pub fn own(&self, body: &str, prose: &Prose) -> Own {
        let chain = self.chain(body);
        let text = |range: &Range<usize>| body.get(range.clone()).unwrap_or_default().to_owned();
        let mut own = Own {
            names: chain.names.iter().map(text).collect(),
            listed: true,
            ..Own::default()
        };
        own.place = own.names.last().cloned();
        self.settle(&mut own, &chain, prose);
        let lowest = |p: &Place| p.code >= LOWEST || p.standing == Standing::Zone;
        if !chain.last.iter().any(lowest) {
            let rest = body.get(chain.end..).unwrap_or_default();
            let unlisted = self.unlisted(rest);
            own.listed = unlisted.is_empty();
            own.place = unlisted.last().cloned().or(own.place);
            own.names.extend(unlisted);
        }
        self.widen(&mut own);
        own
    }

    /// The places of a text that the gazetteer does not know, the widest first.
    fn unlisted(&self, text: &str) -> Vec<String> {
        let found = self.patterns.iter().find_map(|p| p.captures(text));
        let named = found.into_iter().flat_map(|c| c.named.into_iter());
        let words = named.filter_map(|(_, range)| text.get(range).map(str::to_owned));
        words
            .filter(|w| !self.not.iter().any(|p| p.is_match(w)))
            .collect()
    }

    /// Takes the codes of the lowest place that is known: of those in force, if there are any, and as few as the text
    /// leaves.
    fn settle(&self, own: &mut Own, chain: &Chain, prose: &Prose) {
        let old = |p: &&Place| p.standing == Standing::Former;
        let (former, standing): (Vec<&Place>, Vec<&Place>) = chain.last.iter().partition(old);
        own.old = standing.is_empty();
        own.codes = standing.into_iter().map(|p| p.code).collect();
        own.former = former.into_iter().map(|p| p.code).collect();
        if own.codes.is_empty() {
            own.codes = std::mem::take(&mut own.former);
        }
        own.codes.dedup();
        if own.codes.len() > 1 {
            self.decide(own, prose);
        }
        let vague = |p: &Place| matches!(p.standing, Standing::Zone | Standing::Short);
        if let [code] = own.codes.as_slice()
            && chain.last.iter().any(vague)
        {
            let around = self.names.name(*code).map(str::to_owned);
            own.place = around.or(own.place.take());
        }
    }

    /// Of several places of one name, those whose places above the report names: first before the first section and in
    /// the signature, then, more than once, anywhere; first the nearest place above, then any.
    fn decide(&self, own: &mut Own, prose: &Prose) {
        let paragraphs = &prose.paragraphs;
        let text = |p: &Paragraph| prose.text(p.range.clone());
        let head = paragraphs.iter().take_while(|p| p.opening.is_none());
        let signs = |p: &&Paragraph| {
            let line = text(p);
            p.opening.is_none() && line.len() <= LONGEST && !line.contains(ends_sentence)
        };
        let tail = paragraphs.iter().rev().take_while(signs);
        let frame: Vec<&str> = head.chain(tail).map(text).collect();
        let whole = [prose.text(prose.whole())];
        for (texts, least) in [(frame.as_slice(), 1), (whole.as_slice(), 2)] {
            for levels in [1, usize::MAX] {
                let count = |code: &Code| -> usize {
                    let line = self.names.line(code / 100).into_iter().rev().take(levels);
                    let count = |name: &str| -> usize {
                        texts.iter().map(|t| t.matches(name).count()).sum()
                    };
                    line.map(|(_, name)| count(name)).sum::<usize>()
                };
                let named: Vec<Code> = own
                    .codes
                    .iter()
                    .copied()
                    .filter(|c| count(c) >= least)
                    .collect();
                if !named.is_empty() {
                    own.codes = named;
                }
                if own.codes.len() == 1 {
                    return;
                }
            }
        }
    }

    /// Puts before them the names that the gazetteer has for the place and those above, as far as they are certain.
    fn widen(&self, own: &mut Own) {
        let line = self.names.line(own.certain()).into_iter();
        let mut names: Vec<String> = line.map(|(_, name)| name.to_owned()).collect();
        own.names.retain(|n| !names.contains(n));
        names.append(&mut own.names);
        own.names = names;
    }

    /// The place that a text begins with, if the gazetteer knows it, and how far it reaches.
    fn known(&self, text: &str) -> Option<(Vec<Place>, usize)> {
        let chain = self.chain(text);
        let first = chain.names.first().and_then(|r| text.get(r.clone()))?;
        let lone = chain.names.len() == 1 && self.names.is_common(first);
        (!lone && !chain.last.is_empty()).then_some((chain.last, chain.end))
    }

    /// Whether a text begins with the place of the body, perhaps under another or a former name.
    pub fn is_here(&self, own: &Own, text: &str) -> bool {
        let Some((places, _)) = self.known(text) else {
            return false;
        };
        own.listed
            && places
                .iter()
                .any(|p| own.all().any(|c| c == p.code || self.same(c, p.code)))
    }

    /// Whether a text is the name of a place that is neither that of the body, nor above it, nor below it. False where
    /// either is not known.
    pub fn is_elsewhere(&self, own: &Own, text: &str) -> bool {
        let Some((places, _)) = self.known(text).filter(|(_, end)| *end == text.len()) else {
            return false;
        };
        let related = |p: &Place, c: Code| {
            // what became of a place that is no more lies around it
            let old = (own.old || p.standing == Standing::Former) && c / 100 == p.code / 100;
            old || c == p.code || is_above(c, p.code) || is_above(p.code, c) || self.same(c, p.code)
        };
        let zone = |p: &Place| p.standing == Standing::Zone;
        !own.codes.is_empty()
            && !places
                .iter()
                .any(|p| zone(p) || own.all().any(|c| related(p, c)))
    }

    /// Whether two places differ in their endings only: one of them is mostly what became of the other.
    fn same(&self, a: Code, b: Code) -> bool {
        let stem = |code| self.names.name(code).map(|n| self.names.stem(n));
        let stems = stem(a).zip(stem(b));
        stems.is_some_and(|(a, b)| a == b && a.chars().count() > 1)
    }
}

/// Whether a place lies below another; a zone has the code of the place around it.
fn is_below(place: &Place, upper: Code) -> bool {
    is_above(upper, place.code) || place.standing == Standing::Zone && place.code == upper
}

/// How far a pattern reaches that a text begins with.
fn begins(pattern: &Pattern, text: &str) -> Option<usize> {
    let found = pattern.find_all(text).next()?;
    (found.start == 0).then_some(found.end)
}

/// The code from which on a place is of the lowest level.
const LOWEST: Code = 10_000;
/// The longest line of a signature, in bytes.
const LONGEST: usize = 120;

impl Own {
    /// The code of the lowest place that is certain: of the body's own, or of what lies above all places of its name; 0
    /// where nothing is.
    pub fn certain(&self) -> Code {
        let mut codes = self.codes.iter().copied();
        let first = codes.next().unwrap_or(0);
        codes.fold(first, |mut common, code| {
            while common > 0 && common != code && !is_above(common, code) {
                common /= 100;
            }
            common
        })
    }

    /// All codes of its lowest place.
    fn all(&self) -> impl Iterator<Item = Code> + '_ {
        self.codes.iter().chain(&self.former).copied()
    }
}
