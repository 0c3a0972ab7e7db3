//! The rules of a pack as a page in Markdown: contents by severity, then each rule with its reason and examples.

pub mod markdown;
pub(crate) mod params;

use std::io::{self, Write};

use self::markdown::{anchor, block, code, line, paragraph};
use super::listing::Page;
use super::messages::{Caption, Text};
use gouji_core::diagnostic::Severity;
use gouji_core::report::Kind;
use gouji_core::rule::{Case, CaseEdit, Expect, Rule};
use gouji_core::text::Lang;

/// Writes something apart from what stands above it, if there is anything to write.
fn part(out: &mut dyn Write, markdown: &str) -> io::Result<()> {
    match markdown.is_empty() {
        true => Ok(()),
        false => writeln!(out, "\n{markdown}"),
    }
}

/// The rules of a pack and how they are shown.
#[derive(Clone, Copy, Debug)]
pub struct Docs<'a> {
    /// Name of the pack, in the language of the page.
    pub name: &'a str,
    /// What the pack is for, in the same language; may be empty.
    pub about: &'a str,
    /// The kind of report that the rules are for.
    pub kind: &'a Kind,
    /// The rules, in the order of the page.
    pub rules: &'a [&'a Rule],
    /// The language.
    pub lang: Lang,
}

impl Docs<'_> {
    /// Writes the page, without blanks at the ends of its lines.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# {}", line(self.name))?;
        let kind = line(self.kind.name.get(self.lang));
        let rules = Caption::Rules(self.rules.len()).say(self.lang);
        part(out, &paragraph(self.about))?;
        part(out, &self.captioned(Caption::Kind, &kind))?;
        part(out, &rules)?;
        self.contents(out)?;
        part(out, &format!("## {}", Caption::AllRules.say(self.lang)))?;
        for rule in self.rules {
            self.rule(out, rule)?;
        }
        Ok(())
    }

    /// A table of the rules of each severity.
    fn contents(&self, out: &mut dyn Write) -> io::Result<()> {
        part(out, &format!("## {}", Caption::Contents.say(self.lang)))?;
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let rules = self.rules.iter().filter(|r| r.severity == severity);
            let rows: Vec<String> = rules.map(|r| self.entry(r)).collect();
            if rows.is_empty() {
                continue;
            }
            let word = Text::Severity(severity).say(self.lang);
            writeln!(out, "\n**{word}** · {}\n", rows.len())?;
            let heads = [Caption::Rule, Caption::Demand, Caption::Leeway];
            let heads = heads.map(|h| h.say(self.lang)).join(" | ");
            writeln!(out, "| {heads} |\n| --- | --- | --- |")?;
            for row in rows {
                writeln!(out, "{row}")?;
            }
        }
        Ok(())
    }

    fn entry(&self, rule: &Rule) -> String {
        let title = line(rule.title.get(self.lang));
        let (id, to) = (line(&rule.id), anchor(&rule.id));
        let class = Caption::Of(rule.class).say(self.lang);
        format!("| [{id}](#{to}) | {title} | {class} |")
    }

    fn rule(&self, out: &mut dyn Write, rule: &Rule) -> io::Result<()> {
        let page = Page {
            rule,
            pack: &rule.pack,
            kind: Some(self.kind),
            lang: self.lang,
            width: 0,
            color: false,
        };
        let word = Text::Severity(rule.severity).say(self.lang);
        let class = Caption::Of(rule.class).say(self.lang);
        let scope = line(&page.scope());
        part(out, &format!("<a id=\"{}\"></a>", anchor(&rule.id)))?;
        part(out, &format!("### {}", line(&rule.id)))?;
        part(out, &paragraph(rule.title.get(self.lang)))?;
        part(out, &format!("**{word}** · {class} · {scope}"))?;
        let params = params::used(rule, self.lang);
        let former = rule.formerly.join(", ");
        let texts = [
            (Caption::Deprecated, rule.deprecated.as_str()),
            (Caption::Fault, rule.fault.get(self.lang)),
            (Caption::Message, rule.message.get(self.lang)),
            (Caption::Why, rule.why.get(self.lang)),
            (Caption::Help, rule.help.get(self.lang)),
            (Caption::Source, &rule.source),
            (Caption::Params, &params),
            (Caption::Formerly, &former),
        ];
        let items = texts.iter().filter(|(_, text)| !text.trim().is_empty());
        let items =
            items.map(|(caption, text)| format!("- {}", self.captioned(*caption, &line(text))));
        part(out, &items.collect::<Vec<_>>().join("\n"))?;
        for expect in [Expect::Fail, Expect::Pass] {
            if let Some(case) = page.example(expect) {
                self.case(out, page, case)?;
            }
        }
        Ok(())
    }

    fn case(&self, out: &mut dyn Write, page: Page<'_>, case: &Case) -> io::Result<()> {
        let caption = Caption::Example(case.expect).say(self.lang);
        let note = match case.note.trim().is_empty() {
            true => String::new(),
            false => format!("{}{}", self.colon(), line(&case.note)),
        };
        writeln!(out, "\n**{caption}**{note}\n")?;
        if case.edits.is_empty() {
            writeln!(out, "- {}", Caption::Unchanged.say(self.lang))?;
        }
        for (edit, text) in &case.edits {
            let name = Caption::Edit(edit, page.section(edit)).say(self.lang);
            self.edit(out, edit, &name, text.trim_matches('\n'))?;
        }
        for at in case.at.iter().flatten().filter(|at| !at.is_empty()) {
            writeln!(out, "- {}", self.captioned(Caption::Marked, &code(at)))?;
        }
        Ok(())
    }

    /// What an example changes: a value on the same line, a longer text below it.
    fn edit(&self, out: &mut dyn Write, edit: &CaseEdit, name: &str, text: &str) -> io::Result<()> {
        let name = match edit {
            CaseEdit::Cell(_) => code(name),
            _ => line(name),
        };
        let colon = self.colon();
        if text.is_empty() {
            return writeln!(out, "- {name}{colon}{}", Text::Blank.say(self.lang));
        }
        if !text.contains('\n') {
            return writeln!(out, "- {name}{colon}{}", code(text));
        }
        writeln!(out, "- {name}{}\n", colon.trim_end())?;
        for row in block(text) {
            writeln!(out, "{}", format!("  {row}").trim_end())?;
        }
        Ok(())
    }

    fn captioned(&self, caption: Caption<'_>, markdown: &str) -> String {
        format!("**{}**{}{markdown}", caption.say(self.lang), self.colon())
    }

    fn colon(&self) -> String {
        Text::Colon.say(self.lang)
    }
}
