//! A folder of pages about packs: one for each rule, one for each pack, the handbook, and a search, in Chinese and English.
//! The pages fetch nothing but what lies beside them, and can be read from disk.
//!
//! - `address`: the names of pages, and where they are published; `frame`: what stands around each page.
//! - `rule` and `example`: the page of a rule; `shelf`: that of a pack, and the first page.
//! - `chapter`: pages of the handbook, from Markdown; `search`: what the search looks through.

mod address;
mod chapter;
mod example;
mod frame;
mod messages;
mod rule;
mod search;
mod shelf;

pub use address::{PACKS, published};

use gouji_core::pack::{Pack, Sample, Setting};
use gouji_core::report::Kind;
use gouji_core::rule::Rule;
use gouji_core::text::Lang;

use self::address::Spot;
use self::rule::Card;

const STYLE: &str = include_str!("site.css");
const SCRIPT: &str = include_str!("site.js");

/// The page that checks, in the folder of the site. Behind its address stands `#pack=` with a pack and a report: as JSON,
/// deflated, in letters of base64 for addresses.
pub const PLAYGROUND: &str = "gouji.html";

/// A pack with its rules.
#[derive(Clone, Debug)]
pub struct Shelf<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The kind of report that it is for.
    pub kind: &'a Kind,
    /// The sample report of that kind.
    pub sample: &'a Sample,
    /// The rules that it defines.
    pub rules: Vec<&'a Rule>,
    /// The rules of others that it changes, with what it sets.
    pub changed: Vec<(&'a Rule, Vec<&'a Setting>)>,
}

impl Shelf<'_> {
    /// What people call the pack.
    fn name(&self, lang: Lang) -> String {
        match self.pack.name.get(lang) {
            "" => self.pack.id.clone(),
            name => name.to_owned(),
        }
    }
}

/// A page of the handbook, in Markdown.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its name, which is part of its address.
    pub name: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Chapter {
    fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What the pages are made from.
#[derive(Clone, Debug)]
pub struct Site<'a> {
    /// The packs, those that others build on first.
    pub shelves: Vec<Shelf<'a>>,
    /// The handbook; may be empty.
    pub handbook: Vec<Chapter>,
    /// The page that checks lies in the folder as [`PLAYGROUND`]: examples run in it.
    pub playground: bool,
}

impl Site<'_> {
    /// All files: the path of each below the folder of the site, and its text.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![
            ("site.css".to_owned(), STYLE.to_owned()),
            ("site.js".to_owned(), SCRIPT.to_owned()),
        ];
        for lang in [Lang::Zh, Lang::En] {
            self.pages(lang, &mut files);
        }
        files
    }

    fn pages(&self, lang: Lang, files: &mut Vec<(String, String)>) {
        let mut add = |spot: Spot<'_>, page: String| files.push((spot.path(lang), page));
        add(Spot::Home, shelf::home(self, lang));
        for shelf in &self.shelves {
            add(Spot::Pack(&shelf.pack.id), shelf::pack(self, shelf, lang));
            for (at, rule) in shelf.rules.iter().enumerate() {
                let near = [at.checked_sub(1), at.checked_add(1)];
                let near = near.map(|n| n.and_then(|n| shelf.rules.get(n).copied()));
                let card = Card {
                    site: self,
                    shelf,
                    rule,
                    near,
                    lang,
                };
                add(Spot::Rule(&rule.id), card.page());
            }
        }
        if !self.handbook.is_empty() {
            add(Spot::Contents, chapter::contents(self, lang));
        }
        for chapter in &self.handbook {
            add(
                Spot::Chapter(&chapter.name),
                chapter::page(self, chapter, lang),
            );
        }
        let name = match lang {
            Lang::Zh => "search.zh.js",
            Lang::En => "search.en.js",
        };
        files.push((name.to_owned(), search::index(self, lang)));
    }
}
