//! What the schemas of packs and configurations say about keys.

use std::sync::OnceLock;

use lsp_types::LSPAny;

use gouji_core::text::Lang;

/// A schema that comes along.
#[derive(Clone, Copy, Debug)]
pub struct Schema(&'static LSPAny);

impl Schema {
    /// The schema of a file by its name.
    pub fn of(name: &str) -> Option<Self> {
        static PACK: OnceLock<Option<LSPAny>> = OnceLock::new();
        static CONFIG: OnceLock<Option<LSPAny>> = OnceLock::new();
        let (known, text) = match name == gouji_project::config::NAME {
            true => (&CONFIG, gouji_core::pack::config_schema()),
            false => (&PACK, gouji_core::pack::schema()),
        };
        known.get_or_init(|| text.parse().ok()).as_ref().map(Schema)
    }

    /// What is said of the table with a header, in each of the shapes that it may have.
    fn tables(self, path: &[String]) -> Vec<&'static LSPAny> {
        let mut at = self.shapes(self.0);
        for part in path {
            let next = at.iter().filter_map(|shape| {
                let known = shape.get("properties").and_then(|p| p.get(part.as_str()));
                known.or_else(|| shape.get("additionalProperties"))
            });
            at = next.flat_map(|value| self.shapes(value)).collect();
        }
        at
    }

    /// The shapes that a value may have; of a list, those of its items.
    fn shapes(self, value: &'static LSPAny) -> Vec<&'static LSPAny> {
        let mut found = Vec::new();
        let mut open = vec![value];
        // a schema is no deeper than that
        for _ in 0..64 {
            let Some(next) = open.pop() else {
                break;
            };
            let next = self.resolved(next);
            let several = ["anyOf", "oneOf"].iter().filter_map(|key| next.get(key));
            let several = several.filter_map(LSPAny::as_array).flatten();
            open.extend(several);
            match next.get("items") {
                Some(items) => open.push(items),
                None => found.push(next),
            }
        }
        found
    }

    /// What is said of a key.
    fn key(self, path: &[String], key: &str) -> Option<&'static LSPAny> {
        let mut tables = self.tables(path).into_iter();
        tables.find_map(|t| t.get("properties")?.get(key))
    }

    /// What a reference stands for; a few steps are enough for every schema that ends.
    fn resolved(self, mut at: &'static LSPAny) -> &'static LSPAny {
        for _ in 0..8 {
            let name = at.get("$ref").and_then(LSPAny::as_str);
            let Some(name) = name.and_then(|n| n.strip_prefix("#/$defs/")) else {
                break;
            };
            match self.0.get("$defs").and_then(|d| d.get(name)) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// The keys of a table, with what is said of them.
    pub fn keys(self, path: &[String], lang: Lang) -> Vec<(String, String)> {
        let tables = self.tables(path).into_iter();
        let all = tables.filter_map(|t| t.get("properties").and_then(LSPAny::as_object));
        let mut keys: Vec<(String, String)> = Vec::new();
        for (key, value) in all.flatten() {
            if keys.iter().all(|(k, _)| k != key) {
                keys.push((key.clone(), said(value, lang)));
            }
        }
        keys
    }

    /// What is said of a key.
    pub fn about(self, path: &[String], key: &str, lang: Lang) -> Option<String> {
        let value = self.key(path, key)?;
        Some(said(value, lang)).filter(|s| !s.is_empty())
    }

    /// The words that a key may have, and whether they stand in quotes.
    pub fn choices(self, path: &[String], key: &str) -> Vec<(String, bool)> {
        let mut words = Vec::new();
        let shapes = self.key(path, key).map(|value| self.shapes(value));
        for shape in shapes.into_iter().flatten() {
            let several = shape.get("enum").and_then(LSPAny::as_array);
            let all = several.into_iter().flatten().chain(shape.get("const"));
            words.extend(all.filter_map(|word| match word {
                LSPAny::String(text) => Some((text.clone(), true)),
                LSPAny::Bool(flag) => Some((flag.to_string(), false)),
                _ => None,
            }));
            if shape.get("type").and_then(LSPAny::as_str) == Some("boolean") {
                words.extend(["true", "false"].map(|w| (w.to_owned(), false)));
            }
        }
        words
    }

    /// What a key may be, as an example.
    pub fn examples(self, path: &[String], key: &str) -> Vec<String> {
        let value = self.key(path, key);
        let own = value.and_then(|v| v.get("examples")?.as_array());
        own.into_iter().flatten().flat_map(words).collect()
    }
}

/// The words of an example: a text, or several.
fn words(example: &LSPAny) -> Vec<String> {
    let several = example.as_array().into_iter().flatten();
    let all = several.chain([example]).filter_map(LSPAny::as_str);
    all.map(str::to_owned).collect()
}

/// A description, which holds both languages.
fn said(value: &LSPAny, lang: Lang) -> String {
    let text = value
        .get("description")
        .and_then(LSPAny::as_str)
        .unwrap_or_default();
    match (text.split_once(" / "), lang) {
        (Some((zh, _)), Lang::Zh) => zh.to_owned(),
        (Some((_, en)), Lang::En) => en.to_owned(),
        (None, _) => text.to_owned(),
    }
}
