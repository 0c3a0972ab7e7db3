//! An example of a rule: what it changes in the sample report, and the whole of it.

use super::PLAYGROUND;
use super::address::Spot;
use super::messages::Say;
use super::rule::Card;
use crate::html::markup::Markup;
use crate::listing;
use crate::messages::{Caption, Text};
use gouji_core::rule::{Case, CaseEdit, Expect};

/// Writes an example.
pub(super) fn example(body: &mut Markup, card: &Card<'_>, page: listing::Page<'_>, case: &Case) {
    let lang = card.lang;
    let class = match case.expect {
        Expect::Fail => "fail",
        Expect::Pass => "pass",
        Expect::Unknown => "open",
    };
    body.raw("<section class=\"case ")
        .raw(class)
        .raw("\">\n<h3>");
    body.text(&Caption::Example(case.expect).say(lang));
    body.raw("</h3>\n");
    if !case.note.trim().is_empty() {
        body.raw("<p>").text(case.note.trim()).raw("</p>\n");
    }
    let marked: Vec<&str> = case.at.iter().flatten().map(String::as_str).collect();
    if case.edits.is_empty() {
        let words = Caption::Unchanged.say(lang);
        body.raw("<p>").text(&words).raw("</p>\n");
    } else {
        body.raw("<dl class=\"edits\">\n");
        for (edit, text) in &case.edits {
            let name = Caption::Edit(edit, page.section(edit)).say(lang);
            let is_cell = matches!(edit, CaseEdit::Cell(_) | CaseEdit::Label(_));
            body.raw("<dt>").text(&name).raw("</dt><dd>");
            let text = text.trim_matches('\n');
            match (text.is_empty(), is_cell) {
                (true, _) => body.text(&Text::Blank.say(lang)),
                (false, true) => body.raw("<code>").text(text).raw("</code>"),
                (false, false) => quoted(body, text, &marked),
            };
            body.raw("</dd>\n");
        }
        body.raw("</dl>\n");
    }
    for at in marked.iter().filter(|at| is_cell(at)) {
        body.raw("<p class=\"at\">")
            .text(&Caption::Marked.say(lang))
            .raw(" <mark>")
            .text(at)
            .raw("</mark></p>\n");
    }
    whole(body, card, case);
    body.raw("</section>\n");
}

/// Whether the place of a finding is a cell, as `table[row, column]`.
fn is_cell(at: &str) -> bool {
    at.ends_with(']') && at.contains('[')
}

/// A text with the words that the finding is about.
fn quoted<'m>(body: &'m mut Markup, text: &str, marked: &[&str]) -> &'m mut Markup {
    let first = marked.iter().filter(|m| !m.is_empty());
    let found = first.filter_map(|m| text.split_once(m).map(|(b, a)| (b, *m, a)));
    body.raw("<pre>");
    match found.min_by_key(|(before, ..)| before.len()) {
        Some((before, words, after)) => {
            body.text(before).raw("<mark>").text(words).raw("</mark>");
            body.text(after)
        }
        None => body.text(text),
    };
    body.raw("</pre>")
}

/// The whole text, and a link that opens it in the page that checks. Where other reports are needed, there is no one text.
fn whole(body: &mut Markup, card: &Card<'_>, case: &Case) {
    if !case.others.is_empty() {
        return;
    }
    let lang = card.lang;
    let text = card.shelf.sample.text(card.shelf.kind, &case.edits);
    body.raw("<details><summary>").text(Say::Whole.say(lang));
    body.raw("</summary><pre class=\"whole\">").text(&text);
    body.raw("</pre></details>\n");
    if card.site.playground {
        // the script puts pack and text behind the address
        body.raw("<p><a class=\"try\" href=\"")
            .raw(Spot::Rule(&card.rule.id).up(lang))
            .raw(PLAYGROUND)
            .raw("\" data-pack=\"")
            .text(&pack(card))
            .raw("\" target=\"_blank\" rel=\"noopener\">")
            .text(Say::Try.say(lang))
            .raw("</a></p>\n");
    }
}

/// A pack to begin with on top of the one that has the rule.
fn pack(card: &Card<'_>) -> String {
    let rule = card.rule;
    let title = rule
        .title
        .get(card.lang)
        .lines()
        .collect::<Vec<_>>()
        .join(" ");
    let (path, line) = (&rule.place.path, rule.place.line);
    let pack = rule.pack.escape_default();
    format!(
        "# {}: {title}\n# {path}:{line}\n\n[pack]\nid = \"ours\"\nextends = \"{pack}\"\n",
        rule.id
    )
}
