//! Pages of the handbook, from Markdown. What is HTML in them is shown as text, but for comments, which are left out.

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::address::Spot;
use super::frame::{Page, link};
use super::messages::Say;
use super::{Chapter, Site};
use crate::html::markup::Markup;
use gouji_core::text::Lang;

/// Where files of the repository are shown.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
/// How names of Chinese pages end, before those of all pages.
const ENDINGS: [(&str, Lang); 2] = [(".zh-CN.md", Lang::Zh), (".md", Lang::En)];

/// The events of a page.
fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// The title of a page: its first heading.
pub(super) fn title(text: &str) -> String {
    let inside = events(text)
        .skip_while(|e| !matches!(e, Event::Start(Tag::Heading { .. })))
        .take_while(|e| !matches!(e, Event::End(TagEnd::Heading(_))));
    inside.filter_map(words).collect()
}

/// The words of an event.
pub(super) fn words(event: Event<'_>) -> Option<String> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        _ => None,
    }
}

/// The list of all pages.
pub(super) fn contents(site: &Site<'_>, lang: Lang) -> String {
    let mut page = Page {
        spot: Spot::Contents,
        lang,
        title: Say::Handbook.say(lang).to_owned(),
        above: Vec::new(),
        body: Markup::default(),
        handbook: true,
    };
    let mut body = Markup::default();
    body.raw("<h1>").text(Say::Handbook.say(lang));
    body.raw("</h1>\n<ul class=\"chapters\">\n");
    for chapter in &site.handbook {
        body.raw("<li><a href=\"")
            .text(&page.href(Spot::Chapter(&chapter.name)))
            .raw("\">")
            .text(&title(chapter.text(lang)))
            .raw("</a></li>\n");
    }
    body.raw("</ul>\n");
    page.body = body;
    page.whole()
}

/// One page.
pub(super) fn page(site: &Site<'_>, chapter: &Chapter, lang: Lang) -> String {
    let text = chapter.text(lang);
    let page = Page {
        spot: Spot::Chapter(&chapter.name),
        lang,
        title: title(text),
        above: vec![(Spot::Contents, Say::Handbook.say(lang).to_owned())],
        body: written(site, chapter, lang),
        handbook: true,
    };
    page.whole()
}

fn written(site: &Site<'_>, chapter: &Chapter, lang: Lang) -> Markup {
    let mut writer = Writer {
        site,
        from: (Spot::Chapter(&chapter.name), lang),
        out: Markup::default(),
        soft: false,
        last: ' ',
        cell: "td",
        slugs: Slugs::default(),
        ids: headings(chapter.text(lang)).into_iter(),
    };
    writer.out.raw("<article class=\"chapter\">\n");
    for event in events(chapter.text(lang)) {
        writer.event(event);
    }
    writer.out.raw("</article>\n");
    writer.out
}

/// The headings of a page, with their levels.
pub(super) fn headings(text: &str) -> Vec<(HeadingLevel, String)> {
    let mut all = Vec::new();
    let mut open: Option<(HeadingLevel, String)> = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => open = Some((level, String::new())),
            Event::End(TagEnd::Heading(_)) => all.extend(open.take()),
            other => {
                if let (Some((_, title)), Some(word)) = (&mut open, words(other)) {
                    title.push_str(&word);
                }
            }
        }
    }
    all
}

/// The names by which headings are linked to, as GitHub makes them.
#[derive(Debug, Default)]
pub(super) struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    /// The name of the next heading.
    pub fn next(&mut self, title: &str) -> String {
        let kept = title.chars().filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        });
        let slug: String = kept.flat_map(char::to_lowercase).collect();
        let seen = self.0.entry(slug.clone()).or_default();
        *seen += 1;
        match *seen {
            1 => slug,
            n => format!("{slug}-{}", n - 1),
        }
    }
}

struct Writer<'s> {
    site: &'s Site<'s>,
    from: (Spot<'s>, Lang),
    out: Markup,
    /// A line of the source has ended, and the next one has not begun.
    soft: bool,
    /// The last character of the text so far.
    last: char,
    /// The element of cells.
    cell: &'static str,
    slugs: Slugs,
    ids: std::vec::IntoIter<(HeadingLevel, String)>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.joint('a');
                self.out.raw("<code>").text(&text).raw("</code>");
                self.last = 'a';
            }
            Event::Html(text) | Event::InlineHtml(text)
                if !text.trim_start().starts_with("<!--") =>
            {
                self.text(&text);
            }
            Event::SoftBreak => self.soft = true,
            Event::HardBreak => {
                self.out.raw("<br>");
            }
            Event::Rule => {
                self.out.raw("<hr>\n");
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(first) = text.chars().next() {
            self.joint(first);
        }
        self.out.text(text);
        self.last = text.chars().next_back().unwrap_or(self.last);
    }

    /// What the end of a line becomes: nothing between characters of Chinese, else a blank.
    fn joint(&mut self, next: char) {
        let wide = |c: char| u32::from(c) >= 0x2e80;
        if std::mem::take(&mut self.soft) && !(wide(self.last) && wide(next)) {
            self.out.raw(" ");
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        self.soft = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } => self.soft,
            _ => false,
        };
        let markup = match tag {
            Tag::Paragraph => "<p>",
            Tag::Heading { level, .. } => return self.heading(level),
            Tag::BlockQuote(_) => "<blockquote>\n",
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                "<pre tabindex=\"0\">"
            }
            Tag::List(None) => "<ul>\n",
            Tag::List(Some(start)) => {
                self.out.raw("<ol start=\"").text(&start.to_string());
                "\">\n"
            }
            Tag::Item => "<li>",
            Tag::Table(_) => "<div class=\"scroll\" tabindex=\"0\"><table>\n",
            Tag::TableHead => {
                self.cell = "th";
                "<thead><tr>"
            }
            Tag::TableRow => "<tr>",
            Tag::TableCell if self.cell == "th" => "<th scope=\"col\">",
            Tag::TableCell => "<td>",
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Link { dest_url, .. } => {
                self.joint('a');
                let to = self.target(&dest_url);
                self.out.raw("<a href=\"").text(&to);
                "\">"
            }
            _ => "",
        };
        self.out.raw(markup);
    }

    fn end(&mut self, tag: TagEnd) {
        let markup = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(level) => of_level(level).1,
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => "</pre>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.cell = "td";
                "</tr></thead>\n<tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.cell == "th" => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Link => "</a>",
            _ => "",
        };
        self.out.raw(markup);
    }

    fn heading(&mut self, level: HeadingLevel) {
        let title = self.ids.next().map(|(_, title)| title).unwrap_or_default();
        let slug = self.slugs.next(&title);
        self.out.raw(of_level(level).0).raw(" id=\"");
        self.out.text(&slug).raw("\">");
    }

    /// Where a link leads: another page of the handbook, else a file of the repository, else what it says.
    fn target(&self, url: &str) -> String {
        let own = url.starts_with('#') || url.contains(':');
        if own {
            // nothing but what a browser opens without running it
            let safe = ["#", "https://", "http://", "mailto:"];
            return match safe.iter().any(|s| url.starts_with(s)) {
                true => url.to_owned(),
                false => "#".to_owned(),
            };
        }
        let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
        let ended = ENDINGS
            .iter()
            .find_map(|(end, lang)| Some((path.strip_suffix(end)?, *lang)));
        let page = ended.filter(|(name, _)| self.site.handbook.iter().any(|c| c.name == *name));
        let address = match page {
            Some((name, lang)) => link(self.from, (Spot::Chapter(name), lang)),
            None => match path.strip_prefix("../") {
                Some(path) => format!("{REPOSITORY}/blob/main/{path}"),
                None => format!("{REPOSITORY}/blob/main/docs/{path}"),
            },
        };
        match fragment.is_empty() {
            true => address,
            false => format!("{address}#{fragment}"),
        }
    }
}

/// How the element of a heading begins and ends.
fn of_level(level: HeadingLevel) -> (&'static str, &'static str) {
    match level {
        HeadingLevel::H1 => ("<h1", "</h1>\n"),
        HeadingLevel::H2 => ("<h2", "</h2>\n"),
        HeadingLevel::H3 => ("<h3", "</h3>\n"),
        _ => ("<h4", "</h4>\n"),
    }
}
