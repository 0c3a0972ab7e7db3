/// Paths and texts of all files in `rules/`.
macro_rules! files {
    ($($file:literal),* $(,)?) => {
        const FILES: &[(&str, &str)] = &[$(($file, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../", $file)))),*];
    };
}

files![
    "rules/places.toml",
    "rules/gov-disclosure/kind.toml",
    "rules/gov-disclosure/forms.toml",
    "rules/gov-disclosure/mentions.toml",
    "rules/gov-disclosure/tables.toml",
    "rules/gov-disclosure/structure.toml",
    "rules/gov-disclosure/dates.toml",
    "rules/gov-disclosure/requests.toml",
    "rules/gov-disclosure/outcomes.toml",
    "rules/gov-disclosure/reviews.toml",
    "rules/gov-disclosure/documents.toml",
    "rules/gov-disclosure/figures.toml",
    "rules/gov-disclosure/wording.toml",
    "rules/gov-disclosure/series.toml",
    "rules/gov-disclosure/hebei.toml",
    "rules/gov-disclosure/shandong.toml",
    "rules/gov-disclosure/henan.toml",
    "rules/gov-disclosure/shaanxi.toml",
    "rules/gov-disclosure/shanghai.toml",
    "rules/gov-disclosure/guangdong.toml",
    "rules/gov-disclosure/jiangsu.toml",
    "rules/gov-disclosure/gansu-wuwei.toml",
    "rules/final-accounts/kind.toml",
    "rules/final-accounts/rules.toml",
    "rules/budget/kind.toml",
    "rules/budget/rules.toml",
    "rules/law-enforcement/kind.toml",
    "rules/law-enforcement/rules.toml",
    "rules/law-government/kind.toml",
    "rules/law-government/rules.toml",
    "rules/gov-website/kind.toml",
    "rules/gov-website/forms.toml",
    "rules/gov-website/sums.toml",
    "rules/gov-website/entries.toml",
    "rules/gov-website/dates.toml",
];
