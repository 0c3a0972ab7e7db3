//! The parts beside the document: the comments, how the document finds them, and what they are.

use super::names::Names;
use super::splice::{Ids, replace};
use super::utf8;
use crate::messages::INITIALS;
use crate::{AUTHOR, Refusal};
use gouji_formats::docx::markup::{Element, Markup};
use gouji_formats::docx::package::{Package, Part};
use gouji_render::xml::attribute as escape;
use std::collections::{BTreeMap, BTreeSet};

const TYPES: &str = "[Content_Types].xml";
const COMMENTS: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const STRICT_RELATION: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// How the lines of a comment look, whatever the document says of its paragraphs.
const LINE: [(&str, &[(&str, &str)]); 3] = [
    (
        "spacing",
        &[
            ("before", "0"),
            ("after", "0"),
            ("line", "240"),
            ("lineRule", "auto"),
        ],
    ),
    (
        "ind",
        &[("left", "0"), ("firstLineChars", "0"), ("firstLine", "0")],
    ),
    ("jc", &[("val", "left")]),
];

/// A comment that is added.
struct Comment {
    id: u32,
    lines: Vec<String>,
    /// The last line is small.
    small_end: bool,
}

/// The comments of a document, and those that are added.
pub(super) struct Comments {
    /// The part that holds them, and what it is named.
    part: Option<Part>,
    name: String,
    ids: Ids,
    added: Vec<Comment>,
}

impl Comments {
    /// Those of a document.
    pub fn open(
        package: &mut Package<'_>,
        main: &str,
        document: &Markup<'_>,
    ) -> Result<Self, Refusal> {
        let mut ids = BTreeSet::new();
        for element in &document.elements {
            let local = element.local();
            if local.starts_with("comment") {
                ids.extend(id(document, element));
            }
        }
        let known = name(package, main)?;
        let part = match &known {
            Some(name) => Some(utf8(package.part(name)?)?),
            None => None,
        };
        if let Some(part) = &part {
            let markup = Markup::read(&part.text)?;
            let comments = markup.elements.iter().filter(|e| e.local() == "comment");
            ids.extend(comments.filter_map(|e| id(&markup, e)));
        }
        Ok(Comments {
            part,
            name: known.unwrap_or_else(|| beside(package, main)),
            ids: ids.into_iter().collect(),
            added: Vec::new(),
        })
    }

    /// Adds a comment, whose last line may be small; gives its id.
    pub fn add(&mut self, lines: &[String], small_end: bool) -> u32 {
        let id = self.ids.fresh();
        self.added.push(Comment {
            id,
            lines: lines.to_vec(),
            small_end,
        });
        id
    }

    /// The parts that hold them now, by name.
    pub fn close(
        self,
        package: &mut Package<'_>,
        main: &str,
        names: &Names,
        date: &str,
    ) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
        let mut parts = BTreeMap::new();
        let new = self.part.is_none();
        let part = self.part.unwrap_or_else(|| Part {
            text: empty(names),
            base: Some(0),
        });
        let markup = Markup::read(&part.text)?;
        let names_here = Names::of(&markup);
        let all = self
            .added
            .iter()
            .map(|comment| xml(&names_here, date, comment));
        let text = append(&markup, &all.collect::<String>());
        parts.insert(self.name.clone(), bytes(&part, &text));
        if new {
            let (name, part) = relation(package, main, &self.name, names)?;
            parts.insert(name, part);
            parts.insert(TYPES.to_owned(), types(package, &self.name)?);
        }
        Ok(parts)
    }
}

/// The part that holds the comments of a document.
pub(super) fn name(package: &mut Package<'_>, main: &str) -> Result<Option<String>, Refusal> {
    let relations = package.relations(main)?;
    let known = relations.into_iter().find(|r| r.kind == "comments");
    Ok(known.map(|r| r.target))
}

/// The bytes of a part with a new text.
pub(super) fn bytes(part: &Part, text: &str) -> Vec<u8> {
    let mark = if part.base == Some(0) { "" } else { "\u{feff}" };
    format!("{mark}{text}").into_bytes()
}

fn id(markup: &Markup<'_>, element: &Element<'_>) -> Option<u32> {
    markup.attribute(element, "id")?.parse().ok()
}

fn folder(main: &str) -> (&str, &str) {
    main.rsplit_once('/').unwrap_or(("", main))
}

/// A name that no part has.
fn beside(package: &Package<'_>, main: &str) -> String {
    let (folder, _) = folder(main);
    let name = |n: usize| {
        let number = if n == 0 { String::new() } else { n.to_string() };
        let file = format!("comments{number}.xml");
        match folder {
            "" => file,
            _ => format!("{folder}/{file}"),
        }
    };
    let taken = |name: &String| package.names().any(|n| n.eq_ignore_ascii_case(name));
    let mut all = (0..).map(name);
    all.find(|n| !taken(n)).unwrap_or_default()
}

fn empty(names: &Names) -> String {
    let space = escape(&names.space);
    format!("{DECLARATION}<w:comments xmlns:w=\"{space}\"></w:comments>")
}

/// A comment: a paragraph for each line, the first one bold.
fn xml(names: &Names, date: &str, comment: &Comment) -> String {
    let id = comment.id.to_string();
    let attributes = [
        ("id", id.as_str()),
        ("author", AUTHOR),
        ("initials", INITIALS),
        ("date", date),
    ];
    let said = attributes
        .into_iter()
        .filter(|(_, value)| !value.is_empty());
    let mut out = names.open("comment", &said.collect::<Vec<_>>());
    let looks: String = LINE.iter().map(|(n, a)| names.empty(n, a)).collect();
    let props = format!("{}{looks}{}", names.open("pPr", &[]), names.close("pPr"));
    for (at, line) in comment.lines.iter().enumerate() {
        let bold = if at == 0 {
            names.empty("b", &[])
        } else {
            String::new()
        };
        let last = at + 1 == comment.lines.len();
        let half_points = if last && comment.small_end {
            "14"
        } else {
            "20"
        };
        let size = names.empty("sz", &[("val", half_points)]);
        out.push_str(&names.open("p", &[]));
        out.push_str(&props);
        out.push_str(&names.open("r", &[]));
        out.push_str(&names.open("rPr", &[]));
        out.push_str(&format!("{bold}{size}{}", names.close("rPr")));
        out.push_str(&names.text(line));
        out.push_str(&names.close("r"));
        out.push_str(&names.close("p"));
    }
    out + &names.close("comment")
}

/// The text of a part with something more at the end of its root.
fn append(markup: &Markup<'_>, more: &str) -> String {
    let Some(root) = markup.elements.first() else {
        return markup.text.to_owned();
    };
    if !root.is_closed() {
        let end = root.close.start;
        return replace(markup.text, vec![(end..end, more.to_owned())]);
    }
    let end = root.open.end;
    let rest = format!(">{more}</{}>", root.name);
    replace(markup.text, vec![(end - 2..end, rest)])
}

/// The relations of the document with one to the comments.
fn relation(
    package: &mut Package<'_>,
    main: &str,
    comments: &str,
    names: &Names,
) -> Result<(String, Vec<u8>), Refusal> {
    let (folder, file) = folder(main);
    let target = comments.rsplit('/').next().unwrap_or_default();
    let part_name = match folder {
        "" => format!("_rels/{file}.rels"),
        _ => format!("{folder}/_rels/{file}.rels"),
    };
    let known = package.part(&part_name)?;
    let part = known.unwrap_or_else(|| Part {
        text: format!("{DECLARATION}<Relationships xmlns=\"{RELATIONS}\"></Relationships>"),
        base: Some(0),
    });
    let part = utf8(Some(part))?;
    let markup = Markup::read(&part.text)?;
    let used: BTreeSet<String> = markup
        .elements
        .iter()
        .filter_map(|e| markup.attribute(e, "Id"))
        .collect();
    let id = (1..).map(|n| format!("rIdGouji{n}"));
    let id = id.into_iter().find(|id| !used.contains(id));
    let id = id.unwrap_or_default();
    let kind = if names.is_strict() {
        STRICT_RELATION
    } else {
        RELATION
    };
    let tag = tag(&markup, "Relationship");
    let more = format!("<{tag} Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
    Ok((part_name, bytes(&part, &append(&markup, &more))))
}

/// The list of the types of parts with that of the comments.
fn types(package: &mut Package<'_>, comments: &str) -> Result<Vec<u8>, Refusal> {
    let part = utf8(package.part(TYPES)?)?;
    let markup = Markup::read(&part.text)?;
    let tag = tag(&markup, "Override");
    let name = escape(comments);
    let more = format!("<{tag} PartName=\"/{name}\" ContentType=\"{COMMENTS}\"/>");
    Ok(bytes(&part, &append(&markup, &more)))
}

/// The name of an element with the prefix of the root.
fn tag(markup: &Markup<'_>, local: &str) -> String {
    let root = markup.elements.first().map_or("", |e| e.name);
    match root.split_once(':') {
        Some((prefix, _)) => format!("{prefix}:{local}"),
        None => local.to_owned(),
    }
}
