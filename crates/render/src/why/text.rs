//! The answer for people: a line for each evaluation; those that failed or are undecided in full.

use std::io::{self, Write};

use super::Page;
use super::words::Say;
use crate::columns::{clip_end, left, right, width, wrap};
use crate::human::pen::Pen;
use crate::messages::{Caption, Text};
use crate::place::at;
use gouji_core::rule::{Outcome, Read, Source, Traced};

/// So many evaluations are shown in full; of more, only those that failed or are undecided.
const FULL: usize = 1;
/// So many values stand in the line of an evaluation without sums.
const FEW: usize = 3;
/// More places of one evaluation are counted, those of value zero first.
const MOST: usize = 24;
/// More words that are nowhere are counted.
const WORDS: usize = 6;
/// The widest name of a place.
const NAME: usize = 36;
/// How far places are indented.
const INDENT: usize = 4;

impl Page<'_> {
    /// Writes the answer as text.
    pub fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        if let Some(skip) = &self.trace.skip {
            return self.paragraph(out, 0, &Say::Skip(skip).say(self.style.lang));
        }
        writeln!(out, "{}", Say::Ends(self.counts()).say(self.style.lang))?;
        writeln!(out)?;
        self.evaluations(out)
    }

    /// The evaluations, and what was looked for besides.
    pub(crate) fn evaluations(&self, out: &mut dyn Write) -> io::Result<()> {
        let runs = &self.trace.runs;
        let names = runs.iter().map(|r| width(&self.flat(&r.instance)));
        let wide = names.max().unwrap_or(0).min(self.style.width / 3);
        for run in runs {
            self.run(out, run, wide, runs.len() <= FULL)?;
        }
        self.around(out)
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let (rule, lang) = (self.rule, self.style.lang);
        let severity = Text::Severity(rule.severity).say(lang);
        let id = self.paint("1", &self.flat(&rule.id));
        let class = Caption::Of(rule.class).say(lang);
        let pack = self.flat(self.pack);
        let dot = self.flat("·");
        writeln!(out, "{id}  {severity} {dot} {class} {dot} {pack}")?;
        self.paragraph(out, 0, rule.title.get(lang))?;
        let mut place = self.flat(&self.document.name);
        if let Some(report) = self.report {
            let about = Say::Report(report.year(), &report.form.id).say(lang);
            place = format!("{place}{}{about}", Text::Colon.say(lang));
        }
        self.paragraph(out, 0, &place)?;
        self.layers(out)
    }

    /// What packs above set, one line each.
    fn layers(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.layers.is_empty() {
            return Ok(());
        }
        let lang = self.style.lang;
        self.paragraph(out, 0, &Say::Layers.say(lang))?;
        for s in self.layers {
            let line = format!("{} {} = {} ({}:{})", s.pack, s.key, s.value, s.path, s.line);
            self.paragraph(out, 2, &line)?;
        }
        Ok(())
    }

    fn run(&self, out: &mut dyn Write, run: &Traced, wide: usize, full: bool) -> io::Result<()> {
        let (sign, ascii, color) = match run.outcome {
            Outcome::Pass => ("✓", "+", "32"),
            Outcome::Fail(_) => ("✗", "x", "31"),
            Outcome::Unknown(_) => ("?", "?", "33"),
            Outcome::NotApplicable => ("–", "-", "2"),
        };
        let sign = if self.style.ascii { ascii } else { sign };
        let name = self.clip(&self.flat(&run.instance), wide);
        let short = self.short(run, full);
        let line = match wide {
            0 if short.is_empty() => Say::End(&run.outcome).say(self.style.lang),
            0 => short,
            _ => format!("{}  {short}", left(&name, wide)),
        };
        let room = self.style.width.saturating_sub(4);
        let line = self.clip(line.trim_end(), room);
        writeln!(
            out,
            "{}",
            format!("  {} {line}", self.paint(color, sign)).trim_end()
        )?;
        let open = matches!(run.outcome, Outcome::Fail(_) | Outcome::Unknown(_));
        if !(open || full) {
            return Ok(());
        }
        if !run.said.is_empty() {
            self.paragraph(out, INDENT, &run.said)?;
        }
        if !run.cause.is_empty() {
            let caption = Say::Cause.say(self.style.lang);
            for line in format!("{caption}{}", run.cause).lines() {
                self.paragraph(out, INDENT, line)?;
            }
        }
        self.reads(out, &run.seen.reads)
    }

    /// The sums of an evaluation; without any, the values that it read, unless they are listed below.
    fn short(&self, run: &Traced, full: bool) -> String {
        let lang = self.style.lang;
        let applies = !matches!(run.outcome, Outcome::NotApplicable);
        let sums = match applies {
            true => &run.seen.sums,
            false => &run.seen.conditions,
        };
        let cells = run.seen.reads.iter().filter(|r| silent(r)).count();
        let mut parts: Vec<String> = sums.iter().map(|s| self.flat(s)).collect();
        if parts.is_empty() && !full {
            for read in run
                .seen
                .reads
                .iter()
                .filter(|r| !r.text.is_empty() && !silent(r))
            {
                let text = self.flat(&read.text);
                if !parts.contains(&text) {
                    parts.push(text);
                }
            }
            if parts.len() > FEW {
                parts.truncate(FEW);
                parts.push(self.pen().ellipsis().to_owned());
            }
        }
        if cells > 0 {
            parts.push(Say::Cells(cells).say(lang));
        }
        let text = parts.join(if self.style.ascii { "; " } else { "；" });
        let unmet = !applies && !run.seen.reads.is_empty() && !run.seen.conditions.is_empty();
        match unmet {
            true => {
                let colon = Text::Colon.say(lang);
                format!("{}{colon}{text}", Say::Condition.say(lang))
            }
            false => text,
        }
    }

    /// The places that were read, in columns: where, what, which value.
    pub(crate) fn reads(&self, out: &mut dyn Write, reads: &[Read]) -> io::Result<()> {
        // where a value of a mention is shown, that the mention is there goes without saying
        let valued = |r: &&Read| {
            r.source == Source::Presence
                && reads
                    .iter()
                    .any(|v| v.source == Source::Mention && v.id == r.id)
        };
        let mut distinct: Vec<&Read> = Vec::new();
        for read in reads
            .iter()
            .filter(|r| !silent(r) && !idle(r) && !valued(r))
        {
            if !distinct.contains(&read) {
                distinct.push(read);
            }
        }
        let crowd = distinct.len() > MOST;
        let zero = |r: &&&Read| !(crowd && r.source == Source::Cell && r.text == "0");
        let shown: Vec<&Read> = distinct.iter().filter(zero).take(MOST).copied().collect();
        self.places(out, &shown)?;
        let left_out = distinct.len() - shown.len();
        if left_out > 0 {
            let more = Say::More(left_out).say(self.style.lang);
            writeln!(out, "{}{more}", " ".repeat(INDENT))?;
        }
        Ok(())
    }

    fn places(&self, out: &mut dyn Write, reads: &[&Read]) -> io::Result<()> {
        let lang = self.style.lang;
        let lines: Vec<[String; 3]> = reads
            .iter()
            .map(|read| {
                let place = read
                    .span
                    .map(|s| at(self.document, s, lang))
                    .unwrap_or_default();
                let text = match (read.text.is_empty(), read.source) {
                    (true, Source::Scope) => String::new(),
                    (true, _) if read.span.is_none() => Say::Absent.say(lang),
                    (true, _) => Text::Blank.say(lang),
                    (false, _) => self.flat(&read.text),
                };
                let blank = read.assumed.then(|| Say::Assumed.say(lang));
                let blank = blank.unwrap_or_default();
                let text = format!("{text}{blank}{}", Say::Role(read.role).say(lang));
                [place, self.name(read), text]
            })
            .collect();
        let most = |nth: usize| {
            lines
                .iter()
                .filter_map(|l| l.get(nth))
                .map(|t| width(t))
                .max()
        };
        let (first, second) = (most(0).unwrap_or(0), most(1).unwrap_or(0).min(NAME));
        let room = self
            .style
            .width
            .saturating_sub(INDENT + first + second + 4)
            .max(8);
        for [place, name, text] in &lines {
            let (place, name) = (right(place, first), left(&self.clip(name, second), second));
            let line = format!("{place}  {name}  {}", self.clip(text, room));
            writeln!(out, "{}{}", " ".repeat(INDENT), line.trim_end())?;
        }
        Ok(())
    }

    /// What a place is called.
    fn name(&self, read: &Read) -> String {
        let source = Say::Source(read.source).say(self.style.lang);
        let name = self.flat(&read.name);
        match read.source {
            Source::Cell if width(&name) > NAME => self.cell(read, name),
            Source::Cell | Source::Mention | Source::Presence if !name.is_empty() => name,
            Source::Fact(_) => source,
            Source::Scope if name.is_empty() => {
                format!("{source} {}", Say::Part(&read.id).say(self.style.lang))
            }
            Source::Figure if name.is_empty() => Say::Figure(&read.id).say(self.style.lang),
            Source::Term => {
                format!("{source} {} {name}", Say::Should.say(self.style.lang))
            }
            _ if name.is_empty() => format!("{source} {}", self.flat(&read.id))
                .trim_end()
                .to_owned(),
            _ => format!("{source} {name}"),
        }
    }

    /// A long name of a cell: the row gives way to the column.
    fn cell(&self, read: &Read, name: String) -> String {
        let Some(cell) = &read.cell else {
            return name;
        };
        let column = self.flat(&format!(" · {}", cell.column));
        let column = format!(" {column}");
        let room = NAME.saturating_sub(width(&column)).max(NAME / 3);
        format!("{}{column}", self.clip(&self.flat(&cell.row), room))
    }

    /// What was looked for besides: exceptions that bar something, and words that are nowhere.
    fn around(&self, out: &mut dyn Write) -> io::Result<()> {
        let (there, nowhere): (Vec<&Read>, Vec<&Read>) =
            self.trace.around.iter().partition(|r| r.span.is_some());
        let nowhere: Vec<&Read> = nowhere.into_iter().filter(|r| !idle(r)).collect();
        if there.is_empty() && nowhere.is_empty() {
            return Ok(());
        }
        writeln!(out, "  {}", Say::Around.say(self.style.lang))?;
        let few = there.iter().take(MOST).chain(nowhere.iter().take(WORDS));
        self.places(out, &few.copied().collect::<Vec<_>>())?;
        if nowhere.len() > WORDS {
            let more = Say::Nowhere(nowhere.len() - WORDS).say(self.style.lang);
            writeln!(out, "{}{more}", " ".repeat(INDENT))?;
        }
        Ok(())
    }

    fn paragraph(&self, out: &mut dyn Write, indent: usize, text: &str) -> io::Result<()> {
        for row in wrap(&self.flat(text), self.style.width.saturating_sub(indent)) {
            writeln!(out, "{}{row}", " ".repeat(indent))?;
        }
        Ok(())
    }

    /// A text as it is drawn in one line.
    fn flat(&self, text: &str) -> String {
        self.pen().flat(text)
    }

    fn pen(&self) -> Pen {
        Pen {
            ascii: self.style.ascii,
        }
    }

    fn clip(&self, text: &str, columns: usize) -> String {
        clip_end(text, columns, self.pen().ellipsis())
    }

    fn paint(&self, code: &str, text: &str) -> String {
        match self.style.color && !text.is_empty() {
            true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }
}

/// A cell that a check of all cells found nothing wrong with.
fn silent(read: &Read) -> bool {
    read.source == Source::Cell && read.name.is_empty()
}

/// An exception that bars nothing.
fn idle(read: &Read) -> bool {
    read.source == Source::Exception && read.span.is_none()
}
