//! The JSON Schemas of pack files and of `gouji.toml`, for editors. A test holds them against the loader.

/// The JSON Schema (draft 2020-12) of pack files.
pub fn schema() -> &'static str {
    include_str!("../../../../rules/pack.schema.json")
}

/// The JSON Schema (draft 2020-12) of `gouji.toml`.
pub fn config_schema() -> &'static str {
    include_str!("../../../../rules/config.schema.json")
}
