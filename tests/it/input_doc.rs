//! Old Word documents: what nobody sees is no text.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::{Cursor, Write};

use gouji::input;
use proptest::prelude::*;

/// Where the text begins; pages of properties stand before it.
const TEXT: usize = 2048;
const CHARACTERS: usize = 2;
const PARAGRAPHS: usize = 3;

fn four(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap().to_le_bytes()
}

/// A change: its code and its operand.
fn change(code: u16, operand: &[u8]) -> Vec<u8> {
    [&code.to_le_bytes()[..], operand].concat()
}

/// A page that says which properties hold for stretches of the text; those of paragraphs have their style in front.
fn page(stretches: &[(usize, Vec<u8>)], of_paragraphs: bool) -> Vec<u8> {
    let mut page = vec![0_u8; 512];
    let mut at = TEXT;
    page[..4].copy_from_slice(&four(at));
    let step = if of_paragraphs { 13 } else { 1 };
    let mut free = 510;
    for (nth, (length, list)) in stretches.iter().enumerate() {
        at += length;
        page[(nth + 1) * 4..(nth + 2) * 4].copy_from_slice(&four(at));
        let bytes = match of_paragraphs {
            // an odd number of bytes, and before it half of them and one
            true => {
                let mut list = [&[0, 0][..], list].concat();
                list.resize(list.len() | 1, 0);
                [&[u8::try_from(list.len() / 2 + 1).unwrap()][..], &list].concat()
            }
            false => [&[u8::try_from(list.len()).unwrap()][..], list].concat(),
        };
        free = (free - bytes.len()) / 2 * 2;
        page[free..free + bytes.len()].copy_from_slice(&bytes);
        let entry = (stretches.len() + 1) * 4 + nth * step;
        page[entry] = u8::try_from(free / 2).unwrap();
    }
    page[511] = u8::try_from(stretches.len()).unwrap();
    page
}

/// A document of one paragraph: so many bytes of text with these properties, one after the other.
fn doc(runs: &[(&str, Vec<u8>)], paragraph: Vec<u8>) -> Vec<u8> {
    let text: String = runs.iter().map(|(text, _)| *text).collect::<String>() + "\r";
    let mut head = vec![0_u8; TEXT];
    head[..4].copy_from_slice(&[0xec, 0xa5, 193, 0]);
    head[0x4c..0x50].copy_from_slice(&four(text.len()));
    let characters: Vec<(usize, Vec<u8>)> = runs
        .iter()
        .map(|(t, list)| (t.len(), list.clone()))
        .collect();
    head[CHARACTERS * 512..][..512].copy_from_slice(&page(&characters, false));
    head[PARAGRAPHS * 512..][..512].copy_from_slice(&page(&[(text.len(), paragraph)], true));
    let mut table = Vec::new();
    let whole = |number: usize| [four(TEXT), four(TEXT + text.len()), four(number)].concat();
    let list = [
        &four(0)[..],
        &four(text.len()),
        &[0, 0],
        &four((TEXT * 2) | (1 << 30)),
        &[0, 0],
    ]
    .concat();
    let pieces = [&[2][..], &four(list.len()), &list].concat();
    for (nth, part) in [
        (12, whole(CHARACTERS)),
        (13, whole(PARAGRAPHS)),
        (33, pieces),
    ] {
        let at = 0x9a + nth * 8;
        head[at..at + 4].copy_from_slice(&four(table.len()));
        head[at + 4..at + 8].copy_from_slice(&four(part.len()));
        table.extend(part);
    }
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut put = |name: &str, bytes: &[u8]| {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    };
    put("WordDocument", &[&head[..], text.as_bytes()].concat());
    put("0Table", &table);
    file.into_inner().into_inner()
}

fn read(runs: &[(&str, Vec<u8>)], paragraph: Vec<u8>) -> String {
    input::read("a.doc", &doc(runs, paragraph)).unwrap().text
}

fn white() -> Vec<u8> {
    change(0x6870, &[255, 255, 255, 0])
}

/// Shading by parts: what is in front, what is behind, and no pattern.
fn shade(code: u16, behind: [u8; 4], pattern: u8) -> Vec<u8> {
    change(
        code,
        &[&[10, 0, 0, 0, 255][..], &behind, &[pattern, 0]].concat(),
    )
}

#[test]
fn what_nobody_sees_is_left_out() {
    let unseen = [
        ("hidden", change(0x083c, &[1])),
        ("white by its number", change(0x2a42, &[8])),
        ("white by its parts", white()),
        ("nearly white", change(0x6870, &[250, 252, 255, 0])),
        ("one point", change(0x4a43, &[2, 0])),
        ("half a point", change(0x4a43, &[1, 0])),
        (
            "black on black",
            [change(0x2a42, &[1]), shade(0xca71, [0, 0, 0, 0], 0)].concat(),
        ),
        (
            "red on red, by numbers",
            [
                change(0x2a42, &[6]),
                change(0x4866, &(6_u16 << 5).to_le_bytes()),
            ]
            .concat(),
        ),
        (
            "white on a white marker",
            [white(), change(0x2a0c, &[8])].concat(),
        ),
    ];
    for (name, list) in unseen {
        assert_eq!(
            read(&[("ab", vec![]), ("cd", list), ("ef", vec![])], vec![]),
            "abef",
            "{name}"
        );
    }
}

#[test]
fn what_people_see_is_text() {
    let seen = [
        ("not hidden", change(0x083c, &[0])),
        (
            "the colour that goes with the paper",
            change(0x6870, &[255, 255, 255, 255]),
        ),
        ("no colour by its number", change(0x2a42, &[0])),
        ("black", change(0x2a42, &[1])),
        ("yellow", change(0x6870, &[255, 255, 0, 0])),
        ("two points", change(0x4a43, &[4, 0])),
        (
            "white on black",
            [white(), shade(0xca71, [0, 0, 0, 0], 0)].concat(),
        ),
        (
            "white on blue, by numbers",
            [white(), change(0x4866, &(2_u16 << 5).to_le_bytes())].concat(),
        ),
        (
            "white on a pattern",
            [white(), shade(0xca71, [255, 255, 255, 0], 5)].concat(),
        ),
        (
            "white on a yellow marker",
            [white(), change(0x2a0c, &[7])].concat(),
        ),
        (
            "white, then black",
            [white(), change(0x2a42, &[1])].concat(),
        ),
    ];
    for (name, list) in seen {
        assert_eq!(
            read(&[("ab", vec![]), ("cd", list), ("ef", vec![])], vec![]),
            "abcdef",
            "{name}"
        );
    }
}

#[test]
fn paragraphs_and_tables_say_what_is_below() {
    let runs = [("ab", vec![]), ("cd", white())];
    let black = shade(0xc64d, [0, 0, 0, 0], 0);
    assert_eq!(read(&runs, black), "abcd");
    assert_eq!(
        read(&runs, change(0x442d, &(1_u16 << 5).to_le_bytes())),
        "abcd"
    );
    assert_eq!(read(&runs, shade(0xc64d, [255, 255, 255, 0], 0)), "ab");
    // what tables are printed on is said elsewhere
    assert_eq!(read(&runs, change(0x2416, &[1])), "abcd");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Letters are left out where they have the colour of what is behind them.
    #[test]
    fn colours_are_compared(ink in any::<[u8; 3]>(), behind in any::<[u8; 3]>(), same in any::<bool>()) {
        let behind = if same { ink } else { behind };
        let apart = ink.iter().zip(&behind).any(|(a, b)| a.abs_diff(*b) > 8);
        let [r, g, b] = ink;
        let [x, y, z] = behind;
        let list = [change(0x6870, &[r, g, b, 0]), shade(0xca71, [x, y, z, 0], 0)].concat();
        let text = read(&[("ab", vec![]), ("cd", list)], vec![]);
        prop_assert_eq!(text, if apart { "abcd" } else { "ab" });
    }
}
