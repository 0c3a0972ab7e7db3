//! The page of a rule: what it demands, why, who says so, examples, and how to waive it.

use super::address::Spot;
use super::example::example;
use super::frame::Page;
use super::messages::Say;
use super::{Shelf, Site};
use crate::docs::params;
use crate::html::markup::Markup;
use crate::listing;
use crate::messages::{Caption, Text};
use gouji_core::diagnostic::{Class, Severity};
use gouji_core::rule::{Expect, Rule};
use gouji_core::text::Lang;

/// The letter of a severity in class names.
pub(super) fn letter(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "e",
        Severity::Warning => "w",
        Severity::Info => "i",
    }
}

/// A rule on its way to a page.
pub(super) struct Card<'s> {
    pub site: &'s Site<'s>,
    pub shelf: &'s Shelf<'s>,
    pub rule: &'s Rule,
    /// The rules before and after it.
    pub near: [Option<&'s Rule>; 2],
    pub lang: Lang,
}

impl Card<'_> {
    /// The page.
    pub fn page(&self) -> String {
        let (rule, lang) = (self.rule, self.lang);
        let mut page = Page {
            spot: Spot::Rule(&rule.id),
            lang,
            title: format!("{} {}", rule.title.get(lang), rule.id),
            above: vec![
                (Spot::Home, Say::Rules.say(lang).to_owned()),
                (Spot::Pack(&self.shelf.pack.id), self.shelf.name(lang)),
            ],
            body: Markup::default(),
            handbook: !self.site.handbook.is_empty(),
        };
        let mut body = Markup::default();
        self.lead(&mut body);
        self.facts(&mut body);
        self.examples(&mut body);
        self.waive(&page, &mut body);
        self.foot(&page, &mut body);
        page.body = body;
        page.whole()
    }

    fn listed(&self) -> listing::Page<'_> {
        listing::Page {
            rule: self.rule,
            pack: &self.rule.pack,
            kind: Some(self.shelf.kind),
            lang: self.lang,
            width: 0,
            color: false,
        }
    }

    fn lead(&self, body: &mut Markup) {
        let (rule, lang) = (self.rule, self.lang);
        body.raw("<article class=\"rule\">\n<h1>")
            .text(rule.title.get(lang))
            .raw("</h1>\n<p class=\"marks\"><code>")
            .text(&rule.id)
            .raw("</code> <span class=\"badge ")
            .raw(letter(rule.severity))
            .raw("\">")
            .text(&Text::Severity(rule.severity).say(lang))
            .raw("</span> <span class=\"badge\">")
            .text(&Caption::Of(rule.class).say(lang))
            .raw("</span> <span class=\"scope\">")
            .text(&self.listed().scope())
            .raw("</span></p>\n");
    }

    fn facts(&self, body: &mut Markup) {
        let (rule, lang) = (self.rule, self.lang);
        let params = params::used(rule, lang);
        let former = rule.formerly.join(", ");
        let texts = [
            (Caption::Deprecated, rule.deprecated.as_str()),
            (Caption::Why, rule.why.get(lang)),
            (Caption::Source, rule.source.as_str()),
            (Caption::Fault, rule.fault.get(lang)),
            (Caption::Message, rule.message.get(lang)),
            (Caption::Help, rule.help.get(lang)),
            (Caption::Params, &params),
            (Caption::Formerly, &former),
        ];
        body.raw("<dl>\n");
        for (caption, text) in texts.iter().filter(|(_, text)| !text.trim().is_empty()) {
            body.raw("<dt>").text(&caption.say(lang)).raw("</dt><dd>");
            named(body, text.trim());
            body.raw("</dd>\n");
        }
        body.raw("</dl>\n");
    }

    fn examples(&self, body: &mut Markup) {
        let listed = self.listed();
        let found = [Expect::Fail, Expect::Pass].map(|e| listed.example(e));
        if found.iter().all(Option::is_none) {
            return;
        }
        heading(body, "examples", Say::Examples, self.lang);
        for case in found.into_iter().flatten() {
            example(body, self, listed, case);
        }
    }

    fn waive(&self, page: &Page<'_>, body: &mut Markup) {
        let (rule, lang) = (self.rule, self.lang);
        heading(body, "waive", Say::Waive, lang);
        if rule.locked {
            body.raw("<p>").text(Say::Locked.say(lang)).raw("</p>\n");
            return;
        }
        body.raw("<p>");
        if rule.class == Class::Hard {
            body.text(Say::Hard.say(lang));
        }
        body.text(Say::Unlocked.say(lang)).raw("</p>\n");
        let (id, reason) = (&rule.id, Say::Reason.say(lang));
        let who = Say::Who.say(lang);
        let ways = [
            (
                Say::Waiver,
                format!(
                    "gouji waive report.docx --rule {id} --reason \"{reason}\" --who \"{who}\" --until 2026-12-31"
                ),
            ),
            (Say::Remark, format!("<!-- gouji: ignore {id} {reason} -->")),
            (
                Say::Off,
                format!("ignore = [\"{id}\"]\n\n[severity]\n{id} = \"info\""),
            ),
        ];
        for (caption, text) in ways {
            body.raw("<p>").text(caption.say(lang)).raw("</p>\n<pre>");
            body.text(&text).raw("</pre>\n");
        }
        if self.site.handbook.iter().any(|c| c.name == WAIVERS) {
            body.raw("<p><a href=\"")
                .text(&page.href(Spot::Chapter(WAIVERS)))
                .raw("\">")
                .text(Say::More.say(lang))
                .raw("</a></p>\n");
        }
    }

    fn foot(&self, page: &Page<'_>, body: &mut Markup) {
        let lang = self.lang;
        body.raw("<p class=\"defined\">")
            .text(Say::Defined.say(lang));
        body.raw(" <code>").text(&self.rule.place.path).raw(":");
        body.number(self.rule.place.line)
            .raw("</code></p>\n</article>\n<nav class=\"near\">");
        let ends = [("prev", Say::Previous), ("next", Say::Next)];
        for ((class, name), rule) in ends.into_iter().zip(self.near) {
            let Some(rule) = rule else { continue };
            body.raw("<a rel=\"")
                .raw(class)
                .raw("\" class=\"")
                .raw(class)
                .raw("\" href=\"")
                .text(&page.href(Spot::Rule(&rule.id)))
                .raw("\"><small>")
                .text(name.say(lang))
                .raw("</small> ")
                .text(rule.title.get(lang))
                .raw("</a>");
        }
        body.raw("</nav>\n");
    }
}

/// The page of the handbook about waivers.
const WAIVERS: &str = "accepting";

/// A heading inside of a page.
pub(super) fn heading(body: &mut Markup, id: &'static str, name: Say, lang: Lang) {
    body.raw("<h2 id=\"").raw(id).raw("\">");
    body.text(name.say(lang)).raw("</h2>\n");
}

/// A text in which `{name}` stands for a value of the finding.
fn named(body: &mut Markup, text: &str) {
    let mut rest = text;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
    {
        body.text(before).raw("<var>").text(name).raw("</var>");
        rest = after;
    }
    body.text(rest);
}
