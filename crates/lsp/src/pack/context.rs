//! Where in a TOML text somebody stands, as far as it is written: a text that is being typed is no TOML yet.

use super::roles::{Role, role};
use super::scan::{Awaited, Step, scan};
use gouji_core::text::Span;

/// Where somebody stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The table, as in its header and within its values.
    pub table: Vec<String>,
    /// The same with the numbers of the tables.
    pub steps: Vec<Step>,
    /// The key of the value; `None` where a key stands.
    pub key: Option<String>,
    /// The word there, in or behind which the place is.
    pub word: Span,
    /// What stands in front of the word, in its string.
    pub before: String,
    /// The place is inside a string.
    pub quoted: bool,
}

/// Whether a sign is part of a name.
pub fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// What is known of a place.
pub fn context(text: &str, offset: usize) -> Context {
    let ahead = text.get(..offset).unwrap_or(text);
    let behind = text.get(offset..).unwrap_or_default();
    let start = ahead.trim_end_matches(is_name).len();
    let rest = behind.trim_start_matches(is_name).len();
    let word = Span::new(start, text.len() - rest);
    let scan = scan(ahead);
    let mut steps = scan.path;
    let mut key = None;
    // a key that is being typed is no part of the table
    if scan.awaited != Awaited::Key || scan.string.is_some() {
        key = steps.pop().map(|s| s.name);
    }
    let inside = scan.string.and_then(|from| text.get(from..start));
    Context {
        table: steps.iter().map(|s| s.name.clone()).collect(),
        steps,
        key: key.filter(|_| scan.awaited != Awaited::Key),
        word,
        before: inside.unwrap_or_default().to_owned(),
        quoted: scan.string.is_some(),
    }
}

impl Context {
    /// What the string stands for; behind no key, what the key that stands there does.
    pub fn role(&self) -> Role {
        let mut path: Vec<&str> = self.table.iter().map(String::as_str).collect();
        path.push(self.key.as_deref().unwrap_or_default());
        role(&path, self.key.is_none(), 0)
    }

    /// The same where names have no `-`, which takes something away there.
    pub fn in_expression(mut self, text: &str) -> Self {
        let word = self.word.of(text);
        if let Some((minus, _)) = word.rmatch_indices('-').next() {
            let (ahead, _) = word.split_at_checked(minus + 1).unwrap_or_default();
            self.before.push_str(ahead);
            let start = self.word.start as usize + ahead.len();
            self.word = Span::new(start, self.word.end as usize);
        }
        self
    }
}

/// The places where a name stands in strings, as a key or in the header of a table (`[override.name]`), as a whole word.
pub fn uses(text: &str, name: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(name) {
        let end = at + name.len();
        let left = text.get(..at).and_then(|t| t.chars().next_back());
        let right = text.get(end..).and_then(|t| t.chars().next());
        if [left, right].into_iter().flatten().any(is_name) {
            continue;
        }
        let line = text
            .get(..at)
            .and_then(|t| t.rsplit('\n').next())
            .unwrap_or_default();
        let string = line.matches(['"', '\'']).count() % 2 == 1;
        let sets = text
            .get(end..)
            .unwrap_or_default()
            .trim_start()
            .starts_with('=');
        let comment = line.trim_start().starts_with('#');
        let header = line.trim_start().starts_with('[') && left == Some('.');
        if (string || header || (sets && line.trim().is_empty())) && !comment {
            found.push(Span::new(at, end));
        }
    }
    found
}

/// The places where a name is defined: `id = "name"`, and tables of parameters.
pub fn definitions(text: &str, name: &str) -> Vec<Span> {
    let is_id = |span: &Span| {
        let ahead = text.get(..span.start as usize).unwrap_or_default();
        let line = ahead.rsplit('\n').next().unwrap_or_default();
        let key = line.split('=').next().unwrap_or_default().trim();
        line.contains('=') && (key == "id" || key == "name" && ahead.contains("[[param]]"))
    };
    uses(text, name).into_iter().filter(is_id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[[rule]]\nid = \"a-b\"\ncheck = \"申请[总计, 列] == 3\"\nsev\n";

    fn at(mark: &str) -> Context {
        context(TEXT, TEXT.find(mark).unwrap() + mark.len())
    }

    #[test]
    fn a_place_is_known_by_what_stands_before_it() {
        let cell = at("申请[总");
        assert_eq!(
            (cell.table, cell.key),
            (vec!["rule".to_owned()], Some("check".to_owned()))
        );
        assert_eq!(
            (cell.word.of(TEXT), cell.before.as_str()),
            ("总计", "申请[")
        );
        assert!(cell.quoted);
        let key = at("sev");
        assert_eq!((key.key, key.word.of(TEXT)), (None, "sev"));
    }

    #[test]
    fn a_header_may_quote_names() {
        let text = "[override.\"结转 1\"]\nx = [\n[1],\n[\"a\"],\n";
        let here = context(text, text.len());
        assert_eq!(here.table, ["override", "结转 1"]);
    }

    #[test]
    fn names_are_whole_words() {
        assert_eq!(uses(TEXT, "a-b").len(), 1);
        assert_eq!(uses(TEXT, "a").len(), 0);
        assert_eq!(uses("[override.a-b]\n[a-b]\nx = [1.a-b]\n", "a-b").len(), 1);
        assert_eq!(definitions(TEXT, "a-b").len(), 1);
        assert_eq!(definitions(TEXT, "总计").len(), 0);
    }

    #[test]
    fn tables_within_values_are_tables() {
        let text = "[[form.table]]\nid = \"t\"\ncolumn = [\n  { id = \"a\", label = \"x\" },\n  { id = \"b\", un";
        let here = context(text, text.len());
        assert_eq!(here.table, ["form", "table", "column"]);
        assert_eq!((here.key, here.word.of(text)), (None, "un"));
        let here = context(text, text.find("\"x").unwrap() + 2);
        assert_eq!((here.key.as_deref(), here.quoted), (Some("label"), true));
        let next = "[[rule]]\nlet = { a = \"1\"\ncheck = \"a ";
        let here = context(next, next.len());
        assert_eq!((here.table.len(), here.key.as_deref()), (1, Some("check")));
    }
}
