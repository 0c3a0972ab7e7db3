//! HTML as it is written: markup is fixed in the source, and everything else is escaped.

/// HTML on its way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Markup(String);

impl Markup {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Markup; only what stands in the source of this program.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A number.
    pub fn number(&mut self, n: usize) -> &mut Self {
        self.0.push_str(&n.to_string());
        self
    }

    /// The id of something in a report: `r` with its number, a letter, and a number of its own.
    pub fn id(&mut self, report: usize, letter: &'static str, n: usize) -> &mut Self {
        self.raw("r").number(report).raw(letter).number(n)
    }

    /// What was written elsewhere.
    pub fn add(&mut self, other: &Markup) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// Any text, between tags or between double quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|c| self.character(c));
        self
    }

    /// Any text, without its line ends: the parts of a word are joined again.
    pub fn joined(&mut self, text: &str) -> &mut Self {
        let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
        if let Some(first) = lines.next() {
            self.text(first);
        }
        for line in lines {
            let apart = self.0.ends_with(|c: char| c.is_ascii_alphanumeric());
            if apart && line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                self.0.push(' ');
            }
            self.text(line);
        }
        self
    }

    /// A value as JSON inside a script element; nothing in it ends the element.
    pub fn json(&mut self, value: &serde_json::Value) -> &mut Self {
        for c in value.to_string().chars() {
            match c {
                '<' => self.0.push_str("\\u003c"),
                '\u{2028}' => self.0.push_str("\\u2028"),
                '\u{2029}' => self.0.push_str("\\u2029"),
                c if steers(c) => self.0.push(char::REPLACEMENT_CHARACTER),
                c => self.0.push(c),
            }
        }
        self
    }

    fn character(&mut self, c: char) {
        match c {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\'' => self.0.push_str("&#39;"),
            '\n' | '\t' => self.0.push(c),
            '\r' => {}
            '\u{2028}' | '\u{2029}' => self.0.push('\n'),
            c if steers(c) => self.0.push(char::REPLACEMENT_CHARACTER),
            c => self.0.push(c),
        }
    }
}

/// Characters that no page may hold, and those that would turn the order of others around.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_texts_is_inert() {
        let hostile = "<script>\"'&]]>\u{0}\u{202e}</td>\r\n";
        let mut text = Markup::default();
        text.text(hostile);
        let wanted = "&lt;script&gt;&quot;&#39;&amp;]]&gt;\u{fffd}\u{fffd}&lt;/td&gt;\n";
        assert_eq!(text.as_str(), wanted);
        let mut json = Markup::default();
        json.json(&serde_json::Value::from("</script><!--\u{2028}\u{202e}"));
        assert_eq!(
            json.as_str(),
            "\"\\u003c/script>\\u003c!--\\u2028\u{fffd}\""
        );
    }

    #[test]
    fn lines_are_joined_as_a_reader_would() {
        let mut text = Markup::default();
        text.joined("甲\n  乙\r\n word\nword 丙\n丁\n");
        assert_eq!(text.as_str(), "甲乙word word 丙丁");
    }
}
