//! What gouji is built from: licences that `deny.toml` allows, one source, no package that wants a newer Rust.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

/// Packages of which two versions are there, because packages that we use want different ones. To be shortened, not to
/// grow without a look at what causes it.
const TWICE: &[&str] = &[
    "bitflags",
    "embedded-io",
    "fluent-uri",
    "getrandom",
    // of the tests (jsonschema), beside that of arrow and parquet
    "num-bigint",
    "r-efi",
    "syn",
    "unicode-width",
];

/// What cargo knows of all packages.
static PACKAGES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args([
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--all-features",
    ]);
    let output = command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    all["packages"].as_array().unwrap().clone()
});

fn deny() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn strings(value: &toml::Value) -> Vec<String> {
    let all = value.as_array().unwrap().iter();
    all.map(|v| v.as_str().unwrap().to_owned()).collect()
}

fn name(package: &Value) -> &str {
    package["name"].as_str().unwrap()
}

/// Packages that are not part of this one.
fn others() -> impl Iterator<Item = &'static Value> {
    PACKAGES
        .iter()
        .filter(|p| !name(p).starts_with(env!("CARGO_PKG_NAME")))
}

/// Whether what a package says about its licence can be fulfilled with licences that are allowed: alternatives of
/// licences that hold together. Brackets stand around alternatives only.
fn is_allowed(licence: &str, allowed: &[String]) -> bool {
    if licence.contains(" AND ") {
        return licence.split(" AND ").all(|part| is_allowed(part, allowed));
    }
    let bare = licence.trim_matches(['(', ')']).replace('/', " OR ");
    bare.split(" OR ")
        .any(|one| allowed.iter().any(|a| a == one.trim()))
}

#[test]
fn licences_are_allowed_and_each_that_is_allowed_is_met() {
    let allowed = strings(&deny()["licenses"]["allow"]);
    let said = |p: &Value| p["license"].as_str().unwrap_or("none").to_owned();
    let wrong: Vec<String> = others()
        .filter(|p| !is_allowed(&said(p), &allowed))
        .map(|p| format!("{}: {}", name(p), said(p)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(others().count() > 100);
    for licence in &allowed {
        assert!(
            others().any(|p| said(p).contains(licence)),
            "{licence} is not needed"
        );
    }
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let allowed = ["MIT", "Unicode-3.0"].map(str::to_owned);
    for licence in [
        "MIT",
        "Apache-2.0/MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
    ] {
        assert!(is_allowed(licence, &allowed), "{licence}");
    }
    for licence in [
        "GPL-3.0",
        "none",
        "MIT AND GPL-3.0",
        "(GPL-3.0 OR Apache-2.0) AND MIT",
    ] {
        assert!(!is_allowed(licence, &allowed), "{licence}");
    }
}

#[test]
fn packages_come_from_one_place() {
    let source = |p: &Value| p["source"].as_str().unwrap_or("a folder").to_owned();
    let sources: BTreeSet<String> = others().map(source).collect();
    let known = strings(&deny()["sources"]["allow-registry"]);
    let known: BTreeSet<String> = known.iter().map(|s| format!("registry+{s}")).collect();
    assert_eq!(sources, known);
}

#[test]
fn no_package_wants_a_newer_rust() {
    let number = |version: &str| -> Vec<u32> {
        let mut parts: Vec<u32> = version.split('.').map(|p| p.parse().unwrap()).collect();
        parts.resize(3, 0);
        parts
    };
    let ours = number(env!("CARGO_PKG_RUST_VERSION"));
    let wrong: Vec<String> = others()
        .filter_map(|p| Some((name(p), p["rust_version"].as_str()?)))
        .filter(|(_, wanted)| number(wanted) > ours)
        .map(|(name, wanted)| format!("{name} wants {wanted}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn packages_that_are_there_twice_are_known() {
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for package in others() {
        *versions.entry(name(package)).or_default() += 1;
    }
    let twice = versions.into_iter().filter(|(_, n)| *n > 1);
    let twice: Vec<&str> = twice.map(|(name, _)| name).collect();
    assert_eq!(twice, TWICE);
}

#[test]
fn lines_are_broken_without_tables_of_all_languages() {
    let icu: Vec<&str> = others()
        .map(name)
        .filter(|n| n.starts_with("icu_"))
        .collect();
    let why = "textwrap 0.16.3 and later need 24 packages more: cargo update -p textwrap --precise 0.16.2";
    assert!(icu.is_empty(), "{why}: {icu:?}");
}
