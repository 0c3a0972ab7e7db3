//! Tables whose keys are names that people choose.

use super::{At, Fields, Mixed, name, span};
use toml::Spanned;
use toml::de::DeValue;

impl<'f, 's> Fields<'f, 's> {
    /// All keys with their strings: a table whose keys are names. A number is taken as its text.
    pub fn entries(&self) -> Vec<(At<String>, Vec<At<String>>)> {
        let all = self.table.iter();
        all.map(|(key, value)| (name(key), self.strings_or_number(value)))
            .collect()
    }

    /// All keys, each with the table or the strings under it.
    pub fn mixed(&self) -> Vec<(At<String>, Mixed<'f, 's>)> {
        let all = self.table.iter();
        let one = |value: &'f Spanned<DeValue<'s>>| match value.get_ref().as_table() {
            Some(table) => Mixed::Table(Fields::new(self.file, table, span(value))),
            None => Mixed::Texts(self.strings_or_number(value)),
        };
        all.map(|(key, value)| (name(key), one(value))).collect()
    }

    /// All keys with their tables: a table whose keys are names of tables.
    pub fn named_tables(&self) -> Vec<(At<String>, Fields<'f, 's>)> {
        let all = self.table.iter();
        all.filter_map(|(key, value)| Some((name(key), self.as_table(value)?)))
            .collect()
    }
}
