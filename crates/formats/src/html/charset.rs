//! Bytes of a page → characters. What the page says of its encoding counts only where the bytes do not know better.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its encoding may be stated, in bytes.
const HEAD: usize = 4_096;

/// A decoded page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) text: String,
    /// As the WHATWG names it.
    pub(super) encoding: &'static str,
    /// Some bytes were no text in it.
    pub(super) damaged: bool,
}

/// Finds the encoding and decodes: byte-order mark, UTF-8, what the page states, GB18030, a guess.
pub(super) fn decode(bytes: &[u8]) -> Page {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Page {
            text: text.to_owned(),
            encoding: UTF_8.name(),
            damaged: false,
        };
    }
    let stated = stated(bytes.get(..HEAD).unwrap_or(bytes));
    let mut first = None;
    for encoding in stated.into_iter().chain([GB18030]) {
        let page = with(encoding, bytes);
        if !page.damaged {
            return page;
        }
        first = first.or(Some(page));
    }
    match (stated, first) {
        (Some(_), Some(page)) => page,
        _ => with(guess(bytes), bytes),
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Page {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Page {
        text: text.into_owned(),
        encoding: encoding.name(),
        damaged,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding that a page states: behind `charset=`, or behind `encoding=` in its XML declaration.
fn stated(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let text = String::from_utf8_lossy(&lower);
    let behind = |key: &str| {
        let mut rest = text.split(key).skip(1);
        rest.find_map(|r| {
            let value = r.trim_start().strip_prefix('=')?;
            let value = value.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
            let ends = |c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c));
            Encoding::for_label(value.split(ends).next()?.as_bytes())
        })
    };
    let xml = text.starts_with("<?xml").then(|| behind("encoding"));
    let encoding = behind("charset").or(xml.flatten())?;
    Some(match encoding {
        // pages that say GBK hold characters that only GB18030 has
        e if e == GBK => GB18030,
        // a page whose words can be read is not in UTF-16, whatever it says
        e if e == UTF_16LE || e == UTF_16BE => UTF_8,
        e => e,
    })
}

/// The bytes of a page with another text, in its encoding and with its byte-order mark; `None` where the old page would
/// not come out as it was. Characters that the encoding lacks become references.
pub fn encode(text: &str, old: &[u8]) -> Option<Vec<u8>> {
    let page = decode(old);
    let mark = Encoding::for_bom(old).map_or(0, |(_, length)| length);
    let (mark, rest) = old.split_at_checked(mark)?;
    let encoding = Encoding::for_label(page.encoding.as_bytes())?;
    (bytes(&page.text, encoding) == rest).then(|| [mark, &bytes(text, encoding)].concat())
}

/// A text as it will be read from the page: with references in place of the characters that the encoding lacks.
pub fn spelled(text: &str, old: &[u8]) -> Option<String> {
    let encoding = Encoding::for_label(decode(old).encoding.as_bytes())?;
    Some(with(encoding, &bytes(text, encoding)).text)
}

fn bytes(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    match encoding {
        e if e == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        e if e == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        e => e.encode(text).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<p>一、总体情况：收到申请12件，㐂镕。</p>";

    fn encoded(head: &str, encoding: &'static Encoding) -> (String, Vec<u8>) {
        let page = format!("{head}{TEXT}");
        let bytes = encoding.encode(&page).0.into_owned();
        (page, bytes)
    }

    #[test]
    fn encodings_are_found() {
        let xml = "<?xml version=\"1.0\" encoding=\"gb2312\"?>";
        let http = "<meta http-equiv='Content-Type' content='text/html; charset = gbk'>";
        for head in [
            "",
            "<meta charset=gb2312>",
            "<meta charset=\"utf-8\">",
            xml,
            http,
        ] {
            let (page, bytes) = encoded(head, GB18030);
            let read = decode(&bytes);
            assert_eq!((read.text, read.encoding), (page, "gb18030"), "{head}");
            assert!(!read.damaged);
        }
        let (page, bytes) = encoded("<meta charset=gbk>", UTF_8);
        assert_eq!(decode(&bytes).text, page);
        let (page, bytes) = encoded("<meta charset=big5>", encoding_rs::BIG5);
        assert_eq!(decode(&bytes).encoding, "Big5");
        assert!(page.len() > 10);
    }

    #[test]
    fn damage_is_kept_in_the_stated_encoding() {
        let (_, mut bytes) = encoded("<meta charset=gb2312>", GB18030);
        bytes.insert(40, 0xff);
        let read = decode(&bytes);
        assert_eq!(read.encoding, "gb18030");
        assert!(read.damaged && read.text.contains("总体情况"));
    }
}
