//! How elements and attributes of WordprocessingML are called in a part.

use gouji_formats::docx::markup::{Element, Markup};
use gouji_render::xml::attribute as escape;

/// The vocabulary of Word up to 2007 and since.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The beginning of the same in strict documents.
const STRICT: &str = "http://purl.oclc.org/ooxml/";

/// Prefixes with their colons.
#[derive(Clone, Debug)]
pub(super) struct Names {
    element: String,
    attribute: String,
    /// Declares the prefix of attributes, where the part does not.
    declared: String,
    /// The vocabulary.
    pub space: String,
}

impl Names {
    /// Those of a part, which its root declares.
    pub fn of(markup: &Markup<'_>) -> Self {
        let root = markup.elements.first();
        let tag = root.map_or("", |r| markup.slice(r.open.clone()));
        let prefix = root.and_then(|r| r.name.split_once(':')).map(|(p, _)| p);
        let declares = |name: &str| value(tag, name).map(str::to_owned);
        let space = match prefix {
            Some(prefix) => declares(&format!("xmlns:{prefix}")),
            None => declares("xmlns"),
        };
        let space = space.unwrap_or_else(|| WORD.to_owned());
        let known = declares("xmlns:w").as_ref() == Some(&space);
        match prefix {
            Some(prefix) => Names {
                element: format!("{prefix}:"),
                attribute: format!("{prefix}:"),
                declared: String::new(),
                space,
            },
            None => {
                let declared = match known {
                    true => String::new(),
                    false => format!(" xmlns:w=\"{space}\""),
                };
                Names {
                    element: String::new(),
                    attribute: "w:".into(),
                    declared,
                    space,
                }
            }
        }
    }

    /// Whether the document is of the strict kind.
    pub fn is_strict(&self) -> bool {
        self.space.starts_with(STRICT)
    }

    /// Whether an element has this name in the vocabulary.
    pub fn is(&self, element: &Element<'_>, local: &str) -> bool {
        element.name.strip_prefix(self.element.as_str()) == Some(local)
    }

    /// `w:t`.
    pub fn element(&self, local: &str) -> String {
        format!("{}{local}", self.element)
    }

    /// `<w:ins w:id="1">`; the values are escaped here.
    pub fn open(&self, local: &str, attributes: &[(&str, &str)]) -> String {
        let mut tag = format!("<{}{local}", self.element);
        if !attributes.is_empty() {
            tag.push_str(&self.declared);
        }
        for (name, value) in attributes {
            tag.push_str(&format!(" {}{name}=\"{}\"", self.attribute, escape(value)));
        }
        tag.push('>');
        tag
    }

    /// `</w:ins>`.
    pub fn close(&self, local: &str) -> String {
        format!("</{}{local}>", self.element)
    }

    /// An element that holds nothing.
    pub fn empty(&self, local: &str, attributes: &[(&str, &str)]) -> String {
        let tag = self.open(local, attributes);
        format!("{}/>", tag.trim_end_matches('>'))
    }

    /// `<w:t xml:space="preserve">…</w:t>`.
    pub fn text(&self, words: &str) -> String {
        let (open, close) = (self.open_text("t"), self.close("t"));
        format!("{open}{}{close}", escape(words))
    }

    /// The start tag of a text whose white space counts.
    pub fn open_text(&self, local: &str) -> String {
        format!("<{}{local} xml:space=\"preserve\">", self.element)
    }

    /// The attribute `id` with another value, in a start tag.
    pub fn with_id(&self, tag: &str, id: u32) -> String {
        let name = format!("{}id", self.attribute);
        match value(tag, &name).and_then(|old| around(tag, old)) {
            Some((before, after)) => format!("{before}{id}{after}"),
            None => tag.to_owned(),
        }
    }
}

/// The value of an attribute in a tag, as it stands there.
fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once(name)?;
        rest = after;
        let begins = before.ends_with(char::is_whitespace);
        let behind = after.trim_start().strip_prefix('=').map(str::trim_start);
        if let Some(quoted) = behind.filter(|_| begins) {
            let quote = quoted.chars().next()?;
            return quoted.get(1..)?.split(quote).next();
        }
    }
}

/// What stands around a part of a text.
fn around<'t>(text: &'t str, part: &str) -> Option<(&'t str, &'t str)> {
    let at = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}
