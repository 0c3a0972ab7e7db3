//! What a pattern or an expression comes to on reports: where it matches, what it is worth and on what.

mod json;
mod messages;

use std::io::{self, Write};

use self::messages::Say;
use crate::columns::{clip, flat, left, width};
use crate::place::at;
use crate::why::{Page, Style};
use gouji_core::document::Document;
use gouji_core::rule::{Outcome, Rule, Trace, Traced};
use gouji_core::text::{Span, abridged};

/// More matches of one report are counted in the text.
const MOST: usize = 200;
/// So many characters are shown of what stands behind a leading part.
const BEHIND: usize = 24;

/// What was tried, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The pattern or expression.
    pub text: &'a str,
    /// What came of it on each report.
    pub reports: &'a [Tried<'a>],
    /// The longest leading part that matches, where the whole of a pattern does not.
    pub leading: Option<&'a Leading>,
    /// How it is shown.
    pub style: Style,
}

/// A report on which something was tried.
#[derive(Clone, Debug)]
pub struct Tried<'a> {
    /// The report.
    pub document: &'a Document,
    /// What came of it.
    pub result: Tally<'a>,
}

/// What came of a report.
#[derive(Clone, Debug)]
pub enum Tally<'a> {
    /// The matches of a pattern.
    Matches(Vec<Matched>),
    /// The evaluations of an expression, and the rule that they are of; whether it is a list of values.
    Values(Vec<Traced>, &'a Rule, bool),
}

/// A match.
#[derive(Clone, Debug)]
pub struct Matched {
    /// Where it stands.
    pub span: Span,
    /// The groups that took part, with what they hold.
    pub groups: Vec<(String, String)>,
}

/// The longest leading part of a pattern that matches.
#[derive(Clone, Debug)]
pub struct Leading {
    /// The part, as it is written.
    pub text: String,
    /// Where it matches: the place of the report in the list, and the place in its text.
    pub at: Vec<(usize, Span)>,
    /// How often it matches.
    pub count: usize,
}

impl Answer<'_> {
    /// Writes the answer as text.
    pub fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.style.lang;
        let pattern = |t: &&Tried<'_>| matches!(t.result, Tally::Matches(_));
        let (patterns, values): (Vec<_>, Vec<_>) = self.reports.iter().partition(pattern);
        let shown = flat(self.text);
        if !values.is_empty() {
            self.line(out, &format!("{} {shown}", Say::Expression.say(lang)))?;
            values.iter().try_for_each(|one| self.values(out, one))?;
        }
        if patterns.is_empty() {
            return Ok(());
        }
        self.line(out, &format!("{} {shown}", Say::Pattern.say(lang)))?;
        patterns.iter().try_for_each(|one| self.matches(out, one))?;
        let counts: Vec<usize> = patterns.iter().map(|t| t.matches().len()).collect();
        let with = counts.iter().filter(|n| **n > 0).count();
        let said = Say::Counts(counts.iter().sum(), with, counts.len());
        writeln!(out, "{}", said.say(lang))?;
        match self.leading {
            Some(leading) => self.leading(out, leading),
            None if with == 0 => writeln!(out, "{}", Say::NoPart.say(lang)),
            None => Ok(()),
        }
    }

    /// Writes the answer as one JSON value.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }

    fn line(&self, out: &mut dyn Write, text: &str) -> io::Result<()> {
        writeln!(out, "{}", clip(text, self.style.width).trim_end())
    }

    fn matches(&self, out: &mut dyn Write, tried: &Tried<'_>) -> io::Result<()> {
        let all = tried.matches();
        let places = all.iter().take(MOST).map(|m| self.place(tried, m.span));
        let places: Vec<String> = places.collect();
        let wide = places.iter().map(|p| width(p)).max().unwrap_or(0);
        for (found, place) in all.iter().zip(places) {
            let text = flat(&abridged(tried.document.slice(found.span)));
            let groups = found.groups.iter();
            let groups = groups.map(|(name, value)| format!("  {name} = {}", flat(value)));
            let groups: String = groups.collect();
            self.line(out, &format!("{}  {text}{groups}", left(&place, wide)))?;
        }
        match all.len().checked_sub(MOST) {
            Some(more) if more > 0 => self.line(out, &Say::More(more).say(self.style.lang)),
            _ => Ok(()),
        }
    }

    fn place(&self, tried: &Tried<'_>, span: Span) -> String {
        let place = at(tried.document, span, self.style.lang);
        format!("{}:{place}", flat(&tried.document.name))
    }

    fn values(&self, out: &mut dyn Write, tried: &Tried<'_>) -> io::Result<()> {
        let Tally::Values(runs, rule, list) = &tried.result else {
            return Ok(());
        };
        let trace = Trace::default();
        let page = Page {
            rule,
            pack: "",
            document: tried.document,
            report: None,
            trace: &trace,
            layers: &[],
            style: self.style,
        };
        let name = flat(&tried.document.name);
        let many = runs.len() > 1;
        if many {
            self.line(out, &name)?;
        }
        let wide = runs.iter().map(|r| width(&flat(&r.instance))).max();
        for run in runs {
            let value = self.value(run, *list);
            let sums = steps(run).map(|s| flat(s));
            let sums: String = sums.map(|s| format!("  {s}")).collect();
            let head = match many {
                true => format!("  {}", left(&flat(&run.instance), wide.unwrap_or(0))),
                false => name.clone(),
            };
            self.line(out, &format!("{head}  {value}{sums}"))?;
            page.reads(out, &run.seen.reads)?;
        }
        Ok(())
    }

    /// What an expression is worth.
    fn value(&self, run: &Traced, list: bool) -> String {
        let lang = self.style.lang;
        match &run.outcome {
            Outcome::Fail(_) if list => Say::List.say(lang),
            Outcome::Fail(_) => flat(&abridged(&run.said)),
            Outcome::Unknown(_) => Say::Undecided(&flat(&run.said)).say(lang),
            Outcome::Pass | Outcome::NotApplicable => Say::Nothing.say(lang),
        }
    }

    fn leading(&self, out: &mut dyn Write, leading: &Leading) -> io::Result<()> {
        let lang = self.style.lang;
        let rest = self.text.strip_prefix(leading.text.as_str());
        let rest = flat(rest.unwrap_or_default());
        let text = flat(&leading.text);
        writeln!(out)?;
        self.line(out, &Say::Leading(&text, leading.count).say(lang))?;
        self.line(out, &Say::Rest(&rest).say(lang))?;
        for (nth, span) in &leading.at {
            let Some(tried) = self.reports.get(*nth) else {
                continue;
            };
            let found = flat(&abridged(tried.document.slice(*span)));
            let behind = behind(tried.document, *span);
            let said = Say::Behind(&found, &flat(&behind)).say(lang);
            self.line(out, &format!("  {}  {said}", self.place(tried, *span)))?;
        }
        Ok(())
    }
}

impl Tried<'_> {
    fn matches(&self) -> &[Matched] {
        match &self.result {
            Tally::Matches(all) => all,
            Tally::Values(..) => &[],
        }
    }
}

/// The comparisons on the way to a value; the last one is that of the value with itself.
fn steps(run: &Traced) -> impl Iterator<Item = &String> {
    let all = run.seen.sums.iter();
    all.take(run.seen.sums.len().saturating_sub(1))
}

/// The text of the line behind a place.
fn behind(document: &Document, span: Span) -> String {
    let rest = document.text.get(span.end as usize..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    line.chars().take(BEHIND).collect()
}
