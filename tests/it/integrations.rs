//! What other tools read of this repository, and the examples of `docs/ci.md`: as far as it goes without these services.
//! YAML is read by Python; where that or pre-commit is absent, a test says that it was skipped, unless
//! `GOUJI_NEEDS_CI_TOOLS` is set.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::env;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::page;
use page::{blocks, root, text};

const PAGE: &str = "docs/ci.md";
/// Prints YAML as JSON.
const TO_JSON: &str =
    "import json, sys, yaml; json.dump(yaml.load(sys.stdin, yaml.BaseLoader), sys.stdout)";

fn skip(what: &str) {
    assert!(
        env::var_os("GOUJI_NEEDS_CI_TOOLS").is_none(),
        "{what} is needed"
    );
    eprintln!("skipped: {what} is not installed");
}

fn yaml(text: &str) -> Option<Value> {
    let python = Command::new("python3")
        .args(["-c", TO_JSON])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut python) = python else {
        skip("python3");
        return None;
    };
    python
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = python.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    if told.contains("No module named") {
        skip("PyYAML");
        return None;
    }
    assert!(output.status.success(), "{told}\n{text}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// The example with a mark.
fn example(mark: &str) -> String {
    let page = text(PAGE);
    let found = blocks(&page).into_iter().find(|b| b.mark == mark);
    found.unwrap_or_else(|| panic!("{PAGE}: {mark}")).body
}

/// A project with reports, and gouji as a command.
struct Project(TempDir);

impl Project {
    fn new(wrong: bool) -> Self {
        let project = Project(tempfile::tempdir().unwrap());
        fs::create_dir(project.path("reports")).unwrap();
        fs::create_dir(project.path("bin")).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_gouji"), project.path("bin/gouji")).unwrap();
        let mut sample = text("tests/samples/qinghe-2023.txt");
        if !wrong {
            sample = sample
                .lines()
                .take(1)
                .map(|line| format!("{line}\n"))
                .collect();
        }
        fs::write(project.path("reports/a.txt"), sample).unwrap();
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, program: &str, args: &[&str], variables: &[(&str, &str)]) -> Output {
        let path = env::var("PATH").unwrap();
        Command::new(program)
            .args(args)
            .current_dir(self.0.path())
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("HOME", self.path("home"))
            .env("GOUJI_CACHE_DIR", self.path("cache"))
            .env("GOUJI_LANG", "en")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// A program that writes down what it was asked for, and makes a gouji where cargo would.
    fn stub_of_cargo(&self) {
        let script = "#!/bin/sh\necho \"$@\" >>asked\n\
            while [ $# -gt 0 ]; do [ \"$1\" = --root ] && at=$2; shift; done\n\
            mkdir -p \"$at/bin\" && cp bin/gouji \"$at/bin/gouji\"\n";
        let cargo = self.path("bin/cargo");
        fs::write(&cargo, script).unwrap();
        fs::set_permissions(cargo, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// A release for this machine in the folder `mirror`, whose program is this one; with its address.
    fn release(&self, version: &str) -> String {
        let machine = env::consts::ARCH;
        let system = match env::consts::OS {
            "macos" => "apple-darwin",
            _ => "unknown-linux-musl",
        };
        let program = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_gouji"));
        fs::write(self.path("program"), program).unwrap();
        let folder = self.path(&format!("mirror/v{version}"));
        let (script, target) = (root("dist/archive.py"), format!("{machine}-{system}"));
        let words = [
            script.to_str().unwrap(),
            &target,
            "program",
            folder.to_str().unwrap(),
        ];
        let made = self.run("python3", &words, &[("SOURCE_DATE_EPOCH", "0")]);
        assert!(made.status.success(), "{}", said(&made));
        fs::copy(root("dist/install.sh"), folder.join("install.sh")).unwrap();
        format!("file://{}", self.path("mirror").display())
    }
}

/// The version that these sources have.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Releases that are not there.
const NOWHERE: (&str, &str) = ("GOUJI_RELEASES", "file:///nowhere");

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    )
}

fn is_json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

/// A step of the action by its name.
fn step(action: &Value, name: &str) -> String {
    let steps = action["runs"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["name"] == name);
    let step = step.unwrap_or_else(|| panic!("no step {name}"));
    assert_eq!(step["shell"], "bash");
    step["run"].as_str().unwrap().to_owned()
}

#[test]
fn the_action_installs_once_and_checks() {
    let Some(action) = yaml(&text("action.yml")) else {
        return;
    };
    assert_eq!(action["runs"]["using"], "composite");
    let project = Project::new(true);
    project.stub_of_cargo();
    let (out, path) = (project.path("out"), project.path("path"));
    let (out, path) = (out.to_str().unwrap(), path.to_str().unwrap());
    let here = root("");
    let variables = [
        ("SOURCE", here.to_str().unwrap()),
        ("VERSION", ""),
        ("REF", "main"),
        ("SHA256", ""),
        NOWHERE,
        ("REPOSITORY", "https://example.org/gouji"),
        ("GITHUB_OUTPUT", out),
        ("GITHUB_PATH", path),
    ];
    let bash = |script: &str, variables: &[(&str, &str)]| {
        project.run("bash", &["-eo", "pipefail", "-c", script], variables)
    };
    let named = bash(&step(&action, "Name what is to be installed"), &variables);
    assert!(named.status.success(), "{}", said(&named));
    let key = project.read("out");
    assert_eq!(key.trim_end().len(), "key=".len() + 16, "{key}");
    for _ in 0..2 {
        let installed = bash(&step(&action, "Install"), &variables);
        assert!(installed.status.success(), "{}", said(&installed));
    }
    let home = project.path("home/.gouji");
    let asked = format!(
        "install --locked --root {} --path {}\n",
        home.display(),
        here.display()
    );
    assert_eq!(project.read("asked"), asked);
    assert!(
        project
            .read("path")
            .starts_with(&format!("{}/bin\n", home.display()))
    );
    let variables = [
        ("PATHS", "reports/\n"),
        ("FAIL_ON", "error"),
        ("SARIF", "out.sarif"),
    ];
    let checked = bash(&step(&action, "Check"), &variables);
    assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
    assert!(said(&checked).contains("::error "), "{}", said(&checked));
    let sarif = is_json(&project.read("out.sarif"));
    assert!(!sarif["runs"][0]["results"].as_array().unwrap().is_empty());
}

/// The steps of the action about stored results, as GitHub runs them: they are saved when there are new ones, and under a
/// key of their own, for a cache that exists is never written again.
#[test]
fn the_action_saves_results_that_are_new() {
    let Some(action) = yaml(&text("action.yml")) else {
        return;
    };
    let steps = action["runs"]["steps"].as_array().unwrap();
    let of = |name: &str, path: &str| {
        let mut all = steps.iter();
        let is = |s: &&Value| {
            s["uses"].as_str().is_some_and(|u| u.starts_with(name)) && s["with"]["path"] == path
        };
        all.find(is)
            .unwrap_or_else(|| panic!("{name} {path}"))
            .clone()
    };
    for path in ["~/.gouji", "~/.gouji-results"] {
        let (restored, saved) = (
            of("actions/cache/restore@", path),
            of("actions/cache/save@", path),
        );
        assert_eq!(restored["with"]["key"], saved["with"]["key"]);
        assert!(saved["if"].is_string());
    }
    let results = of("actions/cache/restore@", "~/.gouji-results");
    let key = results["with"]["key"].as_str().unwrap();
    let from = results["with"]["restore-keys"].as_str().unwrap();
    assert!(
        key.starts_with(from) && key.contains("github.run_id"),
        "{key} {from}"
    );
    let saved = of("actions/cache/save@", "~/.gouji-results");
    // findings fail the job
    assert!(saved["if"].as_str().unwrap().contains("always()"));

    let project = Project::new(true);
    let out = project.path("out");
    let run = |name: &str, more: &[(&str, &str)]| {
        fs::write(&out, "").unwrap();
        let variables = [&[("GITHUB_OUTPUT", out.to_str().unwrap())], more].concat();
        let script = step(&action, name);
        let output = project.run("bash", &["-eo", "pipefail", "-c", &script], &variables);
        (output, project.read("out"))
    };
    let job = || {
        let (output, before) = run("Note the results that are there", &[]);
        assert!(output.status.success(), "{}", said(&output));
        let before = before
            .trim_end()
            .strip_prefix("digest=")
            .unwrap()
            .to_owned();
        let inputs = [
            ("PATHS", "reports/\n"),
            ("FAIL_ON", "error"),
            ("SARIF", "out.sarif"),
        ];
        assert_eq!(run("Check", &inputs).0.status.code(), Some(1));
        let (output, after) = run("Note whether there are new results", &[("BEFORE", &before)]);
        assert!(output.status.success(), "{}", said(&output));
        after
    };
    assert_eq!(job(), "changed=true\n");
    assert!(project.path("home/.gouji-results").is_dir());
    assert_eq!(job(), "changed=false\n");
    let report = project.read("reports/a.txt");
    fs::write(project.path("reports/b.txt"), report.replace("412", "413")).unwrap();
    assert_eq!(job(), "changed=true\n");
}

/// What the step that installs does: whether it succeeds, what it said, and what cargo was asked for.
fn installed(project: &Project, script: &str, more: &[(&str, &str)]) -> (bool, String, String) {
    let here = root("");
    let variables = [
        ("SOURCE", here.to_str().unwrap()),
        ("REPOSITORY", "https://example.org/gouji"),
        ("GITHUB_PATH", "path"),
    ];
    let variables = [variables.as_slice(), more].concat();
    let _ = fs::remove_dir_all(project.path("home"));
    fs::write(project.path("asked"), "").unwrap();
    let done = project.run("bash", &["-eo", "pipefail", "-c", script], &variables);
    (done.status.success(), said(&done), project.read("asked"))
}

#[test]
fn a_version_of_choice_is_installed_from_the_repository() {
    let Some(action) = yaml(&text("action.yml")) else {
        return;
    };
    let project = Project::new(true);
    project.stub_of_cargo();
    let script = step(&action, "Install");
    for version in ["v1", "some-branch"] {
        let (done, told, asked) = installed(&project, &script, &[("VERSION", version), NOWHERE]);
        let due = format!("--git https://example.org/gouji --rev {version} gouji\n");
        assert!(done && asked.ends_with(&due), "{asked} {told}");
    }
}

/// A release is fetched, and nothing is built; wrong bytes end the job; the action at a commit takes the release of that commit.
#[test]
fn the_action_fetches_a_release() {
    let Some(action) = yaml(&text("action.yml")) else {
        return;
    };
    let project = Project::new(true);
    project.stub_of_cargo();
    let script = step(&action, "Install");
    let mirror = project.release(VERSION);
    let releases = ("GOUJI_RELEASES", mirror.as_str());
    let program = project.path("home/.gouji/bin/gouji");
    let (tag, other) = (format!("v{VERSION}"), "0".repeat(40));
    let fetched = [
        ("REF", tag.as_str()),
        ("VERSION", VERSION),
        ("VERSION", &tag),
    ];
    for variable in fetched {
        let (done, told, asked) = installed(&project, &script, &[variable, releases]);
        assert!(
            done && asked.is_empty() && program.exists(),
            "{variable:?}: {asked} {told}"
        );
    }
    // of another commit, and of none
    for reference in [other.as_str(), "main"] {
        let (done, told, asked) = installed(&project, &script, &[("REF", reference), releases]);
        assert!(
            done && asked.contains("--path"),
            "{reference}: {asked} {told}"
        );
    }
    let version = project.run("gouji", &["--version"], &[]);
    let version = String::from_utf8(version.stdout).unwrap();
    if let Some((_, commit)) = version.trim().split_once('(') {
        let commit = format!("{}{}", commit.trim_end_matches(')'), "0".repeat(28));
        let (done, told, asked) = installed(&project, &script, &[("REF", &commit), releases]);
        assert!(done && asked.is_empty(), "{commit}: {asked} {told}");
    }
    let wrong = [("REF", tag.as_str()), ("SHA256", &other), releases];
    let (done, told, asked) = installed(&project, &script, &wrong);
    assert!(
        !done && asked.is_empty() && !program.exists(),
        "{asked} {told}"
    );
    assert!(told.contains("nothing is installed"), "{told}");
}

#[test]
fn the_workflow_uses_inputs_that_the_action_has() {
    let (Some(action), Some(workflow)) = (yaml(&text("action.yml")), yaml(&example("github")))
    else {
        return;
    };
    let steps = workflow["jobs"]["gouji"]["steps"].as_array().unwrap();
    let uses = |name: &str| {
        let step = steps
            .iter()
            .find(|s| s["uses"].as_str().is_some_and(|u| u.starts_with(name)));
        step.unwrap_or_else(|| panic!("{name}"))["with"].clone()
    };
    for (input, _) in uses("OWNER/gouji@").as_object().unwrap() {
        assert!(
            action["inputs"][input]["description"].is_string(),
            "{input}"
        );
    }
    let upload = uses("github/codeql-action/upload-sarif@");
    assert_eq!(upload["sarif_file"], action["inputs"]["sarif"]["default"]);
}

#[test]
fn the_job_of_gitlab_writes_what_it_hands_over() {
    let Some(jobs) = yaml(&example("gitlab")) else {
        return;
    };
    let job = &jobs["gouji"];
    // results are kept when findings fail the job
    assert_eq!(job["cache"]["when"], "always");
    assert_eq!(job["variables"]["GOUJI_VERSION"], VERSION);
    let project = Project::new(true);
    let mirror = project.release(VERSION);
    let lines = |key: &str| -> Vec<String> {
        let lines = job[key].as_array().unwrap().iter();
        lines.map(|l| l.as_str().unwrap().to_owned()).collect()
    };
    let script = [lines("before_script"), lines("script")]
        .concat()
        .join("\n");
    let run = |releases: &str| {
        let variables = [("GOUJI_VERSION", VERSION), ("GOUJI_RELEASES", releases)];
        project.run("sh", &["-ec", &script], &variables)
    };
    let output = run(&mirror);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(project.path(".gouji/bin/gouji").exists());
    let artifacts = &job["artifacts"];
    assert_eq!(artifacts["when"], "always");
    let file = |kind: &str| project.read(artifacts["reports"][kind].as_str().unwrap());
    assert!(!is_json(&file("codequality")).as_array().unwrap().is_empty());
    assert!(file("junit").contains("<failure"));
    // once it is there nothing is fetched; where the release cannot be fetched the wheel is taken
    let output = run(NOWHERE.1);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    fs::remove_dir_all(project.path(".gouji")).unwrap();
    let pip =
        "#!/bin/sh\necho \"$@\" >asked\nmkdir -p .gouji/bin && cp bin/gouji .gouji/bin/gouji\n";
    fs::write(project.path("bin/pip"), pip).unwrap();
    fs::set_permissions(project.path("bin/pip"), fs::Permissions::from_mode(0o755)).unwrap();
    let output = run(NOWHERE.1);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let asked = project.read("asked");
    assert!(asked.ends_with(&format!(" gouji=={VERSION}\n")), "{asked}");
}

#[test]
fn commands_for_other_services_work() {
    let project = Project::new(true);
    let output = project.run("sh", &["-ec", &example("sh")], &[]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(project.read("gouji.xml").contains("<testcase"));
    assert!(project.read("checkstyle.xml").contains("<error"));
    is_json(&project.read("gouji.rdjson"));
}

/// Hooks as pre-commit runs them: their entry, the arguments, the names of files that match.
#[test]
fn hooks_pass_over_what_is_no_report() {
    let Some(all) = yaml(&text(".pre-commit-hooks.yaml")) else {
        return;
    };
    let project = Project::new(true);
    fs::write(
        project.path("README.md"),
        "# Notes\n\nsome words, and more\n",
    )
    .unwrap();
    for hook in all.as_array().unwrap() {
        let entry = hook["entry"].as_str().unwrap();
        let run = |files: &str| {
            let script = format!("{entry} --fail-on warning {files}");
            project.run("sh", &["-ec", &script], &[])
        };
        let output = run("README.md");
        assert!(output.status.success(), "{entry}: {}", said(&output));
        assert!(!said(&output).contains("not-a-report"), "{}", said(&output));
        assert_eq!(
            run("README.md reports/a.txt").status.code(),
            Some(1),
            "{entry}"
        );
        let files = hook["files"].as_str().unwrap();
        let exclude = hook["exclude"].as_str().unwrap();
        let matches =
            |pattern: &str, name: &str| regex::Regex::new(pattern).unwrap().is_match(name);
        assert!(matches(files, "r/a.txt") && !matches(exclude, "r/a.txt"));
        assert!(matches(exclude, "r/a.marked.txt"));
    }
    assert_eq!(
        project.read("README.md"),
        "# Notes\n\nsome words, and more\n"
    );
}

/// The line of the page for those who look at a branch only.
#[test]
fn what_a_branch_has_changed_is_checked() {
    let project = Project::new(true);
    let git = "git -c user.name=x -c user.email=x@example.org";
    let script = format!(
        "git init -q -b main && git add reports && {git} commit -qm one && git checkout -qb more && echo >notes.txt \
         && git add notes.txt && {git} commit -qm two"
    );
    assert!(project.run("sh", &["-ec", &script], &[]).status.success());
    let line = example("changed");
    let output = project.run("sh", &["-ec", &line], &[]);
    assert!(output.status.success(), "{}", said(&output));
    let report = project.read("reports/a.txt");
    fs::write(project.path("reports/a.txt"), report.replace("412", "413")).unwrap();
    let output = project.run("sh", &["-ec", &line], &[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

#[test]
#[ignore = "needs pre-commit"]
fn pre_commit_runs_the_hooks() {
    let hooks = text(".pre-commit-hooks.yaml");
    let (Some(all), Some(example)) = (yaml(&hooks), yaml(&example("pre-commit"))) else {
        return;
    };
    let ids: Vec<&Value> = all.as_array().unwrap().iter().map(|h| &h["id"]).collect();
    let hook = &example["repos"][0]["hooks"][0];
    assert!(ids.contains(&&hook["id"]));
    let project = Project::new(true);
    // with the program of this build: to build it anew takes minutes
    fs::create_dir(project.path("hooks")).unwrap();
    assert!(hooks.contains("language: python"));
    let system = hooks.replace("language: python", "language: system");
    fs::write(project.path("hooks/.pre-commit-hooks.yaml"), system).unwrap();
    fs::create_dir(project.path("home")).unwrap();
    repository(&project, "hooks");
    fs::write(project.path("reports/notes.bin"), "x").unwrap();
    fs::create_dir(project.path("work")).unwrap();
    fs::rename(project.path("reports"), project.path("work/reports")).unwrap();
    let mut config = example.clone();
    config["repos"][0]["repo"] = project.path("hooks").to_str().unwrap().into();
    config["repos"][0]["rev"] = "HEAD".into();
    // JSON is YAML
    fs::write(
        project.path("work/.pre-commit-config.yaml"),
        config.to_string(),
    )
    .unwrap();
    repository(&project, "work");
    let run = || project.run("sh", &["-c", "cd work && pre-commit run --all-files"], &[]);
    let output = run();
    let words = said(&output);
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(
        words.contains("exit code: 1") && words.contains("reports/a.txt"),
        "{words}"
    );
    // files that are no reports, of which the hook sees one
    fs::remove_file(project.path("work/reports/a.txt")).unwrap();
    fs::write(project.path("work/reports/notes.txt"), "notes\n").unwrap();
    repository(&project, "work");
    let output = run();
    assert!(
        output.status.success() && said(&output).contains("Passed"),
        "{}",
        said(&output)
    );
}

/// Commits all that is in a folder.
fn repository(project: &Project, folder: &str) {
    let who = "-c user.name=gouji -c user.email=gouji@example.org";
    let script = format!(
        "cd {folder} && git init -q && git add -A && git {who} commit -qm reports --allow-empty"
    );
    let output = project.run("sh", &["-ec", &script], &[]);
    assert!(output.status.success(), "{}", said(&output));
}

/// The endings of the hook are those that are read.
#[test]
fn hooks_take_what_is_read_from_folders() {
    let source = fs::read_to_string(root("crates/project/src/walk/mod.rs")).unwrap();
    let from = source.find("const ENDINGS").unwrap();
    let list = source[from..]
        .split_once("= [")
        .unwrap()
        .1
        .split_once(']')
        .unwrap()
        .0;
    let hooks = text(".pre-commit-hooks.yaml").replace("html?", "html|htm");
    let taken = hooks
        .split_once(r"files: \.(")
        .unwrap()
        .1
        .split_once(')')
        .unwrap()
        .0;
    let mut taken: Vec<&str> = taken.split('|').collect();
    let endings = list.split(',').map(|e| e.trim().trim_matches('"'));
    let mut endings: Vec<&str> = endings.filter(|e| !e.is_empty()).collect();
    taken.sort();
    endings.sort();
    assert_eq!(taken, endings);
    assert!(Path::new(&root("action.yml")).exists());
}

#[test]
fn the_extension_of_vs_code_has_its_words_in_both_languages() {
    let file = |name: &str| -> serde_json::Value {
        let path = root("editors/vscode").join(name);
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    };
    let manifest = file("package.json").to_string();
    let (english, chinese) = (file("package.nls.json"), file("package.nls.zh-cn.json"));
    let (english, chinese) = (english.as_object().unwrap(), chinese.as_object().unwrap());
    let han = |text: &str| text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    assert!(english.keys().eq(chinese.keys()) && english.len() > 4);
    for key in english.keys() {
        assert!(manifest.contains(&format!("\"%{key}%\"")), "{key}");
        assert!(!han(english[key].as_str().unwrap()), "{key}");
        assert!(han(chinese[key].as_str().unwrap()), "{key}");
    }
    assert_eq!(manifest.matches("\"%").count(), english.len());
}
