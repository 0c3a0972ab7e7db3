//! Where the pages about rules are published, and the names of pages.

use crate::docs::markdown::anchor;
use gouji_core::text::Lang;

/// Where the site is published: the homepage of `Cargo.toml`, and nowhere else.
const PUBLISHED: &str = env!("CARGO_PKG_HOMEPAGE");
/// The packs whose rules have pages there: those that come along.
pub const PACKS: &[&str] = &[
    "national",
    "website",
    "yearly-accounts",
    "yearly-budget",
    "yearly-enforcement",
    "yearly-rule-of-law",
    "gansu-wuwei",
    "guangdong",
    "hebei",
    "henan",
    "jiangsu",
    "shaanxi",
    "shandong",
    "shanghai",
];

/// The address of the page about a rule, if its pack came with gouji.
pub fn published(pack: &str, rule: &str, lang: Lang) -> Option<String> {
    let known = PACKS.contains(&pack);
    known.then(|| format!("{PUBLISHED}/{}", Spot::Rule(rule).path(lang)))
}

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot<'a> {
    /// The first page.
    Home,
    /// A rule, by its id.
    Rule(&'a str),
    /// A pack, by its id.
    Pack(&'a str),
    /// The list of the handbook.
    Contents,
    /// A page of the handbook, by its name.
    Chapter(&'a str),
}

impl Spot<'_> {
    /// The path below the folder of the site.
    pub fn path(self, lang: Lang) -> String {
        let own = match self {
            Spot::Home => "index.html".into(),
            Spot::Rule(id) => format!("rules/{}.html", anchor(id)),
            Spot::Pack(id) => format!("packs/{}.html", anchor(id)),
            Spot::Contents => "handbook/index.html".into(),
            Spot::Chapter(name) => format!("handbook/{}.html", anchor(name)),
        };
        match lang {
            Lang::Zh => own,
            Lang::En => format!("en/{own}"),
        }
    }

    /// What leads from this page to the folder of the site.
    pub fn up(self, lang: Lang) -> &'static str {
        let deep = !matches!(self, Spot::Home);
        match (lang, deep) {
            (Lang::Zh, false) => "",
            (Lang::Zh, true) | (Lang::En, false) => "../",
            (Lang::En, true) => "../../",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_paths_of_the_site() {
        let address = published("national", "date-late", Lang::En).unwrap_or_default();
        assert!(address.starts_with("https://"));
        assert!(address.ends_with("/en/rules/date-late.html"));
        assert_eq!(published("ours", "date-late", Lang::Zh), None);
        assert_eq!(Spot::Chapter("packs").up(Lang::En), "../../");
    }
}
