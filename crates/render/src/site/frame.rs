//! What stands around each page: the head, the search, the way to the other language.

use super::address::Spot;
use super::messages::Say;
use crate::html::markup::Markup;
use gouji_core::text::Lang;

/// Nothing is fetched but what lies beside the page.
const POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; \
    base-uri 'none'; form-action 'none'";

/// A page before its frame.
pub(super) struct Page<'a> {
    pub spot: Spot<'a>,
    pub lang: Lang,
    pub title: String,
    /// The pages above it, with their names.
    pub above: Vec<(Spot<'a>, String)>,
    pub body: Markup,
    /// The handbook is there.
    pub handbook: bool,
}

impl Page<'_> {
    /// A link from this page, as an attribute.
    pub fn href(&self, to: Spot<'_>) -> String {
        link((self.spot, self.lang), (to, self.lang))
    }

    /// The whole page.
    pub fn whole(&self) -> String {
        let mut page = Markup::default();
        self.head(&mut page);
        self.top(&mut page);
        page.raw("<main id=\"main\">\n");
        self.way(&mut page);
        page.add(&self.body).raw("</main>\n<footer><p>");
        page.text(Say::Foot.say(self.lang));
        page.raw("</p></footer>\n</body>\n</html>\n");
        page.as_str().to_owned()
    }

    fn head(&self, page: &mut Markup) {
        let (lang, up) = (self.lang, self.spot.up(self.lang));
        page.raw("<!DOCTYPE html>\n<html lang=\"")
            .text(Say::Code.say(lang));
        page.raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
            .text(POLICY)
            .raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .text(&self.title);
        if self.spot != Spot::Home {
            page.raw(" · ").text(Say::Name.say(lang));
        }
        page.raw("</title>\n<link rel=\"stylesheet\" href=\"")
            .raw(up)
            .raw("site.css\">\n<script src=\"")
            .raw(up)
            .raw("site.js\" defer></script>\n</head>\n<body data-up=\"")
            .raw(up)
            .raw("\" data-index=\"")
            .raw(match lang {
                Lang::Zh => "search.zh.js",
                Lang::En => "search.en.js",
            })
            .raw("\">\n");
    }

    fn top(&self, page: &mut Markup) {
        let lang = self.lang;
        page.raw("<a class=\"skip\" href=\"#main\">")
            .text(Say::Skip.say(lang));
        page.raw("</a>\n<header>\n<a class=\"brand\" href=\"")
            .text(&self.href(Spot::Home))
            .raw("\">")
            .text(Say::Name.say(lang))
            .raw("</a>\n<nav>");
        let in_handbook = matches!(self.spot, Spot::Contents | Spot::Chapter(_));
        self.entry(page, Spot::Home, Say::Rules, !in_handbook);
        if self.handbook {
            self.entry(page, Spot::Contents, Say::Handbook, in_handbook);
        }
        page.raw("</nav>\n<form role=\"search\" id=\"search\" hidden><input type=\"search\" id=\"q\" autocomplete=\"off\" role=\"combobox\" aria-expanded=\"false\" aria-controls=\"found\" aria-autocomplete=\"list\" aria-label=\"")
            .text(Say::Search.say(lang))
            .raw("\" placeholder=\"")
            .text(Say::Search.say(lang))
            .raw("\"><ul id=\"found\" role=\"listbox\" aria-label=\"")
            .text(Say::Search.say(lang))
            .raw("\" hidden></ul><p id=\"none\" role=\"status\" hidden>")
            .text(Say::Nothing.say(lang))
            .raw("</p></form>\n<a class=\"lang\" hreflang=\"");
        let other = other(lang);
        page.text(Say::Code.say(other))
            .raw("\" lang=\"")
            .text(Say::Code.say(other))
            .raw("\" href=\"")
            .text(&link((self.spot, lang), (self.spot, other)))
            .raw("\">")
            .text(Say::Other.say(lang))
            .raw("</a>\n</header>\n");
    }

    fn entry(&self, page: &mut Markup, to: Spot<'_>, name: Say, here: bool) {
        page.raw("<a href=\"").text(&self.href(to));
        page.raw(if here { "\" class=\"here\">" } else { "\">" });
        page.text(name.say(self.lang)).raw("</a>");
    }

    /// The pages above.
    fn way(&self, page: &mut Markup) {
        if self.above.is_empty() {
            return;
        }
        page.raw("<nav class=\"way\" aria-label=\"")
            .text(Say::Path.say(self.lang))
            .raw("\">");
        for (nth, (to, name)) in self.above.iter().enumerate() {
            page.raw(if nth == 0 {
                "<a href=\""
            } else {
                " › <a href=\""
            });
            page.text(&self.href(*to)).raw("\">").text(name).raw("</a>");
        }
        page.raw("</nav>\n");
    }
}

/// The other language.
pub(super) fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}

/// A link from one page to another.
pub(super) fn link(from: (Spot<'_>, Lang), to: (Spot<'_>, Lang)) -> String {
    let mut out = from.0.up(from.1).to_owned();
    for byte in to.0.path(to.1).bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
