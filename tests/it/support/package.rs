//! Files of Word and PDF files, made from nothing.

#![allow(dead_code, clippy::unwrap_used)]

/// The vocabulary of Word.
pub const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A Word document: what stands in its body, its styles and its numbering.
pub fn word(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    let relations = "<Relationships><Relationship Id='a' Type='x/styles' Target='styles.xml'/>\
        <Relationship Id='b' Type='x/numbering' Target='numbering.xml'/></Relationships>";
    let main = "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/></Relationships>";
    let types =
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'></Types>";
    zip(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", main),
        ("word/_rels/document.xml.rels", relations),
        (
            "word/document.xml",
            &format!("<w:document {WORD}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            &format!("<w:styles {WORD}>{styles}</w:styles>"),
        ),
        (
            "word/numbering.xml",
            &format!("<w:numbering {WORD}>{numbering}</w:numbering>"),
        ),
    ])
}

/// A package whose parts are packed as they are.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let sum = |bytes: &[u8]| {
        let step = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1));
        !bytes
            .iter()
            .fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
    };
    let number = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        let start = number(out.len());
        let length = number(part.len());
        let named = u16::try_from(name.len()).unwrap().to_le_bytes();
        let about = [
            &sum(part.as_bytes()).to_le_bytes()[..],
            &length,
            &length,
            &named,
            &[0, 0],
        ]
        .concat();
        let head = [&b"PK\x03\x04\x14\0"[..], &[0; 8], &about, name.as_bytes()].concat();
        out.extend([&head, part.as_bytes()].concat());
        let entry = [
            &b"PK\x01\x02\x14\0\x14\0"[..],
            &[0; 8],
            &about,
            &[0; 10],
            &start,
            name.as_bytes(),
        ];
        list.extend(entry.concat());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let (start, length) = (number(out.len()), number(list.len()));
    out.extend(list);
    let end = [
        &b"PK\x05\x06\0\0\0\0"[..],
        &count,
        &count,
        &length,
        &start,
        &[0, 0],
    ];
    out.extend(end.concat());
    out
}

/// A PDF of one page on which this is drawn, with Helvetica as `/F1`.
pub fn pdf(drawn: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut out = "%PDF-1.7\n".to_owned();
    let mut list = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        list.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = out.len();
    let end = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    (out + &list + &end).into_bytes()
}
