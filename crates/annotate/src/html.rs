//! Web pages: marks at the words, and a panel with what is said.
//!
//! Readers of pages, gouji among them, take neither for text: the numbers beside the words are drawn by the style, and
//! the panel is a dialog. Nothing in it can run; what is quoted is escaped.

use super::messages::Text;
use super::{Refusal, Remark, Remarks, seal};
use gouji_core::text::{Lang, Span};
use gouji_formats::html::{PANEL, Trace, encode, spelled, trace};
use gouji_render::xml::attribute as escape;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What stands around the seal in front of the panel; in ASCII, which every encoding has.
const OPEN: (&str, &str) = ("<!-- gouji ", " -->");
/// How many things that look like panels are tried.
const TRIES: usize = 16;
/// What stands around marked words.
const MARK: &str = "<mark class=\"gouji\"";
const UNMARK: &str = "</mark><!--gouji-->";

const STYLE: &str = "mark.gouji{background:#ffe08a;color:inherit}\
mark.gouji::after{content:\"[\" attr(data-gouji) \"]\";font-size:.75em;vertical-align:super;color:#a40000}\
mark.gouji:not([data-gouji])::after{content:none}\
dialog.gouji{position:fixed;inset:0 0 0 auto;width:22em;max-height:none;height:auto;box-sizing:border-box;margin:0;\
padding:1em;overflow:auto;border:0;border-left:1px solid #999;background:#fff;color:#222;font:14px/1.5 sans-serif;\
text-align:left;z-index:2147483647}dialog.gouji p{margin:.2em 0}dialog.gouji ol{padding-left:2em}\
dialog.gouji li{margin:0 0 1em}dialog.gouji .error{color:#a40000}dialog.gouji .warning{color:#8a5a00}\
@media(min-width:60em){body{margin-right:23em!important}}\
@media print{dialog.gouji{position:static;width:auto;border:0}body{margin-right:0!important}}";

/// The page without the marks of an earlier run. What people wrote in it since stays.
///
/// # Errors
///
/// The page would not come out as it was, or its marks were edited.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let (_, trace) = trace(bytes);
    let page = &trace.page;
    // the last one that holds, and not each of many that somebody wrote
    let mut tries = page.rmatch_indices(OPEN.0).take(TRIES);
    let panel = tries.find_map(|(at, _)| {
        let (before, rest) = page.split_at_checked(at)?;
        let (seal, rest) = rest.get(OPEN.0.len()..)?.split_once(OPEN.1)?;
        let (_, after) = seal::opened(seal, rest)?;
        Some((before, after))
    });
    match panel {
        Some((before, after)) => {
            let whole = unmarked(before)? + &unmarked(after)?;
            encode(&whole, bytes).ok_or(Refusal::Unfaithful)
        }
        None if page.contains(MARK) || page.contains(UNMARK) => Err(Refusal::Edited),
        None => Ok(bytes.to_vec()),
    }
}

/// A part of a page without the tags around marked words.
fn unmarked(page: &str) -> Result<String, Refusal> {
    let mut out = String::with_capacity(page.len());
    let mut ends = 0;
    for (at, piece) in page.split(MARK).enumerate() {
        let words = match at {
            0 => piece,
            _ => {
                let tag = piece.split_once('>').filter(|(tag, _)| is_ours(tag));
                tag.ok_or(Refusal::Edited)?.1
            }
        };
        let mut parts = words.split(UNMARK);
        out.extend(parts.next());
        let ended = parts.map(|part| out.push_str(part)).count();
        ends += ended;
        if ends > at {
            return Err(Refusal::Edited);
        }
    }
    match ends == page.matches(MARK).count() {
        true => Ok(out),
        false => Err(Refusal::Edited),
    }
}

/// Whether nobody has written into the rest of a tag around marked words.
fn is_ours(tag: &str) -> bool {
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b' ');
    let inner = tag
        .strip_prefix(" id=\"gouji-at-")
        .and_then(|t| t.strip_suffix('"'));
    let numbers = inner.and_then(|t| t.split_once("\" data-gouji=\""));
    tag.is_empty() || numbers.is_some_and(|(first, all)| plain(first) && plain(all))
}

/// The page with marks and the panel.
///
/// # Errors
///
/// The page would not come out as it was.
pub fn mark(bytes: &[u8], trace: &Trace, remarks: &Remarks) -> Result<Vec<u8>, Refusal> {
    let places: Vec<Vec<Span>> = remarks.list.iter().map(|r| places(trace, r)).collect();
    let end = trace.page.to_ascii_lowercase().rfind("</body");
    let end = end.unwrap_or(trace.page.len());
    let mut put: BTreeMap<usize, String> = marks(&places);
    let panel = spelled(&panel(remarks, &places), bytes).ok_or(Refusal::Unfaithful)?;
    let panel = format!("{}{}{}{panel}", OPEN.0, seal::of(&panel), OPEN.1);
    put.entry(end).or_default().push_str(&panel);
    let mut out = String::with_capacity(trace.page.len() * 2);
    let mut done = 0;
    for (at, tag) in put {
        out.push_str(trace.page.get(done..at).ok_or(Refusal::Unfaithful)?);
        out.push_str(&tag);
        done = at;
    }
    out.push_str(trace.page.get(done..).ok_or(Refusal::Unfaithful)?);
    let marked = encode(&out, bytes).ok_or(Refusal::Unfaithful)?;
    match is_faithful(bytes, &marked) {
        true => Ok(marked),
        false => Err(Refusal::Unfaithful),
    }
}

/// Whether a marked page reads as the page did, and gives it back. One that is cut off in a tag or in its title does not: what
/// is put behind it becomes a part of that.
fn is_faithful(page: &[u8], marked: &[u8]) -> bool {
    let text = |bytes: &[u8]| trace(bytes).0.text;
    clean(marked).is_ok_and(|clean| clean == page) && text(marked) == text(page)
}

/// The bytes of the page that a remark is about.
fn places(trace: &Trace, remark: &Remark) -> Vec<Span> {
    let Some(span) = remark.at else {
        return Vec::new();
    };
    let sources = &trace.sources;
    let from = sources.partition_point(|s| s.text.end <= span.start);
    let here = sources.iter().skip(from);
    let here = here.take_while(|s| s.text.start < span.end);
    let place = |s: &gouji_formats::html::Source| {
        if s.text.len() != s.page.len() {
            return s.page;
        }
        let skipped = span.start.saturating_sub(s.text.start);
        let left = s.text.end.saturating_sub(span.end);
        Span {
            start: s.page.start + skipped,
            end: s.page.end - left,
        }
    };
    let mut found: Vec<Span> = Vec::new();
    for place in here.map(place).filter(|p| !p.is_empty()) {
        match found.last_mut() {
            Some(last) if last.end == place.start => last.end = place.end,
            _ => found.push(place),
        }
    }
    found
}

/// The tags around marked words, by the byte that they stand in front of. Words that several remarks are about are
/// marked once; the number of a remark stands on the last of its words.
fn marks(places: &[Vec<Span>]) -> BTreeMap<usize, String> {
    let mut bounds = BTreeSet::new();
    for span in places.iter().flatten() {
        bounds.extend([span.start, span.end]);
    }
    let bounds: Vec<u32> = bounds.into_iter().collect();
    let numbers = ends(places);
    // how many more spans begin than end at each bound
    let mut turns: BTreeMap<u32, i64> = BTreeMap::new();
    for span in places.iter().flatten() {
        *turns.entry(span.start).or_default() += 1;
        *turns.entry(span.end).or_default() -= 1;
    }
    let mut open = 0;
    let mut tags: BTreeMap<usize, String> = BTreeMap::new();
    for piece in bounds.windows(2) {
        let &[start, end] = piece else { continue };
        open += turns.get(&start).copied().unwrap_or_default();
        if open == 0 {
            continue;
        }
        let numbers = numbers.get(&end).map(Vec::as_slice).unwrap_or_default();
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let mut tag = MARK.to_owned();
        if let Some(first) = numbers.first() {
            let numbers = numbers.join(" ");
            tag.push_str(&format!(
                " id=\"gouji-at-{first}\" data-gouji=\"{numbers}\""
            ));
        }
        tag.push('>');
        // an end that stands there already comes first
        tags.entry(start as usize).or_default().push_str(&tag);
        tags.entry(end as usize).or_default().push_str(UNMARK);
    }
    tags
}

/// The numbers of the remarks whose words end at a byte, in order.
fn ends(places: &[Vec<Span>]) -> BTreeMap<u32, Vec<usize>> {
    let mut ends: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, spans) in places.iter().enumerate() {
        if let Some(last) = spans.last() {
            ends.entry(last.end).or_default().push(at + 1);
        }
    }
    ends
}

/// What is said: the sums, then each remark with its number.
fn panel(remarks: &Remarks, places: &[Vec<Span>]) -> String {
    let mut out = String::new();
    let language = match remarks.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let title = escape(&Text::Notes.say(remarks.lang));
    out.push_str(&format!(
        "{PANEL} lang=\"{language}\" aria-label=\"{title}\"><style>{STYLE}</style>"
    ));
    for line in &remarks.summary {
        out.push_str(&format!("<p>{}</p>", escape(line)));
    }
    out.push_str("<ol>");
    let ends = ends(places);
    for (remark, own) in remarks.list.iter().zip(places) {
        let mut lines = remark.lines.iter();
        let head = lines.next().map_or("", String::as_str);
        let head = format!("{} {}", escape(head), escape(&remark.place));
        // the words where several remarks end have the number of the first of them
        let link = own.last().and_then(|s| ends.get(&s.end)?.first());
        let head = match link {
            Some(n) => format!("<a href=\"#gouji-at-{n}\">{head}</a>"),
            None => head,
        };
        let class = remark.severity.name();
        write!(out, "<li><p class=\"{class}\"><b>{head}</b></p>").ok();
        for line in lines {
            write!(out, "<p>{}</p>", escape(line)).ok();
        }
        out.push_str("</li>");
    }
    out + "</ol></dialog>"
}
