//! One rule in full: what it demands, why, who says so, and examples from its own tests.

use std::io::{self, Write};
use std::ops::Range;

use crate::columns::{DOTS, clean, flat, left, rows, width};
use crate::messages::{Caption, Text};
use gouji_core::report::Kind;
use gouji_core::rule::{Case, CaseEdit, Expect, Rule};
use gouji_core::text::Lang;

/// Rows of one quoted text.
const LONGEST: usize = 16;
/// How far examples are indented.
const INDENT: usize = 4;

/// A rule and how it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The name of its pack.
    pub pack: &'a str,
    /// Its kind of report.
    pub kind: Option<&'a Kind>,
    /// The language.
    pub lang: Lang,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours are used.
    pub color: bool,
}

impl Page<'_> {
    /// Writes the page.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let rule = self.rule;
        let severity = Text::Severity(rule.severity).say(self.lang);
        let class = Caption::Of(rule.class).say(self.lang);
        let (id, pack) = (flat(&rule.id), flat(self.pack));
        writeln!(out, "{}  {severity} · {class} · {pack}", self.bold(&id))?;
        self.paragraph(out, "", rule.title.get(self.lang))?;
        writeln!(out)?;
        let former = rule.formerly.join(", ");
        let parts = [
            (Caption::Deprecated, rule.deprecated.as_str()),
            (Caption::Fault, rule.fault.get(self.lang)),
            (Caption::Message, rule.message.get(self.lang)),
            (Caption::Why, rule.why.get(self.lang)),
            (Caption::Help, rule.help.get(self.lang)),
            (Caption::Source, &rule.source),
            (Caption::For, &self.scope()),
            (Caption::Formerly, &former),
        ];
        // what few rules have takes room only where it is there
        let rare = |c: &Caption<'_>| matches!(c, Caption::Deprecated | Caption::Formerly);
        let counted = parts
            .iter()
            .filter(|(c, text)| !rare(c) || !text.is_empty());
        let wide = counted.map(|(c, _)| width(&c.say(self.lang)));
        let wide = wide.max().unwrap_or(0);
        for (caption, text) in parts.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let caption = left(&caption.say(self.lang), wide + 2);
            self.paragraph(out, &caption, text)?;
        }
        for expect in [Expect::Fail, Expect::Pass] {
            if let Some(case) = self.example(expect) {
                self.case(out, case)?;
            }
        }
        Ok(())
    }

    /// The years and forms that the rule is for.
    pub(crate) fn scope(&self) -> String {
        let mut text = Caption::Years(self.rule.years).say(self.lang);
        let forms = self.kind.map(|k| k.forms.as_slice()).unwrap_or_default();
        let pairs = forms.iter().zip(&self.rule.programs);
        let names: Vec<&str> = pairs
            .filter(|(_, program)| program.is_some())
            .map(|(form, _)| form.id.as_str())
            .collect();
        if !names.is_empty() && names.len() < forms.len() {
            text.push_str(&Caption::Forms(&names.join(", ")).say(self.lang));
        }
        text
    }

    /// The first example that shows something, else the first one.
    pub(crate) fn example(&self, expect: Expect) -> Option<&Case> {
        let cases = || {
            let all = self.rule.cases.iter();
            all.filter(|c| c.expect == expect && !c.todo)
        };
        cases().find(|c| !c.edits.is_empty()).or(cases().next())
    }

    fn case(&self, out: &mut dyn Write, case: &Case) -> io::Result<()> {
        writeln!(out)?;
        let caption = Caption::Example(case.expect).say(self.lang);
        let colon = Text::Colon.say(self.lang);
        let note = match case.note.is_empty() {
            true => String::new(),
            false => format!("{colon}{}", flat(&case.note)),
        };
        writeln!(out, "{}{note}", self.bold(&caption))?;
        if case.edits.is_empty() {
            writeln!(out, "  {}", Caption::Unchanged.say(self.lang))?;
        }
        let first = case.at.iter().flatten().next();
        for (edit, text) in &case.edits {
            self.edit(out, edit, text, first.map(String::as_str))?;
        }
        Ok(())
    }

    fn edit(
        &self,
        out: &mut dyn Write,
        edit: &CaseEdit,
        text: &str,
        at: Option<&str>,
    ) -> io::Result<()> {
        let name = flat(&Caption::Edit(edit, self.section(edit)).say(self.lang));
        match edit {
            CaseEdit::Cell(_) | CaseEdit::Label(_) | CaseEdit::Form | CaseEdit::Body => {
                writeln!(out, "  {name} = {}", flat(text))
            }
            CaseEdit::Text
            | CaseEdit::Title
            | CaseEdit::Head
            | CaseEdit::Section(_)
            | CaseEdit::Heading(_)
            | CaseEdit::Rows(_)
            | CaseEdit::Tail => {
                writeln!(out, "  {name}{}", Text::Colon.say(self.lang).trim_end())?;
                self.quote(out, &clean(text.trim_matches('\n')), at)
            }
        }
    }

    /// The title of the section that an example changes, else its id.
    pub(crate) fn section<'e>(&'e self, edit: &'e CaseEdit) -> &'e str {
        let (CaseEdit::Section(id) | CaseEdit::Heading(id)) = edit else {
            return "";
        };
        let mut sections = self.kind.iter().flat_map(|k| &k.sections);
        let found = sections.find(|s| s.id == *id);
        found.map_or(id, |s| &s.title)
    }

    /// Rows of a text behind a bar; the words that the finding is about are underlined.
    fn quote(&self, out: &mut dyn Write, text: &str, at: Option<&str>) -> io::Result<()> {
        let marked = at.filter(|a| !a.is_empty()).and_then(|at| {
            let at = clean(at);
            let start = text.find(&at)?;
            Some(start..start + at.len())
        });
        let marked = marked.unwrap_or(0..0);
        let ranges = rows(text, self.width.saturating_sub(INDENT));
        for row in ranges.iter().take(LONGEST) {
            let words = text.get(row.clone()).unwrap_or_default();
            writeln!(out, "{}", format!("  | {words}").trim_end())?;
            let mark = marked.start.max(row.start)..marked.end.min(row.end);
            if mark.start < mark.end {
                self.underline(out, text, row.start, mark)?;
            }
        }
        if ranges.len() > LONGEST {
            writeln!(out, "  | {DOTS}")?;
        }
        Ok(())
    }

    fn underline(
        &self,
        out: &mut dyn Write,
        text: &str,
        start: usize,
        mark: Range<usize>,
    ) -> io::Result<()> {
        let before = width(text.get(start..mark.start).unwrap_or_default());
        let signs = "^".repeat(width(text.get(mark).unwrap_or_default()));
        let signs = match self.color {
            true => format!("\u{1b}[31m{signs}\u{1b}[0m"),
            false => signs,
        };
        writeln!(out, "  | {}{signs}", " ".repeat(before))
    }

    /// A text with hanging indent behind its caption.
    fn paragraph(&self, out: &mut dyn Write, caption: &str, text: &str) -> io::Result<()> {
        let indent = width(caption);
        let text = clean(text.trim());
        let ranges = rows(&text, self.width.saturating_sub(indent));
        for (nth, row) in ranges.into_iter().enumerate() {
            let words = text.get(row).unwrap_or_default();
            let row = match nth {
                0 => format!("{}{words}", self.bold(caption)),
                _ => format!("{}{words}", " ".repeat(indent)),
            };
            writeln!(out, "{}", row.trim_end())?;
        }
        Ok(())
    }

    fn bold(&self, text: &str) -> String {
        match self.color && !text.is_empty() {
            true => format!("\u{1b}[1m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }
}
