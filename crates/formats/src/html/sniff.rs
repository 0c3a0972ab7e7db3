//! Whether bytes are a web page. A text that mentions tags, or Markdown with a few of them, is none.

use super::tag::Tag;
use super::tree::Tree;

/// How much of a file is looked at, in bytes.
const LOOK: usize = 1 << 18;

/// How a page begins.
const BEGINNINGS: [&[u8]; 8] = [
    b"<!doctype html",
    b"<html",
    b"<head>",
    b"<head ",
    b"<body",
    b"<meta ",
    b"<title>",
    b"<link ",
];

/// Tells a web page, or a piece of one, by its content.
pub(crate) fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let wide = match head {
        [0xff, 0xfe, rest @ ..] => Some(rest.iter().step_by(2)),
        [0xfe, 0xff, _, rest @ ..] => Some(rest.iter().step_by(2)),
        _ => None,
    };
    if let Some(half) = wide {
        let narrow: Vec<u8> = half.copied().collect();
        return begins_page(&narrow);
    }
    let tags = head.iter().filter(|b| **b == b'<').count();
    tags > 0 && (begins_page(head) || tags > 3 && is_fragment(head))
}

/// Text or Markdown in which tables are written as in a page, as converters of scanned documents do.
pub(crate) fn holds_tables(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let opens = |tag: &[u8]| {
        let begins = head.windows(tag.len() + 1);
        let at = |w: &[u8]| match w.split_last() {
            Some((next, name)) => name.eq_ignore_ascii_case(tag) && !next.is_ascii_alphanumeric(),
            None => false,
        };
        begins
            .filter(|w| w.starts_with(b"<") && at(w))
            .take(2)
            .count()
    };
    head.contains(&b'<')
        && opens(b"<table") > 0
        && opens(b"</table") > 0
        && opens(b"<tr") > 1
        && opens(b"<td") > 1
}

fn begins_page(head: &[u8]) -> bool {
    let mut rest = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    loop {
        rest = rest.trim_ascii_start();
        let (opening, end): (&[u8], &[u8]) = (b"<!--", b"-->");
        let skip = match rest {
            r if r.starts_with(opening) => end,
            r if r.starts_with(b"<?xml") => b"?>",
            _ => break,
        };
        let Some(at) = rest.windows(skip.len()).position(|w| w == skip) else {
            return false;
        };
        rest = rest.get(at + skip.len()..).unwrap_or_default();
    }
    let begins = |word: &&[u8]| {
        let start = rest.get(..word.len());
        start.is_some_and(|s| s.eq_ignore_ascii_case(word))
    };
    BEGINNINGS.iter().any(begins)
}

/// A piece of a page: nearly all of its text stands in paragraphs, tables and other boxes, or its lines are ended by
/// tags.
fn is_fragment(head: &[u8]) -> bool {
    let tree = Tree::new(head);
    let (mut boxes, mut breaks) = (0, 0);
    for node in &tree.nodes {
        match node.tag {
            Tag::Break => breaks += 1,
            tag => boxes += usize::from(!tag.is_inline() && !node.hidden),
        }
    }
    let all = tree.chars(&(0..tree.nodes.len()));
    let top = tree.children(0..tree.nodes.len());
    let inside = top.filter(|(_, n)| !n.tag.is_inline());
    let inside: u32 = inside.map(|(at, _)| tree.chars(&tree.inside(at))).sum();
    let opens = head.trim_ascii_start().starts_with(b"<");
    let ends = head.windows(2).filter(|w| w == b"</").count();
    let share = if opens { 2 } else { 5 };
    let boxed = boxes > 1
        && (opens || ends > 2)
        && u64::from(all - inside.min(all)) * share < u64::from(all);
    let lines = head
        .split(|b| *b == b'\n')
        .filter(|l| !l.trim_ascii().is_empty());
    let (mut count, mut marks) = (0, 0);
    for line in lines {
        count += 1;
        marks += usize::from(matches!(line.trim_ascii_start(), [b'#' | b'|' | b'`', ..]));
    }
    marks == 0 && (boxed || breaks > 8 && breaks * 2 > count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_pieces_of_pages() {
        for page in [
            "<!DOCTYPE html><title>甲</title>",
            "\u{feff}\n<!-- saved from url=(0014)about:internet -->\r\n<HTML lang=zh>",
            "<?xml version='1.0' encoding='gbk'?>\n<!DOCTYPE html PUBLIC 'x'>",
            "<meta charset=gbk><p>甲",
            "<p>甲乙丙</p>\n<table><tr><td>1</td></tr></table>",
            "<div class=x><p>甲</p><p>乙</p></div>",
            "甲<p>乙丙丁戊己庚辛壬癸子丑寅卯辰巳</p><p>甲乙丙丁</p><p>甲乙丙丁戊己</p>",
            &"一、甲<br>\n".repeat(12),
        ] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        let wide: Vec<u8> = "\u{feff}<html>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(is_page(&wide));
    }

    #[test]
    fn texts_with_tables_as_in_pages() {
        let table =
            "<TABLE border=1>\n<tr><td>甲</td><td>1</td></tr>\n<tr><td>乙</td></tr></TABLE>";
        assert!(holds_tables(
            format!("# 甲\n\n一、乙\n{table}\n").as_bytes()
        ));
        for text in [
            "<table>里写<tr>和<td>，以</table>结束",
            "<tablet><tr><tr><td><td></table>",
            "",
        ] {
            assert!(!holds_tables(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn texts_that_mention_tags() {
        for text in [
            "",
            "一、总体情况",
            "用 <p> 和 <table> 标记段落与表格，<html> 是根，<br> 换行。</p>",
            "<p align=center><b>甲</b></p>\n\n# 一、总体情况\n\n文字文字文字文字\n",
            "# 标题\n\n<table><tr><td>1</td></tr></table>\n\n一段很长的文字，一段很长的文字。\n",
            "| 甲<br>乙 | 1<br>2 |\n| 甲<br>乙 | 1<br>2 |\n| 甲<br>乙 | 1<br>2 |\n",
            "收到<5件，>3件；<10件<20件<30件",
        ] {
            assert!(!is_page(text.as_bytes()), "{text}");
        }
    }
}
