//! The bill of materials: what `.ci/sbom` writes names each package that the program is built from, and no other.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;

fn root() -> &'static str {
    env!("CARGO_MANIFEST_DIR")
}

/// The bill as it is written with a value of `SOURCE_DATE_EPOCH`; `None` where Python is too old to read TOML.
fn written(epoch: Option<&str>) -> Option<String> {
    let able = Command::new("python3")
        .args(["-c", "import tomllib"])
        .output()
        .is_ok_and(|o| o.status.success());
    if !able {
        assert!(std::env::var_os("GOUJI_NEEDS_CI_TOOLS").is_none());
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bom.json");
    let mut command = Command::new("python3");
    command.arg(format!("{}/.ci/sbom", root())).arg(&file);
    match epoch {
        Some(epoch) => command.env("SOURCE_DATE_EPOCH", epoch),
        None => command.env_remove("SOURCE_DATE_EPOCH"),
    };
    let done = command.output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    Some(fs::read_to_string(file).unwrap())
}

fn texts<'v>(values: &'v Value, key: &str) -> Vec<&'v str> {
    let all = values.as_array().unwrap().iter();
    all.map(|v| v[key].as_str().unwrap()).collect()
}

/// What cargo says that the program is built from, on all systems, as `name@version`.
fn packages() -> BTreeSet<String> {
    let all = [
        "tree",
        "--locked",
        "--target",
        "all",
        "--edges",
        "normal,build",
    ];
    let done = Command::new(env!("CARGO"))
        .args(all)
        .args(["--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(done.status.success());
    let text = String::from_utf8(done.stdout).unwrap();
    let lines = text.lines().filter_map(|line| {
        let (name, rest) = line.split_once(" v")?;
        Some(format!("{name}@{}", rest.split(' ').next()?))
    });
    lines.filter(|p| !p.starts_with("gouji@")).collect()
}

#[test]
fn the_bill_names_what_the_program_is_built_from() {
    let Some(text) = written(None) else { return };
    let bill: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(bill["bomFormat"], "CycloneDX");
    assert_eq!(bill["specVersion"], "1.5");
    let main = &bill["metadata"]["component"];
    assert_eq!(
        (&main["name"], &main["type"]),
        (&"gouji".into(), &"application".into())
    );
    let components = bill["components"].as_array().unwrap();
    let text = |c: &Value, key: &str| c[key].as_str().unwrap().to_owned();
    let named: Vec<(String, String)> = components
        .iter()
        .map(|c| (text(c, "name"), text(c, "version")))
        .collect();
    assert!(named.is_sorted(), "in order");
    let named = named
        .into_iter()
        .map(|(name, version)| format!("{name}@{version}"));
    assert_eq!(named.collect::<BTreeSet<_>>(), packages());
    // what stands in this repository has no digest in the lock file
    let others = components
        .iter()
        .filter(|c| !text(c, "name").starts_with("gouji-"));
    for component in others {
        let digest = component["hashes"][0]["content"].as_str().unwrap();
        assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()));
        let licence = component["licenses"][0]["expression"].as_str().unwrap();
        assert!(!licence.is_empty() && !licence.contains('/'), "{licence}");
    }
}

#[test]
fn what_depends_on_what_is_complete() {
    let Some(text) = written(None) else { return };
    let bill: Value = serde_json::from_str(&text).unwrap();
    let main = bill["metadata"]["component"]["bom-ref"].as_str().unwrap();
    let mut names: BTreeSet<&str> = texts(&bill["components"], "bom-ref").into_iter().collect();
    assert_eq!(names.len(), bill["components"].as_array().unwrap().len());
    assert!(names.insert(main));
    let edges = bill["dependencies"].as_array().unwrap().iter().map(|d| {
        let on = d["dependsOn"].as_array().unwrap().iter();
        (
            d["ref"].as_str().unwrap(),
            on.map(|r| r.as_str().unwrap()).collect::<Vec<_>>(),
        )
    });
    let edges: BTreeMap<&str, Vec<&str>> = edges.collect();
    assert_eq!(edges.keys().copied().collect::<BTreeSet<_>>(), names);
    let (mut seen, mut todo) = (BTreeSet::new(), vec![main]);
    while let Some(one) = todo.pop() {
        if seen.insert(one) {
            todo.extend(&edges[one]);
        }
    }
    assert_eq!(seen, names, "each is reached from the program");
}

#[test]
fn the_bill_is_the_same_each_time() {
    let Some(text) = written(None) else { return };
    assert_eq!(Some(&text), written(None).as_ref());
    assert!(!text.contains("serialNumber") && !text.contains("timestamp"));
    assert!(!text.contains(root()), "no path of this machine");
    let dated = written(Some("1714996800")).unwrap();
    let dated: Value = serde_json::from_str(&dated).unwrap();
    assert_eq!(dated["metadata"]["timestamp"], "2024-05-06T12:00:00Z");
}
