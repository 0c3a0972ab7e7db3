//! Paths as other programs want them.

use std::path::MAIN_SEPARATOR;

/// A path with `/` between its folders, and nothing that says "from here" in front.
pub(super) fn slashed(path: &str) -> String {
    straight(path, MAIN_SEPARATOR)
}

fn straight(path: &str, separator: char) -> String {
    let path = path.replace(separator, "/");
    match path.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.trim_start_matches('/').to_owned(),
        _ => path,
    }
}

/// A path as a URI: relative where it is relative, bytes of UTF-8 that may not stand in one as `%XX`.
pub(super) fn uri(path: &str) -> String {
    encoded(&slashed(path))
}

fn encoded(path: &str) -> String {
    let drive = matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let mut uri = match (drive, path.starts_with('/')) {
        (true, _) => "file:///".to_owned(),
        (false, true) => "file://".to_owned(),
        (false, false) => String::new(),
    };
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b':' if drive && at == 1 => uri.push(':'),
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_and_straight() {
        assert_eq!(straight("./a/b.txt", '/'), "a/b.txt");
        assert_eq!(straight(r".\甲\b.txt", '\\'), "甲/b.txt");
        assert_eq!(straight(r"a\b.txt", '/'), r"a\b.txt");
        assert_eq!(straight("../a.txt", '/'), "../a.txt");
    }

    #[test]
    fn what_may_not_stand_in_a_uri_is_encoded() {
        assert_eq!(encoded("报告/a b.txt"), "%E6%8A%A5%E5%91%8A/a%20b.txt");
        assert_eq!(encoded("a:b%#?.txt"), "a%3Ab%25%23%3F.txt");
        assert_eq!(encoded(r"a\b"), "a%5Cb");
        assert_eq!(encoded("<stdin>"), "%3Cstdin%3E");
        assert_eq!(encoded("/tmp/甲"), "file:///tmp/%E7%94%B2");
        assert_eq!(
            encoded(&straight(r"C:\甲\b.txt", '\\')),
            "file:///C:/%E7%94%B2/b.txt"
        );
        assert_eq!(encoded("//server/share/a"), "file:////server/share/a");
    }
}
