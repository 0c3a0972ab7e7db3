//! The reader on the five real reports beside the repository: every row has its cells.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::explicit_write)]

use gouji::document::{BlockKind, Document, Marks, Table};
use gouji::input::read;
use std::io::Write;

fn report(seed: &str) -> Option<Document> {
    let found = std::fs::read_dir("../shared/reports")
        .into_iter()
        .flatten()
        .flatten()
        .find(|f| f.file_name().to_string_lossy().starts_with(seed));
    let Some(file) = found else {
        // past the capture of the test runner, so that people see it
        writeln!(
            std::io::stderr(),
            "skipped: ../shared/reports/{seed}* is not here"
        )
        .unwrap();
        return None;
    };
    let bytes = std::fs::read(file.path()).unwrap();
    Some(read(seed, &bytes).unwrap())
}

fn tables(doc: &Document) -> Vec<&Table> {
    fn table(kind: &BlockKind) -> Option<&Table> {
        match kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        }
    }
    doc.blocks.iter().filter_map(|b| table(&b.kind)).collect()
}

fn widths(table: &Table) -> Vec<usize> {
    assert_eq!(table.marks, Marks::Rows);
    table.rows.iter().map(|r| r.cells.len()).collect()
}

/// A row without the white space in its cells.
fn row(doc: &Document, table: &Table, at: usize) -> Vec<String> {
    let cells = table.rows[at].cells.iter();
    cells
        .map(|c| doc.slice(c.span).split_whitespace().collect())
        .collect()
}

fn has_paragraph(doc: &Document, text: &str) -> bool {
    doc.blocks
        .iter()
        .any(|b| b.kind == BlockKind::Paragraph && doc.slice(b.span) == text)
}

#[test]
fn one_cell_a_line() {
    let publications = [1, 4, 4, 4, 1, 2, 2, 1, 2, 2, 2, 1, 2, 2];
    let older_publications = [1, 4, 4, 4, 1, 4, 4, 4, 1, 4, 4, 4, 1, 3, 3, 1, 3, 3];
    // the head; new and carried over; two results with one label before them; 8 + 3 + 5 with two
    let requests = [vec![2, 4, 8, 8, 8, 9, 9], vec![10; 16]].concat();
    for (seed, first, others) in [
        ("000", &publications[..], &[10; 3][..]),
        ("001", &publications, &[10; 3]),
        ("004", &older_publications, &[9]),
    ] {
        let Some(doc) = report(seed) else { return };
        let tables = tables(&doc);
        assert_eq!(tables.len(), 3, "{seed}");
        assert_eq!(widths(tables[0]), first, "{seed}");
        assert_eq!(
            widths(tables[1]),
            [&requests[..], others, &[9, 8]].concat(),
            "{seed}"
        );
        assert_eq!(widths(tables[2]), [2, 7, 15, 15], "{seed}");
        assert!(
            has_paragraph(&doc, "三、收到和处理政府信息公开申请情况"),
            "{seed}"
        );
        assert!(
            has_paragraph(&doc, "四、政府信息公开行政复议、行政诉讼情况"),
            "{seed}"
        );
        assert!(doc.notes.is_empty(), "{seed}: {:?}", doc.notes);
    }
}

#[test]
fn wrapped_and_blank_cells() {
    let heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    for seed in ["000", "001", "004"] {
        let Some(doc) = report(seed) else { return };
        let tables = tables(&doc);
        let companies = row(&doc, tables[1], 2);
        assert_eq!(companies[2..4], ["商业企业", "科研机构"], "{seed}");
        assert_eq!(row(&doc, tables[2], 1)[..5], heads, "{seed}");
        let second = row(&doc, tables[2], 2);
        assert_eq!(second[..5], [""; 5], "{seed}");
        assert_eq!(second[5..], [heads, heads].concat(), "{seed}");
    }
    let Some(doc) = report("001") else { return };
    assert_eq!(
        row(&doc, tables(&doc)[1], 22)[2],
        "5.要求行政机关确认或重新出具已获取信息"
    );
    let Some(doc) = report("004") else { return };
    let requests = tables(&doc)[1];
    let blanks = [""; 7];
    let expected = [&["", "", "5.属于三类内部事务信息"][..], &blanks].concat();
    assert_eq!(row(&doc, requests, 11), expected);
    let expected = [&["", "（五）不予处理", "1.信访举报投诉类申请"][..], &blanks].concat();
    assert_eq!(row(&doc, requests, 18), expected);
    let span = requests.rows[18].cells[1].span;
    assert_eq!(doc.position(span.start).line, 264);
    let bare = requests.rows[11].cells[4].span;
    assert_eq!(
        (
            doc.position(bare.start).line,
            doc.position(bare.start).column
        ),
        (189, 2)
    );
}

#[test]
fn page_number_after_the_signature() {
    let Some(doc) = report("000") else { return };
    let last = doc.blocks.last().unwrap();
    assert_eq!((doc.slice(last.span), &last.kind), ("1", &BlockKind::Other));
}

#[test]
fn one_paragraph_a_cell() {
    let Some(doc) = report("002") else { return };
    assert_eq!(tables(&doc).len(), 0);
    assert!(doc.blocks.iter().all(|b| b.kind == BlockKind::Paragraph));
    let lines = doc.text.lines().filter(|l| !l.trim().is_empty()).count();
    assert_eq!(doc.blocks.len(), lines);
    assert!(has_paragraph(&doc, "1077.892534") && has_paragraph(&doc, "18468"));
}

#[test]
fn markdown_with_rows() {
    let Some(doc) = report("003") else { return };
    let levels: Vec<u8> = doc
        .blocks
        .iter()
        .filter_map(|b| {
            if let BlockKind::Heading(n) = b.kind {
                Some(n)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(levels, [1, 2, 2, 3, 4, 4, 4]);
    let tables = tables(&doc);
    assert_eq!(tables.len(), 3);
    assert_eq!(widths(tables[0]), [4; 14]);
    assert_eq!(widths(tables[1]), [10; 28]);
    assert_eq!(widths(tables[2]), [15; 4]);
    assert_eq!(row(&doc, tables[1], 25)[..3], ["3.其他", "", "0"]);
}

/// The shape of a document: kinds and widths, whatever the offsets.
fn outline(doc: &Document) -> Vec<String> {
    let kind = |kind: &BlockKind| match kind {
        BlockKind::Table(table) => format!("{:?}", widths(table)),
        other => format!("{other:?}"),
    };
    doc.blocks.iter().map(|b| kind(&b.kind)).collect()
}

#[test]
fn line_ends_and_encodings_change_nothing() {
    for seed in ["000", "001", "002", "003", "004"] {
        let Some(doc) = report(seed) else { return };
        let (text, expected) = (&doc.text, outline(&doc));
        let units = |big: bool| {
            text.encode_utf16().flat_map(move |u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
        };
        let variants = [
            (text.replace('\n', "\r\n").into_bytes(), "UTF-8"),
            (text.replace('\n', "\r").into_bytes(), "UTF-8"),
            (encoding_rs::GB18030.encode(text).0.into_owned(), "gb18030"),
            (units(false).collect(), "UTF-16LE"),
            (units(true).collect(), "UTF-16BE"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
        ];
        for (bytes, encoding) in variants {
            let again = read(seed, &bytes).unwrap();
            assert_eq!(
                (outline(&again), again.encoding),
                (expected.clone(), encoding),
                "{seed}"
            );
            assert!(again.notes.is_empty(), "{seed}");
        }
    }
}

#[test]
fn tables_part_without_the_heading_between_them() {
    for seed in ["000", "001", "004"] {
        let Some(doc) = report(seed) else { return };
        for chapter in ["三、收到", "四、政府"] {
            let kept: Vec<&str> = doc
                .text
                .lines()
                .filter(|l| !l.starts_with(chapter))
                .collect();
            let again = read(seed, kept.join("\n").as_bytes()).unwrap();
            let all = |doc: &Document| tables(doc).into_iter().map(widths).collect::<Vec<_>>();
            assert_eq!(all(&again), all(&doc), "{seed} {chapter}");
        }
    }
}
