//! What the attributes of one element say.

use super::list::Style;
use super::look::{Declared, pairs, plain};
use super::sheet::Sheet;
use super::tag::Tag;

/// The longest value that is looked at, in bytes: pictures stand in attributes, too.
const LONGEST: usize = 2_000;

/// Words in the names of elements that are no part of an article.
const ASIDE: [&str; 31] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "foot",
    "sidebar",
    "aside",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "share",
    "bdshare",
    "bdsharebuttonbox",
    "related",
    "copyright",
    "banner",
    "friendlink",
    "friendlinks",
    "links",
    "search",
    "login",
    "qrcode",
    "ewm",
    "pagination",
    "pager",
    "toolbar",
    "topbar",
    "prevnext",
    "skip",
];

/// The attributes of the start tag that is being read.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    name: Name,
    columns: Option<u32>,
    rows: Option<u32>,
    number: Option<u32>,
    style: Option<Style>,
    /// Not shown, whatever styles say.
    pub(super) hidden: bool,
    /// How it is drawn.
    pub(super) says: Declared,
    classes: Vec<u8>,
    id: Vec<u8>,
    /// It is no style sheet for screens.
    pub(super) for_paper: bool,
    /// It leads to a style sheet.
    pub(super) sheet: bool,
    /// Leads to another page.
    pub(super) link: bool,
    /// Named as something beside the article.
    pub(super) aside: bool,
}

#[derive(Clone, Copy, Debug, Default)]
enum Name {
    #[default]
    Other,
    Columns,
    Rows,
    Number,
    Type,
    Style,
    Link,
    Classes,
    Id,
    Role,
    Ink,
    Background,
    Picture,
    Media,
    Relation,
}

impl Attributes {
    /// The name of an attribute; its value follows if it has one.
    pub(super) fn name(&mut self, name: &[u8]) {
        self.name = match name {
            b"colspan" => Name::Columns,
            b"rowspan" => Name::Rows,
            b"start" | b"value" => Name::Number,
            b"type" => Name::Type,
            b"style" => Name::Style,
            b"href" => Name::Link,
            b"class" => Name::Classes,
            b"id" => Name::Id,
            b"role" => Name::Role,
            b"color" | b"text" => Name::Ink,
            b"bgcolor" => Name::Background,
            b"background" => Name::Picture,
            b"media" => Name::Media,
            b"rel" => Name::Relation,
            _ => Name::Other,
        };
        self.hidden |= name == b"hidden";
    }

    /// The value of the attribute that was named last.
    pub(super) fn value(&mut self, value: &[u8]) {
        let value = value.get(..LONGEST).unwrap_or(value);
        match self.name {
            Name::Other => {}
            Name::Columns => self.columns = number(value),
            Name::Rows => self.rows = number(value),
            Name::Number => self.number = number(value),
            Name::Type => self.style = Style::of_type(value),
            Name::Style => self.styles(value),
            Name::Link => self.link = leads_away(value),
            Name::Classes | Name::Id | Name::Role => {
                self.aside |= words(value).any(|w| ASIDE.contains(&w.as_str()));
                match self.name {
                    Name::Classes => self.classes = value.to_vec(),
                    Name::Id => self.id = value.to_vec(),
                    _ => {}
                }
            }
            Name::Ink => self.hint(|says| says.colour(value, false)),
            Name::Background => self.hint(|says| says.colour(value, true)),
            Name::Picture => self.hint(Declared::picture),
            Name::Media => {
                let value = value.to_ascii_lowercase();
                self.for_paper = !matches!(value.trim_ascii(), b"" | b"all" | b"screen");
            }
            Name::Relation => {
                let value = value.to_ascii_lowercase();
                self.sheet = value
                    .split(u8::is_ascii_whitespace)
                    .any(|w| w == b"stylesheet");
            }
        }
    }

    /// What an attribute says is weaker than what styles say.
    fn hint(&mut self, say: impl FnOnce(&mut Declared)) {
        let mut hint = Declared::default();
        say(&mut hint);
        self.says = hint.under(&self.says);
    }

    fn styles(&mut self, value: &[u8]) {
        let plain = plain(value);
        self.says = self.says.under(&Declared::of(&plain));
        for (name, value) in pairs(&plain) {
            if matches!(name, b"list-style-type" | b"list-style") {
                self.style = Style::of_css(value);
            }
        }
    }

    /// A style sheet may mean it.
    pub(super) fn is_named(&self) -> bool {
        !self.classes.is_empty() || !self.id.is_empty()
    }

    /// Takes in what style sheets say of an element with these attributes: less than what it says itself.
    pub(super) fn styled(&mut self, element: &[u8], sheet: &Sheet) {
        let sheets = sheet.says(element, &self.classes, &self.id);
        self.says = sheets.under(&self.says);
        self.hidden |= self.says.is_gone();
    }

    /// The two numbers of a node.
    pub(super) fn numbers(&self, tag: Tag) -> (u32, u32) {
        match tag {
            Tag::Cell => (self.columns.unwrap_or(1).max(1), self.rows.unwrap_or(1)),
            Tag::Numbered => (
                self.number.unwrap_or(1),
                u32::from(self.style.unwrap_or_default().code()),
            ),
            Tag::Item => (self.number.map_or(0, |n| n.saturating_add(1)), 0),
            _ => (0, 0),
        }
    }
}

fn number(value: &[u8]) -> Option<u32> {
    let digits = value.trim_ascii().iter().take_while(|b| b.is_ascii_digit());
    let mut digits = digits.map(|b| u32::from(b - b'0')).peekable();
    digits.peek()?;
    Some(digits.fold(0u32, |n, d| n.saturating_mul(10).saturating_add(d)))
}

/// Not to a place of the same page, and not to a script.
fn leads_away(target: &[u8]) -> bool {
    let target = target.trim_ascii();
    !target.is_empty() && !target.starts_with(b"#") && !target.starts_with(b"file:")
}

/// The words of names such as `main-nav`, `left_menu` or `topBar`.
fn words(value: &[u8]) -> impl Iterator<Item = String> {
    let text = String::from_utf8_lossy(value).into_owned();
    let mut words = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for c in text.chars() {
        let parts = !c.is_ascii_alphabetic() || (small && c.is_ascii_uppercase());
        if parts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        small = c.is_ascii_lowercase();
    }
    words.push(word);
    words.into_iter()
}
