//! Documents of Word 97 to 2003.

use super::{all, grows, read};
use gouji::input;
use std::io::{Cursor, Write};

/// Characters that are repeated, one byte each.
const CHARACTERS: [(&str, &[u8]); 14] = [
    ("paragraph", b"a\r"),
    ("blank paragraph", b"\r"),
    ("character", b"a"),
    ("tab", b"\t"),
    ("line", b"a\x0b"),
    ("page", b"a\x0c"),
    ("end of a cell", b"1\x07"),
    ("field", b"\x13X\x14a\x15"),
    ("open field", b"\x13"),
    ("open field with its result", b"\x13X\x14a"),
    ("end of a field", b"\x15"),
    ("code", b"\x13XXXXXXXX"),
    ("sign", b"\x01\x08\x02"),
    ("numbered paragraph", b"b\r"),
];

/// A part of the table stream: its number, its bytes, and those that stand behind it and are not counted.
type Part<'a> = (usize, &'a [u8], &'a [u8]);

fn container(text: &[u8], parts: &[Part<'_>]) -> Vec<u8> {
    const TEXT: usize = 2048;
    let number = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let mut head = vec![0_u8; TEXT];
    head[..4].copy_from_slice(&[0xec, 0xa5, 193, 0]);
    head[0x4c..0x50].copy_from_slice(&number(text.len()));
    let mut table = Vec::new();
    for (nth, part, behind) in parts {
        let at = 0x9a + nth * 8;
        head[at..at + 4].copy_from_slice(&number(table.len()));
        head[at + 4..at + 8].copy_from_slice(&number(part.len()));
        table.extend([*part, *behind].concat());
    }
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut put = |name: &str, bytes: &[u8]| {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    };
    put("WordDocument", &[head.as_slice(), text].concat());
    put("0Table", &table);
    file.into_inner().into_inner()
}

/// Where the characters stand: all in one piece, a byte each.
fn pieces(length: usize) -> Vec<u8> {
    let number = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let start = number((2048 * 2) | (1 << 30));
    let list = [&number(0)[..], &number(length), &[0, 0], &start, &[0, 0]].concat();
    [&[2][..], &number(list.len()), &list].concat()
}

/// A style by which each paragraph is numbered, and the list, whose level writes so many characters.
fn numbered(characters: usize) -> [Vec<u8>; 4] {
    let two = |n: usize| u16::try_from(n).unwrap().to_le_bytes();
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let name = wide("Normal");
    let mut style = [
        &[0_u8, 0][..],
        &[0xf1, 0xff],
        &[2, 0, 0, 0, 0, 0],
        &two(6),
        &name,
        &[0, 0],
    ]
    .concat();
    style.extend([&two(6)[..], &[0, 0], &[0x0b, 0x46], &[1, 0], &[0, 0]].concat());
    let head = [&[1_u8, 0, 10, 0][..], &[0; 14]].concat();
    let sheet = [&two(head.len())[..], &head, &two(style.len()), &style].concat();
    let list = [
        &[1_u8, 0, 7, 0, 0, 0, 7, 0, 0, 0][..],
        &[0xff, 0x0f].repeat(9),
        &[1, 0],
    ]
    .concat();
    let words = wide(&"A".repeat(characters));
    let level = [
        &[1_u8, 0, 0, 0, 0, 0][..],
        &[0; 22],
        &two(characters),
        &words,
    ]
    .concat();
    let uses = [&[1_u8, 0, 0, 0, 7, 0, 0, 0][..], &[0; 12]].concat();
    [sheet, list, level, uses]
}

fn doc(name: &str, count: usize) -> Vec<u8> {
    let text = CHARACTERS.iter().find(|(n, _)| *n == name).unwrap().1;
    let text = [b"Title\r", text.repeat(count).as_slice(), b"\r"].concat();
    let pieces = pieces(text.len());
    let [sheet, list, level, uses] = numbered(20);
    let end = [0xff_u8; 4];
    match name {
        "numbered paragraph" => container(
            &text,
            &[
                (1, &sheet, &[]),
                (73, &list, &level),
                (74, &uses, &end),
                (33, &pieces, &[]),
            ],
        ),
        _ => container(&text, &[(33, &pieces, &[])]),
    }
}

#[test]
fn old_word_documents() {
    let document = input::read("a", &doc("paragraph", 3)).unwrap();
    assert_eq!(document.text, "Title\na\na\na");
    let document = input::read("a", &doc("numbered paragraph", 2)).unwrap();
    assert!(document.text.contains("AAAA"), "{}", document.text);
    let cases = all(&CHARACTERS, 4_000, |c| c.0);
    grows(&cases, &doc, &read);
}
