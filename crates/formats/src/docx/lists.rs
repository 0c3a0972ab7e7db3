//! Counting: the number that each paragraph of a list shows.

use super::numbering::{LEVELS, Level, List, Numbering, Pattern};
use super::styles::{Number, Styles};
use super::words;
use std::collections::{HashMap, HashSet};

/// Characters of a label: Word lets people write a few dozen, and each stands in front of every paragraph of its list.
const LONGEST: usize = 64;

/// The lists of a document and how far each has counted.
pub(crate) struct Lists<'s> {
    numbering: &'s Numbering,
    styles: &'s Styles,
    /// By pattern: lists of one pattern count on together.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Levels of lists that have begun.
    begun: HashSet<(u32, u8)>,
}

impl<'s> Lists<'s> {
    pub(crate) fn new(numbering: &'s Numbering, styles: &'s Styles) -> Self {
        Lists {
            numbering,
            styles,
            counts: HashMap::new(),
            begun: HashSet::new(),
        }
    }

    /// Counts a paragraph and gives its number with what stands between it and the text; empty where it shows none.
    /// `by` is the style that put it into the list.
    pub(crate) fn next(&mut self, number: Number, by: Option<&str>) -> String {
        let Some((id, list)) = self.list(number.list) else {
            return String::new();
        };
        let Some((pattern_id, pattern)) = self.pattern(list) else {
            return String::new();
        };
        let styled = |(at, level): (&u8, &Level)| (level.style.as_deref() == by).then_some(*at);
        let by_style = by.and_then(|_| pattern.levels.iter().find_map(styled));
        let at = number.level.or(by_style).unwrap_or(0);
        let levels = Levels { list, pattern };
        self.count(id, pattern_id, &levels, at);
        let counts = self.counts.get(&pattern_id).copied().unwrap_or_default();
        levels.label(at, &counts)
    }

    fn list(&self, id: Option<u32>) -> Option<(u32, &'s List)> {
        let id = id.filter(|id| *id != 0)?;
        Some((id, self.numbering.lists.get(&id)?))
    }

    /// The pattern of a list; one that is kept in a style of lists is taken from there.
    fn pattern(&self, list: &List) -> Option<(u32, &'s Pattern)> {
        let get = |list: &List| Some((list.pattern, self.numbering.patterns.get(&list.pattern)?));
        let own = get(list)?;
        let other = own.1.other.as_deref().and_then(|id| self.styles.list(id));
        let other = other.and_then(|id| get(self.numbering.lists.get(&id)?));
        Some(other.unwrap_or(own))
    }

    fn count(&mut self, id: u32, pattern: u32, levels: &Levels<'_>, at: u8) {
        let counts = self.counts.entry(pattern).or_default();
        let afresh = self.begun.insert((id, at)) && levels.list.starts.contains_key(&at);
        for (level, count) in (0..).zip(counts.iter_mut()) {
            if level < at {
                // a level that was passed over counts as begun
                count.get_or_insert_with(|| levels.start(level));
            } else if level == at {
                *count = Some(match count {
                    Some(n) if !afresh => n.saturating_add(1),
                    _ => levels.start(level),
                });
            } else if levels.restarts(level, at) {
                *count = None;
            }
        }
    }
}

/// The levels of one list.
struct Levels<'l> {
    list: &'l List,
    pattern: &'l Pattern,
}

impl Levels<'_> {
    fn get(&self, level: u8) -> Option<&Level> {
        let own = self.list.levels.get(&level);
        own.or_else(|| self.pattern.levels.get(&level))
    }

    fn start(&self, level: u8) -> u32 {
        let start = self.list.starts.get(&level).copied();
        start
            .or_else(|| self.get(level)?.start)
            .unwrap_or_else(|| u32::from(self.get(level).is_none()))
    }

    /// Whether a level begins anew after a paragraph on a higher one.
    fn restarts(&self, level: u8, after: u8) -> bool {
        match self.get(level).and_then(|l| l.restart) {
            None => true,
            Some(n) => u32::from(after) < n,
        }
    }

    fn label(&self, at: u8, counts: &[Option<u32>; LEVELS]) -> String {
        let Some(level) = self.get(at).filter(|l| l.format != "bullet") else {
            return String::new();
        };
        let mut label = String::new();
        let mut signs = level.text.chars().take(LONGEST).peekable();
        while let Some(c) = signs.next() {
            let digit = signs.peek().and_then(|d| d.to_digit(10)).filter(|d| *d > 0);
            let Some(of) = digit.filter(|_| c == '%').map(|d| d as u8 - 1) else {
                label.push(c);
                continue;
            };
            signs.next();
            let plain = level.legal && of != at;
            let format = match self.get(of) {
                Some(level) if !plain => level.format.as_str(),
                _ => "decimal",
            };
            let n = counts.get(of as usize).copied().flatten();
            let n = n.unwrap_or_else(|| self.start(of));
            label.push_str(&words::count(format, n).unwrap_or_default());
        }
        let gap = match (level.suffix.as_deref(), label.chars().next_back()) {
            (Some("nothing"), _) | (_, None) => "",
            // behind a wide sign a gap is one of looks only
            (_, Some('\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')) => "",
            _ => " ",
        };
        label + gap
    }
}
