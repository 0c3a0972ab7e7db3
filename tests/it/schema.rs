//! The JSON Schemas against the packs that gouji brings along, against mistakes, and against the loader's own keys.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use gouji::packs;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gouji::config;
use gouji::diagnostic::Summary;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::output::json::Json;
use gouji::output::{End, Unread, Writer};
use gouji::pack;
use gouji::text::Lang;
use jsonschema::Validator;
use regex::Regex;
use serde_json::{Map, Value};

fn parsed(schema: &str) -> Value {
    serde_json::from_str(schema).unwrap()
}

fn validator(schema: &str) -> Validator {
    let schema = parsed(schema);
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|e| panic!("{e}"));
    jsonschema::draft202012::new(&schema).unwrap()
}

fn toml(text: &str) -> Value {
    toml::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// Places and messages of what a schema has against a file.
fn faults(validator: &Validator, file: &Value) -> Vec<String> {
    let errors = validator.iter_errors(file);
    errors
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect()
}

#[test]
fn the_built_in_packs_fit() {
    let validator = validator(pack::schema());
    for source in packs::sources() {
        let file = toml(&source.text);
        let faults = faults(&validator, &file);
        assert!(faults.is_empty(), "{}:\n{}", source.name, faults.join("\n"));
    }
}

#[test]
fn results_fit_their_schema() {
    let validator = validator(include_str!(
        "../../crates/render/src/json/report.schema.json"
    ));
    let linter = Linter::new(packs::library(Lang::Zh), Options::default());
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut json = Json::default();
    let mut out = Vec::new();
    json.head(&mut out).unwrap();
    let mut summary = Summary::default();
    let mut undecided = 0;
    for name in [
        "samples/qinghe-2023.txt",
        "fixtures/reports/wrong.docx",
        "fixtures/reports/wrong.pdf",
        // a part of a report: much is undecided
        "held-out/extract-said.txt",
    ] {
        let document = input::read(name, &fs::read(tests.join(name)).unwrap()).unwrap();
        let checked = linter.check(&document);
        assert!(!checked.diagnostics.is_empty());
        undecided += checked.open.len();
        summary.add(&checked);
        json.report(&mut out, &document, &checked).unwrap();
    }
    assert!(undecided > 0);
    let unread = Unread {
        path: "a.pdf",
        why: "no",
    };
    json.unread(&mut out, &unread).unwrap();
    let end = End {
        summary: &summary,
        exit: 1,
        day: None,
        rules: &|_| None,
    };
    json.finish(&mut out, &end).unwrap();
    let faults = faults(&validator, &serde_json::from_slice(&out).unwrap());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const PROVINCE: &str = r#"
[pack]
id = "qinghe"
name = "青禾省"
name-en = "Qinghe"
extends = "national"
places = ["青禾省", "柳泉市"]
years = "2021.."
parts = ["tables.toml"]

[words]
"收到" = ["收到", "受理"]
"件" = '件|份'

[param."称呼"]
type = "words"
default = ["甲", "乙"]

[param."天数"]
default = 20
tighter = "less"
lock = true

[override."date-late"]
severity = "error"
except = ['试行']
terms = [["其它", "其他"]]
lock = true
en = { help = "publish in time" }

[override-param."期限"]
default = "01-20"
by-class = { "政府" = "03-20" }
by = [{ when = "matches(body, '^柳泉')", value = "01-10" }]
why = "省里的规定"

[[form]]
id = "青禾2023"
base = "2021"

[[form.table]]
id = "公开"

[[form.table.row]]
id = "规章"
also = ["规章和规范性文件"]

[[form.table.row]]
id = "指引"
label = "办事指引"
after = "规章"
group = "第一项"

[[section]]
id = "总体情况"
accepted = ["概况"]

[[class]]
id = "园区"
pattern = '园区$'

[[rule]]
id = "qinghe-lock"
require = ['青禾']
near = '总体'
lock = true

[[rule]]
id = "qinghe-any"
abstract = ["甲方", "多少"]
require = ["{甲方}"]

[[rule]]
id = "qinghe-one"
like = "qinghe-any"
with = { "甲方" = "省", "多少" = 3 }

[[rule]]
id = "qinghe-cases"
require = ['青禾']

[[rule.case]]
fail = "没有。"
at = ["甲", "申请[总计, 自然人]"]
open = 2
todo = true

[[rule.case]]
expect = "pass"
table = """
申请 | 自然人 | 总计
新收 | 7      | 8
"""
set = { "申请[新收, 自然人]" = 7 }
label = { "申请.总计" = "总计" }
"#;

#[test]
fn all_of_the_language_fits() {
    let faults = faults(&validator(pack::schema()), &toml(PROVINCE));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A mistake, and a word of what the schema says or where.
const MISTAKES: &[(&str, &str)] = &[
    ("", "oneOf"),
    ("[pack]\nname = '无'", "id"),
    ("[pack]\nid = 'a'\nextend = 'national'", "extend"),
    ("[pack]\nid = 'a'\nyears = '2021-2023'", "/pack/years"),
    ("part-of = 'a'\n[pack]\nid = 'a'", "oneOf"),
    ("part-of = 'a'\n[[rules]]\nid = 'r'", "rules"),
    ("part-of = 'a'\n[[rule]]\nid = 'r'", "/rule/0"),
    ("part-of = 'a'\n[[rule]]\ncheck = 'true'", "id"),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\nmatch = 'x'\nrequire = 'y'",
        "/rule/0/require",
    ),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\ncheck = 'a'\nseverity = 'fatal'",
        "/rule/0/severity",
    ),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\nsections = 'misssing'",
        "/rule/0/sections",
    ),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\ncheck = 'a'\nnear = 'x'",
        "require",
    ),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\ntopics = 'missing'",
        "in",
    ),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\nterms = [['甲', '乙', '丙']]",
        "/rule/0/terms/0",
    ),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\ncheck = 'a'\n[[rule.case]]\nfail = 'x'\npass = 'y'",
        "/rule/0/case/0/pass",
    ),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\ncheck = 'a'\n[[rule.case]]\nset = { '申请.新收' = '1' }",
        "/rule/0/case/0/set",
    ),
    (
        "part-of = 'a'\n[[rule]]\nid = 'r'\ncheck = 'a'\n[rule.en]\nsource = 'x'",
        "source",
    ),
    (
        "part-of = 'a'\n[param.'期限']\ntype = 'date'\ndefault = '01-31'",
        "/param/期限/type",
    ),
    ("part-of = 'a'\n[override.'r']\nlocked = true", "locked"),
    (
        "part-of = 'a'\n[[form]]\nid = 'f'\n[[form.table]]\nid = 't'\n[[form.table.column]]\nid = 'c'\ncolumns = ['a']",
        "columns",
    ),
    ("part-of = 'a'\n[[mention]]\nid = 'm'", "pattern"),
    ("part-of = 'a'\n[[section]]\nid = 's'\ntitle = 'x'", "title"),
];

#[test]
fn mistakes_do_not_fit() {
    let validator = validator(pack::schema());
    for (text, word) in MISTAKES {
        let faults = faults(&validator, &toml(text));
        let said = faults.join("\n");
        assert!(said.contains(word), "{text}\ndoes not say {word}:\n{said}");
    }
}

/// All that a configuration may hold.
const CONFIGURATION: &str = "
packs = ['hebei', 'ours.toml']
by-place = 'rules/*.toml'
choose-by-place = false
select = ['date-*']
ignore = 'change-and-share'
include = ['**/*.docx']
exclude = ['drafts']
severity = { date-late = 'error', 'fee-*' = 'off' }

[param]
'期限' = '01-20'
'空话' = { default = ['多'], add = '少' }

[[path]]
glob = ['towns/**', 'villages']
select = ['date-*']
ignore = ['fee-missing']
severity = { date-late = 'error' }
param = { '期限' = { by-class = { '乡镇' = '03-01' } } }

[output]
lang = 'en'
format = ['human']
fail-on = 'never'
color = 'never'
width = 80
ascii = true
fold = false
show-unknown = true
";

#[test]
fn the_configuration_fits() {
    let validator = validator(pack::config_schema());
    for text in ["", CONFIGURATION] {
        assert_eq!(faults(&validator, &toml(text)), [""; 0], "{text}");
        assert!(config::read("gouji.toml", text, true, Lang::En).1.is_none());
    }
    let wrong = [
        "pack = 'hebei'",
        "choose-by-place = 1",
        "severity = 'off'",
        "severity = { date-late = 'fatal' }",
        "param = { a = { value = 1 } }",
        "[[path]]\nselect = 'date-*'",
        "output = { width = 'wide' }",
        "output = { lang = 'fr' }",
    ];
    for text in wrong {
        assert!(!faults(&validator, &toml(text)).is_empty(), "{text}");
    }
}

/// The tables of a configuration in the schema, and how configurations begin that end in one.
const CONFIG_TABLES: &[(&str, &[&str])] = &[
    ("", &[""]),
    ("path", &["[[path]]\n"]),
    ("output", &["[output]\n"]),
    ("param", &["[param.'期限']\n", "[param.'词']\n"]),
];

/// A pack with a parameter that is a list of words.
const WORDY: &str =
    "[pack]\nid = 'wordy'\nextends = 'national'\n[param.'词']\ndefault = ['甲', '乙']\n";

/// The words that may be keys of the table in which a configuration ends.
fn known_to_config(opening: &str, words: &BTreeSet<String>) -> BTreeSet<String> {
    let lines: String = words.iter().map(|w| format!("{w} = true\n")).collect();
    let text = format!("{opening}{lines}");
    let (_, problem) = config::read("gouji.toml", &text, true, Lang::En);
    let mut sources = packs::sources();
    sources.push(pack::Source {
        name: "wordy.toml".to_owned(),
        text: WORDY.into(),
        origin: pack::SourceOrigin::Explicit,
    });
    let catalogue = packs::catalogue_of(sources, Lang::En).topped(pack::ConfigLayer {
        name: "gouji.toml".to_owned(),
        text,
        areas: vec![0],
    });
    let wanted = |p: &&pack::Pack| p.base || p.id == "wordy";
    let packs: Vec<&pack::Pack> = catalogue.packs().iter().filter(wanted).collect();
    let refused = match opening.starts_with("[param.") {
        true => unknown_keys(&catalogue.library(&packs).problems),
        false => unknown_keys(problem.as_slice()),
    };
    words.difference(&refused).cloned().collect()
}

#[test]
fn the_configuration_has_the_keys_of_the_loader_and_no_others() {
    let schema = parsed(pack::config_schema());
    let mut words = properties(&schema);
    words.extend(literals("crates/project/src/config"));
    words.extend(literals("crates/core/src/pack"));
    for (name, openings) in CONFIG_TABLES {
        let described = match name.is_empty() {
            true => &schema["properties"],
            false => &schema["$defs"][*name]["properties"],
        };
        let described: BTreeSet<String> = described.as_object().unwrap().keys().cloned().collect();
        let asked = openings.iter().flat_map(|o| known_to_config(o, &words));
        let asked: BTreeSet<String> = asked.collect();
        assert_eq!(described, asked, "[{name}]");
    }
}

/// Calls `see` with each object of a schema.
fn walk(value: &Value, see: &mut impl FnMut(&Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            see(map);
            map.values().for_each(|v| walk(v, see));
        }
        Value::Array(items) => items.iter().for_each(|v| walk(v, see)),
        _ => {}
    }
}

/// The names of all properties that are described.
fn properties(schema: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    walk(schema, &mut |map| {
        let own = map.get("properties").and_then(Value::as_object);
        let own = own.into_iter().flatten().filter(|(_, v)| v.is_object());
        all.extend(own.map(|(k, _)| k.clone()));
    });
    all
}

#[test]
fn every_property_is_described_in_both_languages() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for schema in [pack::schema(), pack::config_schema()] {
        walk(&parsed(schema), &mut |map| {
            let own = map.get("properties").and_then(Value::as_object);
            for (key, value) in own.into_iter().flatten().filter(|(_, v)| v.is_object()) {
                let text = value.get("description").and_then(Value::as_str);
                let (zh, en) = text.unwrap_or_default().split_once(" / ").expect(key);
                assert!(zh.contains(han) || key == "id", "{key}: {zh}");
                assert!(!en.is_empty() && !en.contains(han), "{key}: {en}");
                assert!(!en.contains('\n'), "{key}");
            }
        });
    }
}

/// A table of pack files: its definition in the schema, and packs that end in one. What a layer above may write
/// differs, so a table may have several.
const TABLES: &[(&str, &[&str])] = &[
    ("pack", &["[pack]\nid = 'a'\nkind = 'a'\n"]),
    (
        "renamed",
        &["[pack]\nid = 'a'\nkind = 'a'\n[[pack.renamed]]\n"],
    ),
    ("gazetteer", &["[gazetteer]\nid = 'a'\n"]),
    ("kind", &["BASE[kind]\n"]),
    (
        "section",
        &["BASE[[kind.section]]\nid = 'q'\ntitle = 'q'\n"],
    ),
    ("sectionAmendment", &["UPPER[[section]]\nid = '活动'\n"]),
    (
        "bodyClass",
        &[
            "BASE[[kind.class]]\nid = 'q'\n",
            "UPPER[[class]]\nid = 'q'\n",
        ],
    ),
    ("gate", &["BASE[[kind.gate]]\nid = 'q'\n"]),
    ("evidence", &["BASE[kind.evidence]\n"]),
    ("sign", &["BASE[[kind.evidence.sign]]\nid = 'q'\n"]),
    ("stated", &["BASE[[kind.stated]]\n"]),
    (
        "form",
        &[
            "KIND[[form]]\nid = 'q'\n",
            "UPPER[[form]]\nid = '甲'\n",
            "UPPER[[form]]\nid = 'q'\nbase = '甲'\n",
        ],
    ),
    (
        "formTable",
        &[
            "FORM[[form.table]]\nid = 'q'\n",
            "UPPER[[form]]\nid = '甲'\n[[form.table]]\nid = '人'\n",
            "FORM[[form.table]]\nid = 't'\ncaption = '甲'\n",
        ],
    ),
    (
        "column",
        &[
            "TABLE[[form.table.column]]\nid = 'q'\n",
            "UPPER[[form]]\nid = '甲'\n[[form.table]]\nid = '人'\n[[form.table.column]]\nid = '春'\n",
        ],
    ),
    (
        "row",
        &[
            "TABLE[[form.table.row]]\nid = 'q'\n",
            "UPPER[[form]]\nid = '甲'\n[[form.table]]\nid = '人'\n[[form.table.row]]\nid = '合计'\n",
            "UPPER[[form]]\nid = '甲'\n[[form.table]]\nid = '人'\n[[form.table.row]]\nid = 'q'\n",
        ],
    ),
    (
        "axisGroup",
        &[
            "TABLE[[form.table.row-group]]\nid = 'q'\n",
            "TABLE[[form.table.column-group]]\nid = 'q'\n",
        ],
    ),
    ("axis", &["KIND[[axis]]\nid = 'q'\n"]),
    (
        "freeRows",
        &["FORM[[form.table]]\nid = 't'\ncaption = '甲'\n[[form.table.rows]]\nid = 'q'\n"],
    ),
    ("zone", &["UPPER[[zone]]\nid = 'q'\n"]),
    ("mention", &["UPPER[[mention]]\nid = 'q'\n"]),
    ("topic", &["UPPER[[topic]]\nsection = '活动'\n"]),
    ("breakdown", &["KIND[breakdown]\n"]),
    ("sample", &["KIND[sample]\n"]),
    (
        "param",
        &[
            "UPPER[param.q]\ndefault = 1\n",
            "UPPER[param.q]\ndefault = '甲'\n",
        ],
    ),
    (
        "overrideParam",
        &[
            "UPPER[override-param.'最少']\ndefault = 30\n",
            "UPPER[override-param.'空话']\ndefault = '多'\n",
        ],
    ),
    (
        "onCondition",
        &["UPPER[param.q]\ndefault = 1\n[[param.q.by]]\n"],
    ),
    (
        "override",
        &[
            "UPPER[override.vague]\noff = false\n",
            "UPPER[override.words]\noff = false\n",
        ],
    ),
    (
        "rule",
        &[
            "RULEcheck = '1 == 1'\n",
            "RULEmatch = '甲'\n",
            "RULErequire = '甲'\n",
            "RULEsections = 'order'\n",
            "RULEtopics = 'missing'\nin = '活动'\n",
            "RULEterms = [['甲', '乙']]\n",
            "RULEbreakdown = 'over'\n",
            "RULEcells = 'blank'\n",
            "RULEversion = true\n",
            "RULElabels = 'head'\n",
            "RULEpairs = ['（）']\n",
            "RULEnumbering = 2\n",
            "RULEtwice = 20\n",
            "RULEtable = 'absent'\n",
            "RULEcopied = 'previous'\nin = '活动'\n",
            "RULEreplaced = []\n",
        ],
    ),
    (
        "english",
        &[
            "RULEcheck = '1 == 1'\n[rule.en]\n",
            "UPPER[override.vague.en]\n",
        ],
    ),
    ("soften", &["RULEcheck = '1 == 1'\n[rule.soften]\n"]),
    ("fix", &["RULEcheck = '1 == 1'\n[rule.fix]\n"]),
    ("term", &["RULEterms = []\n[[rule.term]]\n"]),
    (
        "case",
        &[
            "RULEcheck = '1 == 1'\n[[rule.case]]\n",
            "UPPER[[override.vague.case]]\n",
        ],
    ),
    (
        "caseReport",
        &["RULEcheck = '1 == 1'\n[[rule.case]]\nexpect = 'pass'\n[rule.case.previous]\n"],
    ),
];

/// How packs begin, in place of the words that stand for it.
const OPENINGS: &[(&str, &str)] = &[
    ("TABLE", "FORM[[form.table]]\nid = 't'\n"),
    ("FORM", "KIND[[form]]\nid = 'f'\n"),
    ("KIND", "BASE[kind]\nname = 'q'\n"),
    ("RULE", "UPPER[[rule]]\nid = 'q'\n"),
    ("UPPER", "[pack]\nid = 'mine'\nextends = 'club.toml'\n"),
    ("BASE", "[pack]\nid = 'mine'\nkind = 'q'\n"),
];

/// What the club does not have.
const MORE: &str = "
[breakdown]
opens = '其中'
complete = '分别'
stops = '另'
ignores = '人次'
optional = '含'
partial = '等'

[[rule]]
id = 'words'
terms = [['甲', '乙']]
";

/// Keys that change what a table is: each is tried alone.
const ALONE: &[&str] = &[
    "abstract",
    "base",
    "breakdown",
    "cells",
    "check",
    "copied",
    "labels",
    "like",
    "match",
    "numbering",
    "pairs",
    "replaced",
    "require",
    "sections",
    "table",
    "terms",
    "topics",
    "twice",
    "version",
];

/// The words that may be keys of the table in which a pack ends.
fn known(pack: &str, words: &BTreeSet<String>) -> BTreeSet<String> {
    let lines = |words: &[&String]| -> String {
        let lines = words.iter().map(|w| format!("{w} = true\n"));
        lines.collect()
    };
    // a key that would be there twice is one that the table already has
    let there = |w: &&String| toml::from_str::<Value>(&format!("{pack}{w} = true\n")).is_err();
    let (there, other): (Vec<&String>, Vec<&String>) = words.iter().partition(there);
    let (alone, many): (Vec<&String>, Vec<&String>) =
        other.into_iter().partition(|w| ALONE.contains(&w.as_str()));
    let mut refused: BTreeSet<String> = told(&format!("{pack}{}", lines(&many)));
    for word in &alone {
        refused.extend(told(&format!("{pack}{}", lines(&[word]))));
    }
    let all = there.into_iter().chain(alone).chain(many);
    all.filter(|w| !refused.contains(*w)).cloned().collect()
}

/// The keys that a pack is told not to have.
fn told(text: &str) -> BTreeSet<String> {
    let source = |name: &str, text: &str| pack::Source {
        name: name.to_owned(),
        text: text.to_owned().into(),
        origin: pack::SourceOrigin::Explicit,
    };
    let club = include_str!("../broken/with/club.toml");
    let club = format!("{club}{MORE}");
    let sources = vec![source("club.toml", &club), source("mine.toml", text)];
    let catalogue = packs::catalogue_of(sources, gouji::text::Lang::En);
    let problems = match catalogue.find("mine.toml") {
        Some(pack) => catalogue.check(&[pack]).problems,
        None => catalogue.problems().to_vec(),
    };
    unknown_keys(&problems)
}

/// The keys that somebody is told not to have.
fn unknown_keys(problems: &[pack::Problem]) -> BTreeSet<String> {
    let all = problems.iter().flat_map(|p| &p.diagnostics);
    let keys = all.filter_map(|d| d.message.strip_prefix("unknown key `"));
    keys.map(|k| k.trim_end_matches('`').to_owned()).collect()
}

/// Every word that could be a key: those of the schema, and all short texts in the sources of the loader.
fn words() -> BTreeSet<String> {
    let mut words = properties(&parsed(pack::schema()));
    words.extend(literals("crates/core/src/pack"));
    words
}

/// All short texts in the sources of a folder.
fn literals(folder: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let literal = Regex::new(r#""([a-z]+(?:-[a-z]+)*)""#).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = fs::read_to_string(path).unwrap();
            words.extend(literal.captures_iter(&text).map(|c| c[1].to_owned()));
        }
    }
    words
}

#[test]
fn each_table_of_the_schema_has_the_keys_of_the_loader_and_no_others() {
    let schema = parsed(pack::schema());
    let words = words();
    assert!(words.len() > 150, "{} words", words.len());
    let mut wrong = Vec::new();
    for (name, packs) in TABLES {
        let described = schema["$defs"][name]["properties"].as_object().expect(name);
        let mut asked = BTreeSet::new();
        for pack in *packs {
            let opened = OPENINGS
                .iter()
                .fold((*pack).to_owned(), |text, (word, opening)| {
                    text.replace(word, opening)
                });
            let known = known(&opened, &words);
            assert!(
                known.len() < words.len() / 2,
                "{name} is not read:\n{opened}"
            );
            asked.extend(known);
        }
        for key in &asked {
            if !described.contains_key(key) {
                wrong.push(format!("{name}: the schema does not know `{key}`"));
            }
        }
        let unread = described.keys().filter(|k| !asked.contains(*k));
        wrong.extend(unread.map(|k| format!("{name}: the loader does not read `{k}`")));
    }
    let objects = schema["$defs"].as_object().unwrap();
    let tables = objects
        .iter()
        .filter(|(_, v)| v.get("properties").is_some());
    for (name, _) in tables.filter(|(name, _)| !TABLES.iter().any(|(t, _)| t == name)) {
        wrong.push(format!("{name} is not compared"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
