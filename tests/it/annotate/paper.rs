//! PDF files made for the tests, and what stands in a marked one.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string, dictionary};

/// An annotation as a reader of PDF files finds it.
#[derive(Debug)]
pub struct Found {
    pub page: usize,
    pub kind: String,
    pub author: String,
    pub text: String,
    pub date: String,
    pub rect: Vec<f64>,
    pub quads: Vec<Vec<f64>>,
}

fn numbers(object: &Object) -> Vec<f64> {
    let list = object.as_array().unwrap().iter();
    list.map(|n| f64::from(n.as_float().unwrap())).collect()
}

/// The annotations of a file in order.
pub fn annotations(bytes: &[u8]) -> Vec<Found> {
    let file = Document::load_mem(bytes).unwrap();
    let mut all = Vec::new();
    for (page, id) in file.page_iter().enumerate() {
        for dict in file.get_page_annotations(id).unwrap() {
            let text = |key: &[u8]| {
                let value = dict.get(key).ok();
                value.map_or_else(String::new, |v| decode_text_string(v).unwrap())
            };
            let list = |key: &[u8]| dict.get(key).map_or_else(|_| Vec::new(), numbers);
            let kind = dict.get(b"Subtype").unwrap().as_name().unwrap();
            all.push(Found {
                page,
                kind: String::from_utf8(kind.to_vec()).unwrap(),
                author: text(b"T"),
                text: text(b"Contents"),
                date: text(b"M"),
                rect: list(b"Rect"),
                quads: list(b"QuadPoints").chunks(8).map(<[f64]>::to_vec).collect(),
            });
        }
    }
    all
}

/// What a made file is to have.
#[derive(Clone, Copy, Default)]
pub struct Wish {
    /// Quarters that its second page is turned by.
    pub turn: i64,
    /// The lower left corner of its pages.
    pub origin: i64,
    /// Its annotations stand in a list of their own.
    pub apart: bool,
    /// A table of objects as old programs write it.
    pub old: bool,
}

/// Two pages with a table of two rows and three columns, the last cell of which is blank, and a remark by somebody else
/// on the second page. `more` puts in what it likes.
pub fn paper(wish: Wish, more: impl Fn(&mut Document)) -> Vec<u8> {
    let mut file = match wish.old {
        true => Document::with_version("1.4"),
        false => Document::with_version("1.5"),
    };
    let pages = file.new_object_id();
    let font = file.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let kids: Vec<Object> = (0..2)
        .map(|at| page(&mut file, (pages, font), at, wish).into())
        .collect();
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 2 };
    file.objects.insert(pages, tree.into());
    let root = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    file.trailer.set("Root", root);
    more(&mut file);
    let mut bytes = Vec::new();
    if wish.old {
        file.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
    }
    file.save_to(&mut bytes).unwrap();
    bytes
}

fn page(file: &mut Document, (pages, font): (ObjectId, ObjectId), at: i64, wish: Wish) -> ObjectId {
    let o = wish.origin;
    let mut drawn = Vec::new();
    let mut draw = |operator: &str, operands: Vec<Object>| {
        drawn.push(Operation::new(operator, operands));
    };
    let mut line = |from: (i64, i64), to: (i64, i64)| {
        draw("m", vec![(from.0 + o).into(), (from.1 + o).into()]);
        draw("l", vec![(to.0 + o).into(), (to.1 + o).into()]);
        draw("S", vec![]);
    };
    for y in [500, 530, 560] {
        line((100, y), (400, y));
    }
    for x in [100, 200, 300, 400] {
        line((x, 500), (x, 560));
    }
    let cells = [
        (110, 540, "Name"),
        (210, 540, "One"),
        (310, 540, "Two"),
        (110, 510, "Sum"),
        (210, 510, "12"),
    ];
    let texts = [(100, 700, format!("A report, page {}", at + 1))];
    let texts = texts
        .into_iter()
        .chain(cells.map(|(x, y, t)| (x, y, t.to_owned())));
    for (x, y, text) in texts {
        draw("BT", vec![]);
        draw("Tf", vec!["F1".into(), 10.into()]);
        draw("Td", vec![(x + o).into(), (y + o).into()]);
        draw("Tj", vec![Object::string_literal(text)]);
        draw("ET", vec![]);
    }
    let content = Content { operations: drawn }.encode().unwrap();
    let content = file.add_object(Stream::new(Dictionary::new(), content));
    let mut page = dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![o.into(), o.into(), (o + 595).into(), (o + 842).into()],
        "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    };
    if at == 1 {
        page.set("Rotate", wish.turn * 90);
        let other = file.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Text", "Rect" => vec![0.into(), 0.into(), 20.into(), 20.into()],
            "Contents" => Object::string_literal("look"), "T" => Object::string_literal("somebody"),
            "NM" => Object::string_literal("gouji-1"),
        });
        let list = vec![Object::Reference(other)];
        match wish.apart {
            true => page.set("Annots", file.add_object(list)),
            false => page.set("Annots", list),
        }
    }
    file.add_object(page)
}
