//! Paths ↔ addresses of files.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;

/// The path of a `file:` address; `None` for others.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // a host, which is empty or `localhost`, ends where the path begins
    let at = rest.find('/')?;
    let decoded = decode(rest.get(at..)?)?;
    let bytes = decoded.as_bytes();
    let drive = matches!(bytes, [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    Some(match drive {
        true => PathBuf::from(decoded.get(1..)?),
        false => PathBuf::from(decoded),
    })
}

/// The name under which a document is read: its path, else its address.
pub fn name(uri: &Uri) -> PathBuf {
    path(uri).unwrap_or_else(|| PathBuf::from(uri.as_str()))
}

/// The address of a file.
pub fn of(path: &Path) -> Option<Uri> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let mut text = String::from("file://");
    if !shown.starts_with('/') {
        text.push('/');
    }
    for byte in shown.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    Uri::from_str(&text).ok()
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back() {
        for text in ["/a/b c.txt", "/年报/2024#1%.md"] {
            let uri = of(Path::new(text)).unwrap();
            assert_eq!(path(&uri).unwrap(), Path::new(text), "{}", uri.as_str());
        }
        let drive = Uri::from_str("file:///c%3A/a.txt").unwrap();
        assert_eq!(path(&drive).unwrap(), Path::new("c:/a.txt"));
        assert_eq!(path(&Uri::from_str("untitled:Untitled-1").unwrap()), None);
    }
}
