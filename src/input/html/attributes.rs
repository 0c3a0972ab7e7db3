//! What the attributes of one element say.

use super::list::Style;
use super::tag::Tag;

/// The longest value that is looked at, in bytes: pictures stand in attributes, too.
const LONGEST: usize = 2_000;

/// So far to the left, in any unit, nothing is seen.
const OUTSIDE: f64 = -999.0;

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
    /// Not shown.
    pub(super) hidden: bool,
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
    Names,
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
            b"class" | b"id" | b"role" => Name::Names,
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
            Name::Names => self.aside |= words(value).any(|w| ASIDE.contains(&w.as_str())),
        }
    }

    fn styles(&mut self, value: &[u8]) {
        let plain = value.iter().filter(|b| !b.is_ascii_whitespace());
        let plain: Vec<u8> = plain.map(u8::to_ascii_lowercase).collect();
        for one in plain.split(|b| *b == b';') {
            let mut parts = one.splitn(2, |b| *b == b':');
            let (name, value) = (parts.next(), parts.next().unwrap_or_default());
            match name.unwrap_or_default() {
                b"display" => self.hidden |= value.starts_with(b"none"),
                b"visibility" => self.hidden |= value.starts_with(b"hidden"),
                b"opacity" => self.hidden |= measure(value) == Some(0.0),
                b"left" | b"top" | b"text-indent" | b"margin-left" => {
                    self.hidden |= measure(value).is_some_and(|m| m <= OUTSIDE);
                }
                b"mso-hide" => self.hidden |= value.starts_with(b"all"),
                b"list-style-type" | b"list-style" => self.style = Style::of_css(value),
                _ => {}
            }
        }
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

/// The number in front of a unit.
fn measure(value: &[u8]) -> Option<f64> {
    let sign = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.');
    let digits: Vec<u8> = value.iter().copied().take_while(sign).collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
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
