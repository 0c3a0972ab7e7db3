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

    /// What is said of the table with a header.
    fn table(self, path: &[String]) -> Option<&'static LSPAny> {
        let mut at = self.0;
        for part in path {
            let known = at.get("properties").and_then(|p| p.get(part.as_str()));
            at = self.resolved(known.or_else(|| at.get("additionalProperties"))?);
            while let Some(items) = at.get("items") {
                at = self.resolved(items);
            }
        }
        Some(at)
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
        let table = self.table(path).and_then(|t| t.get("properties"));
        let all = table.and_then(LSPAny::as_object).into_iter().flatten();
        all.map(|(key, value)| (key.clone(), said(value, lang)))
            .collect()
    }

    /// What is said of a key.
    pub fn about(self, path: &[String], key: &str, lang: Lang) -> Option<String> {
        let value = self.table(path)?.get("properties")?.get(key)?;
        Some(said(value, lang)).filter(|s| !s.is_empty())
    }

    /// The words that a key may have.
    pub fn choices(self, path: &[String], key: &str) -> Vec<String> {
        let value = self.table(path).and_then(|t| t.get("properties")?.get(key));
        let words = value
            .map(|v| self.resolved(v))
            .and_then(|v| v.get("enum")?.as_array());
        let words = words.into_iter().flatten().filter_map(LSPAny::as_str);
        words.map(str::to_owned).collect()
    }
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
