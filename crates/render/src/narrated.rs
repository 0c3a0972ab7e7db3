//! Findings as sentences for people who listen: no drawings, no columns, no sign that a voice leaves out. Each line can
//! be understood by itself, and a blank line parts two findings.

mod messages;

use std::io::{self, Write};

use self::messages::{DOT, Say, sign};
use super::columns::{DOTS, clip_end, flat};
use super::messages::{Text, captioned};
use super::place::{lines, words};
use super::writer::{End, Writer};
use super::{coverage, sums};
use gouji_core::diagnostic::{Diagnostic, Elsewhere, Label, LintResult, Section};
use gouji_core::document::Document;
use gouji_core::text::{Lang, Span};

/// The longest text that is quoted, in columns.
const QUOTE: usize = 80;

/// Tells findings.
#[derive(Clone, Copy, Debug)]
pub struct Narrated {
    /// The language.
    pub lang: Lang,
    /// Whether evaluations that could not be decided are reported.
    pub show_unknown: bool,
    /// Whether it is said what was checked of each report, and what was not; where that is kept.
    pub coverage: bool,
    /// Of a report only what is undecided is written.
    pub quiet: bool,
    /// Whether findings that were accepted before are reported.
    pub show_accepted: bool,
}

impl Writer for Narrated {
    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        let all = checked.diagnostics.len();
        let name = flat(&document.name);
        match self.quiet {
            false => writeln!(out, "{}\n", Say::File(&name, all).say(self.lang))?,
            true => {
                let open = Text::Undecided(&name, checked.open.len()).say(self.lang);
                writeln!(out, "{}", self.sentence(&open))?;
            }
        }
        for (at, diagnostic) in checked.diagnostics.iter().enumerate() {
            let rule = flat(&diagnostic.rule);
            let head = Say::Finding(at + 1, all, diagnostic.severity, &rule);
            writeln!(out, "{}", head.say(self.lang))?;
            self.finding(out, (document, &checked.sections), diagnostic)?;
            writeln!(out)?;
        }
        if self.show_accepted && !checked.accepted.is_empty() {
            for accepted in &checked.accepted {
                let diagnostic = &accepted.diagnostic;
                let place = diagnostic
                    .primary()
                    .map(|l| self.place((document, &checked.sections), l));
                let place = place.unwrap_or_default();
                let by = self.spoken(&Text::By(accepted).say(self.lang));
                let head = Say::Accepted(&flat(&diagnostic.rule), &place, &by).say(self.lang);
                writeln!(out, "{head}\n{}", self.sentence(&diagnostic.message))?;
            }
            writeln!(out)?;
        }
        if self.show_unknown && !checked.open.is_empty() {
            for open in &checked.open {
                let [rule, instance] = [&open.rule, &open.instance].map(|t| flat(t));
                let said = Say::Undecided(&rule, &instance, &self.spoken(&open.reason));
                writeln!(out, "{}", said.say(self.lang))?;
            }
            writeln!(out)?;
        }
        if self.coverage {
            coverage::write(out, document, checked, (self.lang, usize::MAX))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let summary = end.summary;
        let mut texts = sums::of_run(summary);
        if summary.fixed > 0 {
            texts.push(Text::Fixed(summary.fixed, summary.fixed_files));
        }
        if !summary.packs.is_empty() {
            texts.push(Text::Packs(&summary.packs));
        }
        if summary.unrecognised > 0 {
            let others = summary.reports > 0;
            texts.push(Text::Unrecognised(summary.unrecognised, others));
        }
        if summary.counts.unknown > 0 && !self.show_unknown {
            texts.push(Text::ShowUnknown);
        }
        if summary.accepted > 0 {
            texts.push(Text::Accepted(summary.accepted_by, self.show_accepted));
        }
        if !summary.vanished.is_empty() {
            let all = summary.vanished.iter().map(|v| v.count).sum();
            texts.push(Text::Vanished(all));
            texts.extend(summary.vanished.iter().map(Text::Gone));
        }
        for text in texts {
            writeln!(out, "{}", self.sentence(&text.say(self.lang)))?;
        }
        let statistics = summary.statistics.as_ref();
        if let Some(statistics) = statistics.filter(|_| summary.reports > 0) {
            for (rule, tally) in statistics.rules() {
                let said = sums::spoken(rule, tally, statistics.percent(tally), self.lang);
                writeln!(out, "{}", self.sentence(&said))?;
            }
            let said = sums::divided(statistics, self.lang);
            writeln!(out, "{}", self.sentence(&said))?;
        }
        Ok(())
    }
}

impl Narrated {
    fn finding(
        &self,
        out: &mut dyn Write,
        (document, sections): (&Document, &[Section]),
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        writeln!(out, "{}", self.sentence(&diagnostic.message))?;
        let primary = diagnostic.primary();
        for label in &diagnostic.labels {
            let place = self.place((document, sections), label);
            let quote = self.quote(document, label.span);
            let said = match primary == Some(label) {
                true => Say::At(&place, &quote),
                false => Say::Also(&place, &quote),
            };
            self.place_line(out, said, &label.message)?;
        }
        for Elsewhere {
            path,
            line,
            column,
            text,
            message,
            ..
        } in &diagnostic.elsewhere
        {
            let place = Say::InFile(&flat(path), *line, *column).say(self.lang);
            let quote = clip_end(&flat(text), QUOTE, DOTS);
            self.place_line(out, Say::Also(&place, &quote), message)?;
        }
        let folded = diagnostic.cause.iter().flat_map(|c| &c.findings);
        let others = folded.filter(|d| d.message != diagnostic.message);
        let others: Vec<&Diagnostic> = others.collect();
        if !others.is_empty() {
            writeln!(out, "{}", Say::Stands(others.len()).say(self.lang))?;
        }
        for other in others {
            writeln!(out, "{}", self.sentence(&other.message))?;
        }
        self.captioned(out, Text::Help, diagnostic.help.as_deref())?;
        self.captioned(out, Text::Source, diagnostic.source.as_deref())?;
        for fix in &diagnostic.fixes {
            self.captioned(out, Text::Fix(fix.applicability), Some(&fix.message))?;
        }
        Ok(())
    }

    fn place_line(&self, out: &mut dyn Write, place: Say<'_>, message: &str) -> io::Result<()> {
        let mut line = place.say(self.lang);
        if !message.is_empty() {
            line.push_str(&Say::Comma.say(self.lang));
            line.push_str(&self.spoken(message));
        }
        writeln!(out, "{}", self.sentence(&line))
    }

    /// Line, paragraph or cell, with the names of the cell.
    fn place(&self, (document, sections): (&Document, &[Section]), label: &Label) -> String {
        let mut place = match lines(document, label.span) {
            Some((start, _)) => Say::Line(start).say(self.lang),
            None => words(document, sections, label.span, self.lang).unwrap_or_default(),
        };
        if let Some(cell) = &label.cell {
            place.push_str(&self.spoken(&Say::Cell(cell).say(self.lang)));
        }
        place
    }

    fn quote(&self, document: &Document, span: Span) -> String {
        let span = super::clamp(&document.text, span);
        clip_end(&flat(document.slice(span)), QUOTE, DOTS)
    }

    fn captioned(
        &self,
        out: &mut dyn Write,
        caption: Text<'_>,
        text: Option<&str>,
    ) -> io::Result<()> {
        let Some(text) = text else {
            return Ok(());
        };
        let mut lines = text.lines().filter(|l| !l.trim().is_empty());
        let first = lines.next().unwrap_or_default();
        let caption = caption.say(self.lang);
        writeln!(out, "{}", captioned(&caption, &self.sentence(first)))?;
        for line in lines {
            writeln!(out, "{}", self.sentence(line))?;
        }
        Ok(())
    }

    /// One line with a stop at its end, without which a voice would go on.
    fn sentence(&self, text: &str) -> String {
        let text = self.spoken(text);
        match text.ends_with(['。', '.', '？', '?', '！', '!', '；', '：', ':']) {
            true => text,
            false => text + &Say::Stop.say(self.lang),
        }
    }

    /// One line with words in place of signs.
    fn spoken(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let text = flat(text).replace(DOT, &Say::Comma.say(self.lang));
        for c in text.chars() {
            match sign(c, self.lang) {
                Some(word) => out.push_str(word),
                None => out.push(c),
            }
        }
        out
    }
}
