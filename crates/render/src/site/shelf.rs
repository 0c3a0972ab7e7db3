//! The page of a pack, and the first page: all packs with their rules.

use super::address::Spot;
use super::frame::Page;
use super::messages::Say;
use super::rule::{heading, letter};
use super::{Shelf, Site};
use crate::docs::markdown::anchor;
use crate::html::markup::Markup;
use crate::messages::{Caption, Text};
use gouji_core::diagnostic::Severity;
use gouji_core::rule::Rule;
use gouji_core::text::Lang;

/// The first page.
pub(super) fn home(site: &Site<'_>, lang: Lang) -> String {
    let mut page = Page {
        spot: Spot::Home,
        lang,
        title: format!("{} · {}", Say::Name.say(lang), Say::About.say(lang)),
        above: Vec::new(),
        body: Markup::default(),
        handbook: !site.handbook.is_empty(),
    };
    let mut body = Markup::default();
    body.raw("<h1>")
        .text(Say::About.say(lang))
        .raw("</h1>\n<p class=\"lead\">");
    body.text(Say::Lead.say(lang)).raw("</p>\n");
    ways(&mut body, site, lang);
    for shelf in site.shelves.iter().filter(|s| !s.rules.is_empty()) {
        body.raw("<section>\n<h2 id=\"pack-")
            .text(&anchor(&shelf.pack.id))
            .raw("\"><a href=\"")
            .text(&page.href(Spot::Pack(&shelf.pack.id)))
            .raw("\">")
            .text(&shelf.name(lang))
            .raw("</a> <small>")
            .text(&Caption::Rules(shelf.rules.len()).say(lang))
            .raw("</small></h2>\n");
        rules(&mut body, &page, &shelf.rules);
        body.raw("</section>\n");
    }
    let above: Vec<&Shelf<'_>> = site.shelves.iter().filter(|s| s.rules.is_empty()).collect();
    if !above.is_empty() {
        heading(&mut body, "packs", Say::Packs, lang);
        body.raw("<ul class=\"packs\">");
        for shelf in above {
            body.raw("<li><a href=\"")
                .text(&page.href(Spot::Pack(&shelf.pack.id)))
                .raw("\">")
                .text(&shelf.name(lang))
                .raw("</a> <code>")
                .text(&shelf.pack.id)
                .raw("</code></li>");
        }
        body.raw("</ul>\n");
    }
    page.body = body;
    page.whole()
}

/// Links to the parts of the first page.
fn ways(body: &mut Markup, site: &Site<'_>, lang: Lang) {
    body.raw("<p class=\"jump\">");
    for shelf in site.shelves.iter().filter(|s| !s.rules.is_empty()) {
        body.raw("<a href=\"#pack-")
            .text(&anchor(&shelf.pack.id))
            .raw("\">")
            .text(&shelf.name(lang))
            .raw(" <small>")
            .number(shelf.rules.len())
            .raw("</small></a> ");
    }
    body.raw("</p>\n");
}

/// The page of a pack.
pub(super) fn pack(site: &Site<'_>, shelf: &Shelf<'_>, lang: Lang) -> String {
    let mut page = Page {
        spot: Spot::Pack(&shelf.pack.id),
        lang,
        title: shelf.name(lang),
        above: vec![(Spot::Home, Say::Rules.say(lang).to_owned())],
        body: Markup::default(),
        handbook: !site.handbook.is_empty(),
    };
    let mut body = Markup::default();
    body.raw("<h1>")
        .text(&shelf.name(lang))
        .raw("</h1>\n<p class=\"marks\"><code>");
    body.text(&shelf.pack.id).raw("</code> ");
    body.text(shelf.kind.name.get(lang)).raw("</p>\n<dl>\n");
    let years = Caption::Years(shelf.pack.years).say(lang);
    let places = shelf.pack.places.join(Say::Comma.say(lang));
    let facts = [
        (Say::Places, places.as_str()),
        (Say::Years, years.as_str()),
        (Say::Rests, shelf.pack.source.as_str()),
    ];
    for (name, text) in facts.iter().filter(|(_, text)| !text.trim().is_empty()) {
        body.raw("<dt>").text(name.say(lang)).raw("</dt><dd>");
        body.text(text.trim()).raw("</dd>\n");
    }
    body.raw("</dl>\n");
    if !shelf.rules.is_empty() {
        heading(&mut body, "rules", Say::Rules, lang);
        rules(&mut body, &page, &shelf.rules);
    }
    if !shelf.changed.is_empty() {
        heading(&mut body, "changes", Say::Changes, lang);
        changes(&mut body, &page, shelf);
    }
    page.body = body;
    page.whole()
}

/// Rules by severity.
fn rules(body: &mut Markup, page: &Page<'_>, all: &[&Rule]) {
    let lang = page.lang;
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let here: Vec<&&Rule> = all.iter().filter(|r| r.severity == severity).collect();
        if here.is_empty() {
            continue;
        }
        body.raw("<table class=\"rules\"><caption><span class=\"badge ")
            .raw(letter(severity))
            .raw("\">")
            .text(&Text::Severity(severity).say(lang))
            .raw("</span> ")
            .number(here.len())
            .raw("</caption>\n<thead><tr><th scope=\"col\">")
            .text(&Caption::Demand.say(lang))
            .raw("</th><th scope=\"col\">")
            .text(&Caption::Rule.say(lang))
            .raw("</th><th scope=\"col\">")
            .text(&Caption::Leeway.say(lang))
            .raw("</th></tr></thead>\n<tbody>\n");
        for rule in here {
            body.raw("<tr><th scope=\"row\"><a href=\"")
                .text(&page.href(Spot::Rule(&rule.id)))
                .raw("\">")
                .text(rule.title.get(lang))
                .raw("</a></th><td><code>")
                .text(&rule.id)
                .raw("</code></td><td>")
                .text(&Caption::Of(rule.class).say(lang))
                .raw("</td></tr>\n");
        }
        body.raw("</tbody></table>\n");
    }
}

/// What a pack changes of rules of others.
fn changes(body: &mut Markup, page: &Page<'_>, shelf: &Shelf<'_>) {
    let lang = page.lang;
    body.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"changes\"><thead><tr><th scope=\"col\">")
        .text(&Caption::Rule.say(lang))
        .raw("</th><th scope=\"col\">")
        .text(Say::Key.say(lang))
        .raw("</th><th scope=\"col\">")
        .text(Say::Value.say(lang))
        .raw("</th></tr></thead>\n<tbody>\n");
    for (rule, settings) in &shelf.changed {
        for setting in settings {
            body.raw("<tr><th scope=\"row\"><a href=\"")
                .text(&page.href(Spot::Rule(&rule.id)))
                .raw("\">")
                .text(rule.title.get(lang))
                .raw("</a></th><td><code>")
                .text(&setting.key)
                .raw("</code></td><td><code>")
                .text(&setting.value)
                .raw("</code></td></tr>\n");
        }
    }
    body.raw("</tbody></table></div>\n");
}
