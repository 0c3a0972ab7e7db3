//! What the build stored is what is read from the files.

#![allow(clippy::unwrap_used)]

use gouji_core::pack::{Bundle, Catalogue, Library, Pack, Source, SourceOrigin, store};
use gouji_core::rule::linear;
use gouji_core::text::Lang;
use gouji_packs::{BUNDLE, catalogue, catalogue_of, sources};

/// Kinds and rules as they are stored: without cases, sample and trail, with what rules say about cells.
fn stored(library: &Library) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    for (kind, rule) in library.all_rules() {
        let kind = library.kinds.iter().find(|k| k.id == kind).unwrap();
        for (form, program) in kind.forms.iter().zip(&rule.programs) {
            if let Some(program) = program {
                linear::instances(rule, program, form);
            }
        }
    }
    let kinds = library.kinds.iter();
    let kinds = kinds.map(|k| postcard::to_allocvec(k).unwrap());
    let rules = library.all_rules();
    let rules = rules.map(|(_, r)| postcard::to_allocvec(r).unwrap());
    (kinds.collect(), rules.collect())
}

#[test]
fn nothing_is_lost_on_the_way() {
    let opened = catalogue(Lang::default());
    let read = Catalogue::new(sources(), Lang::default());
    let mut seen = 0;
    for base in opened.packs().iter().filter(|p| p.base) {
        let own = opened.packs().iter().filter(|p| p.kind == base.kind);
        let places = own.flat_map(|p| &p.places).map(std::slice::from_ref);
        for places in std::iter::once(None).chain(places.map(Some)) {
            let chosen = opened.choose(&base.kind, None, places);
            let ids: Vec<&str> = chosen.iter().map(|p| p.id.as_str()).collect();
            let again: Vec<&Pack> = ids.iter().filter_map(|id| read.find(id)).collect();
            let (opened, read) = (opened.rules_for(&chosen), read.library(&again));
            assert_eq!(stored(&opened), stored(&read), "{ids:?}");
            assert!(opened.samples.is_empty(), "read anew: {ids:?}");
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn packed_texts_are_those_of_the_files() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
    for source in sources() {
        let text = std::fs::read_to_string(format!("{root}{}", source.name)).unwrap();
        assert!(*source.text == *text, "{}", source.name);
    }
}

#[test]
fn the_same_files_are_stored_as_the_same_bytes() {
    let [one, two] = [(); 2].map(|()| store(sources()).unwrap());
    assert_eq!(one, two);
}

#[test]
fn what_another_version_stored_is_read_anew() {
    static OLD: Bundle = Bundle::new(&["a.toml"], |_| "", || &[7, 7, 7]);
    let catalogue = Catalogue::bundled(&OLD, sources(), Lang::default());
    assert_eq!(
        catalogue.packs().len(),
        gouji_packs::catalogue(Lang::default()).packs().len()
    );
    assert!(!BUNDLE.sources().is_empty());
}

const OWN: &str = include_str!("../../../benches/own.toml");

/// The packs in `rules/`, and one of one's own on top.
fn own(more: &str) -> Vec<Source> {
    let head = "[pack]\nid = \"own\"\nextends = \"national\"\nname = \"own\"\n";
    let mut sources = sources();
    sources.push(Source {
        name: "own.toml".to_owned(),
        text: format!("{head}{more}").into(),
        origin: SourceOrigin::Explicit,
    });
    sources
}

#[test]
fn a_pack_on_top_is_what_reading_all_gives() {
    let rule = OWN.split_once("[[rule]]").unwrap().1;
    let rule = format!("[[rule]]{rule}");
    let cases = [
        (rule.as_str(), true),
        (
            "[override.\"period-missing\"]\nseverity = \"info\"\n",
            false,
        ),
        ("[[rule]]\nid = \"period-missing\"\ntitle = \"x\"\n", false),
        (
            "[[rule]]\nid = \"own-rule\"\ncheck = \"no such name > 0\"\n",
            false,
        ),
    ];
    for (more, quick) in cases {
        let opened = catalogue_of(own(more), Lang::Zh);
        let chosen = opened.choose("gov-disclosure", None, None);
        assert!(chosen.iter().any(|p| p.foreign));
        let problems = opened.problems_of(&chosen);
        let on_top = opened.rules_for(&chosen);
        let read = Catalogue::new(own(more), Lang::Zh);
        let chosen = read.choose("gov-disclosure", None, None);
        let whole = read.library(&chosen);
        assert_eq!(on_top.packs, whole.packs, "{more}");
        assert!(stored(&on_top) == stored(&whole), "{more}");
        assert_eq!(problems.len(), whole.problems.len(), "{more}");
        // what was read anew has the sample
        assert_eq!(on_top.samples.is_empty(), quick, "{more}");
    }
}
