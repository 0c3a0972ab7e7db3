//! What is said in the marks.

use super::messages::{Text, author};
use gouji_core::diagnostic::{Diagnostic, Label, LintResult, Section, Severity, Summary};
use gouji_core::document::{BlockKind, Document};
use gouji_core::text::{Lang, Span};
use gouji_render::messages::Text as Shown;
use gouji_render::place_in_words;

/// The longest words that are quoted, in characters.
const QUOTE: usize = 40;
/// How many blocks from the top the title is looked for.
const HEAD: usize = 12;

/// What is said about one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The words or the cell that it is about.
    pub at: Option<Span>,
    /// The place in words; empty without one.
    pub place: String,
    /// How grave it is.
    pub severity: Severity,
    /// Its lines: how grave it is and what is wrong in a few words, the message, what to do, other places, the source, and
    /// last the id of the rule.
    pub lines: Vec<String>,
    /// Whether the last line is the id of the rule, which is for those who write rules.
    pub names_rule: bool,
}

/// All that is said about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarks {
    /// The language.
    pub lang: Lang,
    /// The sums.
    pub summary: Vec<String>,
    /// The title of the report, else what stands first.
    pub title: Option<Span>,
    /// Each finding.
    pub list: Vec<Remark>,
}

impl Remarks {
    /// Puts findings into words.
    pub fn new(document: &Document, checked: &LintResult, lang: Lang) -> Self {
        let mut summary = Summary::default();
        summary.add(checked);
        let one = |diagnostic| remark(document, &checked.sections, diagnostic, lang);
        let mut said = vec![
            author().to_owned(),
            Shown::Findings(&summary).say(lang),
            Shown::Checks(&summary).say(lang),
        ];
        if !checked.diagnostics.is_empty() {
            said.push(Text::Left(checked.diagnostics.len()).say(lang));
        }
        Remarks {
            lang,
            summary: said,
            title: title(document, checked),
            list: checked.diagnostics.iter().map(one).collect(),
        }
    }

    /// The summary, with the findings that have no mark of their own.
    pub fn summary_with(&self, unmarked: &[&Remark]) -> Vec<String> {
        let mut lines = self.summary.clone();
        if !unmarked.is_empty() {
            lines.push(Text::Unmarked.say(self.lang).to_owned());
        }
        for remark in unmarked {
            let mut said = remark.lines.iter();
            let first = said.next().cloned().unwrap_or_default();
            lines.push(format!("{first} {}", remark.place).trim_end().to_owned());
            lines.extend(said.cloned());
        }
        lines
    }
}

/// The title: of the blocks at the top the first that names the body, else the first one with text.
fn title(document: &Document, checked: &LintResult) -> Option<Span> {
    let is_text = |k: &BlockKind| matches!(k, BlockKind::Heading(_) | BlockKind::Paragraph);
    let mut texts = document.blocks.iter().filter(|b| is_text(&b.kind));
    let first = texts.clone().next().map(|b| b.span);
    let body = checked.body.as_deref().filter(|b| !b.is_empty());
    let named = |body: &str| {
        let mut top = texts.by_ref().take(HEAD).map(|b| b.span);
        top.find(|span| document.slice(*span).contains(body))
    };
    body.and_then(named).or(first)
}

fn remark(
    document: &Document,
    sections: &[Section],
    diagnostic: &Diagnostic,
    lang: Lang,
) -> Remark {
    let primary = diagnostic.primary();
    let severity = &Shown::Severity(diagnostic.severity).say(lang);
    let fault = match diagnostic.fault.is_empty() {
        true => &diagnostic.rule,
        false => &diagnostic.fault,
    };
    let mut lines = vec![Text::Head(severity, fault).say(lang)];
    if diagnostic.message != *fault {
        lines.push(diagnostic.message.clone());
    }
    let mut captioned = |caption: Shown<'_>, text: &str| {
        lines.push(format!("{} {text}", caption.say(lang)));
    };
    for help in diagnostic.help.iter().flat_map(|h| h.lines().take(1)) {
        captioned(Shown::Help, help);
    }
    for fix in &diagnostic.fixes {
        captioned(Shown::Fix(fix.applicability), &fix.message);
    }
    let more = diagnostic.help.iter().flat_map(|h| h.lines().skip(1));
    lines.extend(more.map(str::to_owned));
    for label in diagnostic.labels.iter().filter(|l| Some(*l) != primary) {
        lines.push(also(document, sections, label, lang));
    }
    for other in &diagnostic.elsewhere {
        let place = format!("{}:{}:{}", other.path, other.line, other.column);
        lines.push(Text::Also(&place, &other.message).say(lang));
    }
    if let Some(source) = &diagnostic.source {
        lines.push(format!("{} {source}", Shown::Source.say(lang)));
    }
    if !diagnostic.fault.is_empty() {
        lines.push(Text::Rule(&diagnostic.rule).say(lang));
    }
    Remark {
        at: primary.map(|l| l.span),
        place: primary.map_or_else(String::new, |l| {
            place_in_words(document, sections, l.span, lang)
        }),
        severity: diagnostic.severity,
        lines,
        names_rule: !diagnostic.fault.is_empty(),
    }
}

/// Another place of a finding: where it is, and what stands there.
fn also(document: &Document, sections: &[Section], label: &Label, lang: Lang) -> String {
    let place = match &label.cell {
        Some(cell) => format!("{} {}", cell.table, cell.title()),
        None => place_in_words(document, sections, label.span, lang),
    };
    let words = document.slice(label.span).split_whitespace();
    let words = words.collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(QUOTE).collect();
    let dots = if short == words { "" } else { "\u{2026}" };
    let quoted = match words.is_empty() {
        true => Shown::Blank.say(lang),
        false => format!("{short}{dots}"),
    };
    let said = match label.message.is_empty() {
        true => quoted,
        false => format!("{quoted} ({})", label.message),
    };
    Text::Also(&place, &said).say(lang)
}
