//! Documents that gouji cannot read and LibreOffice can: asked where it is installed, said in the output, forbidden by
//! an option. A script stands for LibreOffice.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use crate::support;

use std::os::unix::fs::PermissionsExt;
use std::process::Output;
use std::{env, fs};

use support::{Bench, err, exits, json};

const RTF: &str = r"{\rtf1\ansi report}";

/// Runs gouji where LibreOffice is this script; `DOCX` in it is the path of a sample.
fn run(script: Option<&str>, args: &[&str]) -> Output {
    let bench = Bench::new();
    bench.file("a.rtf", RTF);
    fs::create_dir(bench.path().join("bin")).unwrap();
    if let Some(script) = script {
        let docx = format!(
            "{}/tests/fixtures/reports/wrong.docx",
            env!("CARGO_MANIFEST_DIR")
        );
        let script = script.replace("DOCX", &docx);
        let path = bench.file("bin/soffice", format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = bench.command(&[&["check", "--format", "json", "a.rtf"], args].concat());
    let path = format!("{}/bin", bench.path().display());
    command.env("PATH", format!("{path}:/bin:/usr/bin"));
    if script.is_none() {
        command.env("PATH", path);
    }
    // what another test was told is not told here
    command.env("GOUJI_CACHE_DIR", bench.path().join("cache"));
    command
        .env("TMPDIR", bench.path().join("bin"))
        .output()
        .unwrap()
}

/// Puts a document where the seventh argument says.
const WORKS: &str = "test -f \"$8\" && mkdir \"$7\" && cp 'DOCX' \"$7/document.docx\"";

#[test]
fn libreoffice_is_borrowed_and_named() {
    let output = run(Some(WORKS), &[]);
    exits(&output, 1);
    let report = &json(&output)["reports"][0];
    assert_eq!(
        (&report["path"], &report["format"]),
        (&"a.rtf".into(), &"docx".into())
    );
    let all = report["diagnostics"].as_array().unwrap();
    assert_eq!(all.len(), 8);
    assert!(all.iter().any(|d| d["rule"] == "converted"));
}

#[test]
fn without_it_the_error_says_what_to_do() {
    for (script, args) in [
        (Some(WORKS), &["--no-office"][..]),
        (None, &[]),
        (Some("exit 1"), &[]),
        (Some("exit 0"), &[]),
    ] {
        let output = run(script, args);
        exits(&output, 3);
        let said = err(&output);
        assert!(
            said.contains("a.rtf") && said.contains("另存为 .docx"),
            "{said}"
        );
    }
}
