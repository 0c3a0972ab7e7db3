//! Where parts and items begin in running text.

use super::labels::{Labels, closed, numbered};
use super::line::Line;
use crate::grammar::opening;
use crate::report::form::Kind;
use crate::report::ids::SectionId;
use crate::report::prose::ends_sentence;
use crate::report::source_cells::ends_clause;
use crate::text::Id;
use std::ops::Range;

/// The level of parts, and of the items in them.
const PART: u8 = 1;
const ITEM: u8 = 2;

/// The title of a section in a line.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// Its number and its words.
    pub range: Range<usize>,
    section: SectionId,
    /// It stands where a part may begin.
    strong: bool,
}

/// How near to each other titles stand in a table of contents, in characters.
const NEAR: usize = 10;
/// How many titles make a table of contents.
const LISTED: usize = 3;
/// A block up to this length that begins with a title is a heading, whatever follows (in characters).
const HEADING: usize = 60;

/// Titles of sections at which a line is to be cut.
pub(super) fn titles(labels: &Labels, line: &Line) -> Vec<Title> {
    let mut all: Vec<Title> = Vec::new();
    let mut from = 0;
    while let Some((words, section)) = labels.title(line, from) {
        let found = title(line, &words, section);
        from = found.as_ref().map_or(words.start + 1, |t| t.range.end);
        all.extend(found);
    }
    drop_lists(line, &mut all);
    // titles between strong ones only: a list of parts in a sentence has none before it
    let strong = |t: &&Title| t.strong;
    let begun = all.iter().filter(strong).any(|t| t.section.index() == 0);
    let mut high = None;
    let mut above: Vec<Option<SectionId>> = Vec::with_capacity(all.len());
    for title in all.iter().rev() {
        above.push(high);
        high = Some(title).filter(strong).map(|t| t.section).or(high);
    }
    let mut low = None;
    let mut kept = Vec::new();
    for (title, above) in all.into_iter().zip(above.into_iter().rev()) {
        let behind = low.is_some_and(|l| l < title.section) || title.section.index() == 0 && !begun;
        let fits = behind && above.is_some_and(|a| title.section < a);
        if title.strong {
            low = Some(title.section);
        }
        if title.strong || fits {
            kept.push(title);
        }
    }
    kept
}

/// The title of a section, where its words stand with their number as a title does.
fn title(line: &Line, words: &Range<usize>, section: SectionId) -> Option<Title> {
    let ordinal = u32::try_from(section.index() + 1).ok()?;
    let (start, level) = numbered(line, words.start, 0, &[ordinal])?;
    let end = closed(line, words.end, line.signs.len());
    // in a list, or in the middle of a sentence
    let listed = |c: char| ends_clause(c) && c != '\u{3002}' || c == '\u{3001}';
    let quoted = end > words.start && closed(line, end - 1, end) == end;
    if level != PART || listed(line.at(end)) || quoted {
        return None;
    }
    let before = line.before(start).map(|b| line.at(b));
    // a sentence that goes on, an opening bracket or quotation mark
    let open = |c: char| {
        listed(c)
            || matches!(
                c,
                ':' | '(' | '[' | '\u{201c}' | '\u{2018}' | '\u{300a}' | '\u{300c}' | '\u{3010}'
            )
    };
    let ended = |c: char| c.is_ascii_digit() || !c.is_alphanumeric() && !open(c);
    Some(Title {
        range: start..end,
        section,
        strong: before.is_none_or(ended) || line.at(start.saturating_sub(1)) == ' ',
    })
}

/// Titles that follow each other with next to nothing between them are a table of contents.
fn drop_lists(line: &Line, all: &mut Vec<Title>) {
    let near = |a: &Title, b: &Title| {
        let between = line.part(&(a.range.end..b.range.start));
        let ended = between.iter().any(|s| s.c == '\n');
        a.section < b.section && between.len() <= NEAR && !ended
    };
    let runs = all.chunk_by(near).filter(|run| run.len() < LISTED);
    *all = runs.flatten().cloned().collect();
}

impl Title {
    /// Whether the title stands apart already: all of its block, or the begin of a short one without a full stop.
    pub fn stands(&self, line: &Line) -> bool {
        let first = self.range.start == 0 || line.at(self.range.start - 1) == '\n';
        let block = (self.range.start..).take_while(|at| line.at(*at) != '\n');
        let short = block.clone().nth(HEADING).is_none();
        let decided = || {
            block
                .skip(self.range.len())
                .any(|at| ends_sentence(line.at(at)))
        };
        first && (line.at(self.range.end) == '\n' || short && !decided())
    }
}

/// Cuts a range of prose at the items in it, and behind a heading of a part that no form knows.
pub(super) fn items(line: &Line, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = range.start;
    let mut ended = true;
    for at in range.clone() {
        let c = line.at(at);
        if c == ' ' {
            continue;
        }
        if ended && let Some(level) = level(line, at..range.end) {
            parts.push(from..at);
            from = at;
            if let Some(end) = heading_end(line, at..range.end).filter(|_| level == PART) {
                parts.push(at..end);
                from = end;
            }
        }
        ended = ends_sentence(c);
    }
    parts.push(from..range.end);
    parts.retain(|p| !line.text(p).is_empty());
    parts
}

/// The level of the number that stands at the begin of a range.
fn level(line: &Line, range: Range<usize>) -> Option<u8> {
    const FAR: usize = 12;
    let text = line.text(&(range.start..range.end.min(range.start + FAR)));
    let level = opening(&text)?.numbering.level;
    matches!(level, PART | ITEM).then_some(level)
}

/// Where a heading ends that a blank follows.
fn heading_end(line: &Line, range: Range<usize>) -> Option<usize> {
    const LONGEST: usize = 40;
    let mut signs = range.clone().take(LONGEST);
    let end = signs.find(|at| line.at(*at) == ' ' || ends_clause(line.at(*at)))?;
    (line.at(end) == ' ').then_some(end)
}

/// The longest signature, in characters.
const SIGNED: usize = 45;

/// Where words without a full stop begin that end in a date, as the signature does.
pub(super) fn signature(line: &Line, range: &Range<usize>) -> Option<usize> {
    let mut back = range.clone().rev();
    let from = back.find(|at| ends_sentence(line.at(*at)))? + 1;
    let rest = from..range.end;
    let digits = line.part(&rest).iter().any(|s| s.c.is_ascii_digit());
    (digits && rest.len() <= SIGNED).then_some(from)
}

/// The longest title of a report, in characters.
const LONGEST: usize = 70;
/// Behind how many blanks a title is looked for.
const WORDS: usize = 24;

/// The title of the report in a range, where words follow it without a mark.
pub(super) fn report_title(kind: &Kind, line: &Line, range: &Range<usize>) -> Option<Range<usize>> {
    let blank = |at: usize| line.at(at).is_whitespace();
    let key = |at: usize| line.signs.get(at).is_some_and(|s| s.key);
    let starts = range
        .clone()
        .filter(|at| key(*at) && (*at == range.start || !key(*at - 1)));
    starts.take(WORDS).find_map(|start| {
        let mut text = String::new();
        for at in (start..range.end).take(LONGEST).filter(|at| !blank(*at)) {
            text.push(line.at(at));
            let titled = kind.titles.iter().any(|p| p.is_match(&text));
            if titled && !kind.not_titles.iter().any(|p| p.is_match(&text)) {
                return Some(start..at + 1);
            }
        }
        None
    })
}
