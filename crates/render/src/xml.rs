//! Text in XML 1.0.

/// A text as it stands between double quotes. Line ends and tabs survive the parser.
pub fn attribute(text: &str) -> String {
    escaped(text, |c| match c {
        '\n' => Some("&#10;"),
        '\t' => Some("&#9;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// A text as it stands between tags. Some readers know no references there but those of markup.
pub fn content(text: &str) -> String {
    escaped(text, |c| (c == '\r').then_some(""))
}

fn escaped(text: &str, white: impl Fn(char) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => match white(c) {
                Some(reference) => out.push_str(reference),
                None => out.push(c),
            },
            // not even a reference may stand for these
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_do_no_harm() {
        assert_eq!(
            attribute("a<b>&\"\n\u{1b}甲"),
            "a&lt;b&gt;&amp;&quot;&#10;\u{fffd}甲"
        );
        assert_eq!(content("a\tb\n]]>\r"), "a\tb\n]]&gt;");
    }
}
