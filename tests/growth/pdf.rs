//! PDF files.

use super::package::pdf as paper;
use super::{all, grows, read};
use gouji::input;

const DRAWN: [(&str, &str); 14] = [
    ("line of text", "1 0 0 1 50 700 Tm (Hello 12) Tj "),
    ("glyph at its place", "1 0 0 1 50 700 Tm (A) Tj "),
    ("moved text", "0 -1 Td (A) Tj "),
    ("numbers between", "[(A) -100 (B) 50 (C)] TJ "),
    ("box", "50 700 0.5 10 re f "),
    ("stroke", "50 700 m 90 700 l S "),
    ("corner", "1 1 l "),
    ("clip", "0 0 m 1 1 l W "),
    ("clip and end", "0 0 500 500 re W n "),
    ("state", "q 1 0 0 1 0 0 cm Q "),
    ("open state", "q "),
    ("font", "/F1 10 Tf "),
    ("area in colour", "1 0 0 rg 50 700 90 90 re f "),
    ("white on colours", "1 0 0 rg 50 700 90 90 re f 1 g (A) Tj "),
];

fn pdf(name: &str, count: usize) -> Vec<u8> {
    let piece = DRAWN.iter().find(|(n, _)| *n == name).unwrap().1;
    let all = piece.repeat(count);
    paper(&format!("BT /F1 10 Tf 50 700 Td (Hello) Tj {all} ET\n"))
}

#[test]
fn printed_documents() {
    let cases = all(&DRAWN, 1_500, |p| p.0);
    assert!(input::read("a", &pdf("line of text", 3)).is_ok());
    grows(&cases, &pdf, &read);
}
