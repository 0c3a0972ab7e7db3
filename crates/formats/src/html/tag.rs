//! The elements that matter to a reader of text, and how they nest.

/// What a node of the tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Characters.
    Text,
    /// The end of a line.
    Break,
    /// A box that begins and ends lines.
    Div,
    Section,
    Article,
    Main,
    Header,
    Quote,
    Figure,
    Definitions,
    Term,
    Definition,
    /// What the page itself calls no part of its text.
    Nav,
    Aside,
    Footer,
    Paragraph,
    Heading(u8),
    Pre,
    List,
    Numbered,
    Item,
    Table,
    Caption,
    RowGroup,
    Row,
    Cell,
    Link,
    Inline(u8),
    /// What people do not see.
    Hidden(u8),
    /// The title in the head of the page.
    Title,
    /// Any other element that says how it is drawn: a number for its name.
    Other(u16),
}

/// Elements that hold nothing and have no end.
const VOID: [&str; 15] = [
    "area", "base", "basefont", "bgsound", "col", "embed", "frame", "img", "input", "keygen",
    "link", "meta", "param", "source", "track",
];

/// Elements that are there whether they are written or not.
const PAGE: [&str; 4] = ["html", "head", "body", "wbr"];

use Tag::*;

const INLINE: [&str; 18] = [
    "span", "font", "b", "strong", "i", "em", "u", "s", "strike", "small", "big", "sup", "sub",
    "label", "ins", "code", "tt", "mark",
];

const HIDDEN: [&str; 23] = [
    "script", "style", "template", "noscript", "iframe", "noframes", "noembed", "select",
    "textarea", "button", "svg", "math", "object", "applet", "video", "audio", "canvas", "map",
    "datalist", "dialog", "xml", "del", "rp",
];

impl Tag {
    /// The element of a name in small letters; `None` for those that change nothing.
    pub(super) fn of(name: &[u8]) -> Option<Tag> {
        let name = std::str::from_utf8(name).ok()?;
        Some(match name {
            "br" | "hr" => Break,
            "div" | "center" | "address" | "fieldset" | "details" | "summary" | "legend"
            | "hgroup" | "marquee" | "figcaption" => Div,
            "section" => Section,
            "article" => Article,
            "main" => Main,
            "header" => Header,
            "blockquote" => Quote,
            "figure" => Figure,
            "dl" => Definitions,
            "dt" => Term,
            "dd" => Definition,
            "nav" => Nav,
            "aside" => Aside,
            "footer" => Footer,
            "p" => Paragraph,
            "h1" => Heading(1),
            "h2" => Heading(2),
            "h3" => Heading(3),
            "h4" => Heading(4),
            "h5" => Heading(5),
            "h6" => Heading(6),
            "pre" | "listing" | "xmp" | "plaintext" => Pre,
            "ul" | "menu" | "dir" => List,
            "ol" => Numbered,
            "li" => Item,
            "table" => Table,
            "caption" => Caption,
            "thead" | "tbody" | "tfoot" => RowGroup,
            "tr" => Row,
            "td" | "th" => Cell,
            "a" => Link,
            "title" => Title,
            _ => {
                let find = |names: &[&str]| {
                    let at = names.iter().position(|n| *n == name)?;
                    u8::try_from(at).ok()
                };
                return find(&INLINE)
                    .map(Inline)
                    .or_else(|| find(&HIDDEN).map(Hidden));
            }
        })
    }

    /// A style sheet.
    pub(super) fn is_style(self) -> bool {
        matches!(self, Hidden(at) if HIDDEN.get(usize::from(at)) == Some(&"style"))
    }

    /// An element of a name in small letters that [`Tag::of`] does not know; `None` for those that cannot hold text.
    pub(super) fn other(name: &[u8]) -> Option<Tag> {
        let text = std::str::from_utf8(name).ok()?;
        if VOID.contains(&text) || PAGE.contains(&text) {
            return None;
        }
        let sum = |sum: u16, byte: &u8| sum.wrapping_mul(31).wrapping_add(u16::from(*byte));
        Some(Other(name.iter().fold(7, sum)))
    }

    /// It stands in a line of text.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Text | Link | Inline(_) | Other(_))
    }

    /// It is part of the frame of a table.
    pub(super) fn is_frame(self) -> bool {
        matches!(self, Table | Caption | RowGroup | Row | Cell)
    }

    /// The end of `self` is not looked for beyond `open`.
    pub(super) fn stops_at(self, open: Tag) -> bool {
        match self {
            Table => false,
            Link | Inline(_) => !open.is_inline(),
            Item | Term | Definition => {
                matches!(open, List | Numbered | Definitions) || open.is_frame()
            }
            tag if tag.is_frame() => open == Table,
            _ => open.is_frame(),
        }
    }

    /// An end tag of this closes `open`.
    pub(super) fn ends(self, open: Tag) -> bool {
        self == open || matches!((self, open), (Heading(_), Heading(_)))
    }

    /// A start tag of `self` ends the nearest open one of these, if there is one within reach.
    pub(super) fn closes(self) -> &'static [Tag] {
        match self {
            Item => &[Paragraph, Item],
            Term | Definition => &[Paragraph, Term, Definition],
            Heading(_) => &[Paragraph, Heading(1)],
            Link => &[Link],
            Caption | RowGroup | Row | Cell | Text | Break | Inline(_) | Hidden(_) | Title
            | Other(_) => &[],
            _ => &[Paragraph],
        }
    }
}
