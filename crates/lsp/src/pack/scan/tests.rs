//! Texts, and the strings that are found in them.

use super::*;

fn paths(text: &str) -> Vec<String> {
    let scan = scan(text);
    let shown = scan.atoms.iter().filter(|a| !a.is_key).map(|a| {
        let steps = a.path.iter().map(|s| format!("{}{}", s.name, s.table));
        let path = steps.collect::<Vec<_>>().join(".");
        format!("{path}[{}]={}", a.nth, a.span.of(text))
    });
    shown.collect()
}

#[test]
fn strings_are_found_with_their_tables() {
    let text = "[pack]\nid = \"p\"\n[[rule]]\nin = [\"a\", 'b'] # \"c\"\nen = { x.y = \"d\" }\n\
        [[rule.case]]\nset = { \"e[f, g]\" = \"1\" }\n[[rule]]\ncase = [{ at = \"h\" }, { at = [\"i\"] }]\n\
        text = \"\"\"\nj = \"k\"\n\"\"\"\n[param.\"l m\"]\nby = 1\nz = \"n\"\n";
    let want = [
        "pack1.id0[0]=p",
        "rule2.in0[0]=a",
        "rule2.in0[1]=b",
        "rule2.en3.x0.y0[0]=d",
        "rule2.case4.set5.e[f, g]0[0]=1",
        "rule6.case7.at0[0]=h",
        "rule6.case8.at0[0]=i",
        "rule6.text0[0]=\nj = \"k\"\n",
        "param9.l m10.z0[0]=n",
    ];
    assert_eq!(paths(text), want);
}

#[test]
fn what_is_not_closed_ends_at_the_next_table_or_key() {
    let text = "[[rule]]\nid = \"a\ncase = [{ at = \"b\", \n  { at = \"c\"\nlet = { d = \"e\"\n[[rule]]\nid = \"f\"";
    let found = paths(text);
    assert_eq!(found.first().unwrap(), "rule1.id0[0]=a");
    assert_eq!(found.get(2).unwrap(), "rule1.case3.at0[0]=c");
    assert_eq!(found.get(3).unwrap(), "rule1.let4.d0[0]=e");
    assert_eq!(found.last().unwrap(), "rule5.id0[0]=f");
}

#[test]
fn every_part_of_a_text_is_read_to_its_end() {
    let text = concat!(
        include_str!("../../../tests/packs/own.toml"),
        include_str!("../../../tests/packs/part.toml"),
    );
    let whole: Vec<Span> = scan(text).atoms.iter().map(|a| a.span).collect();
    assert!(whole.len() > 200, "{}", whole.len());
    for (at, _) in text.char_indices() {
        let (ahead, behind) = text.split_at(at);
        for part in [ahead, behind] {
            let scan = scan(part);
            let fits = |a: &Atom| part.get(a.span.range()).is_some() && !a.path.is_empty();
            assert!(scan.atoms.iter().all(fits), "{at}");
            assert_eq!(scan.at, part.len());
        }
        // what is read of a beginning is read of the whole, but for the last word
        let atoms = scan(ahead).atoms;
        let read = atoms.iter().rev().skip(1).map(|a| a.span);
        assert!(
            read.rev()
                .eq(whole.iter().copied().take(atoms.len().saturating_sub(1))),
            "{at}"
        );
    }
}
