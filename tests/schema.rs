//! The JSON Schemas against the packs that gouji brings along, against mistakes, and against the loader's own keys.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gouji::pack;
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
    for source in pack::builtin_sources() {
        let file = toml(&source.text);
        let faults = faults(&validator, &file);
        assert!(faults.is_empty(), "{}:\n{}", source.name, faults.join("\n"));
    }
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

[[rule]]
id = "qinghe-lock"
require = ['青禾']
near = '总体'
lock = true

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

#[test]
fn the_configuration_holds_three_keys() {
    let validator = validator(pack::config_schema());
    let right =
        "packs = ['hebei', 'ours.toml']\nby-place = ['rules/*.toml']\nchoose-by-place = false";
    for text in ["", right] {
        assert_eq!(faults(&validator, &toml(text)), [""; 0], "{text}");
    }
    for text in ["pack = 'hebei'", "packs = 'hebei'", "choose-by-place = 1"] {
        assert!(!faults(&validator, &toml(text)).is_empty(), "{text}");
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

/// The sources of the loader, without comments and unit tests.
fn loader() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pack");
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
        lines.for_each(|l| all.extend([l, "\n"]));
    }
    all
}

/// The keys that the loader asks for: what it gives to the functions that read a key, and the keys of cases, which
/// stand in lists.
fn asked(code: &str) -> BTreeSet<String> {
    let reads = "text|texts|plain|needed|table|tables|flag|integer|choice|has|rows|words|entries\
        |one|all|value|scopes|years|groups|named|map|pattern|number|english|set|only|place|is_list\
        |texts_or_number|count|entries|put|list|refuse";
    let call = Regex::new(&format!(
        r#"\b(?:{reads})\(\s*(?:&?\w+,\s*)*"([^"]+)"(?:,\s*"([^"]+)")?"#
    ));
    let listed = Regex::new(r#"\(\s*"([a-z-]+)",\s*(?:CaseEdit|Expect|Space)::"#);
    let mut keys = BTreeSet::new();
    for found in [call.unwrap(), listed.unwrap()]
        .iter()
        .flat_map(|r| r.captures_iter(code))
    {
        let groups = found.iter().skip(1).flatten();
        keys.extend(groups.map(|g| g.as_str().to_owned()));
    }
    keys
}

#[test]
fn the_schema_knows_the_keys_of_the_loader_and_no_others() {
    let described = properties(&parsed(pack::schema()));
    let asked = asked(&loader());
    assert!(asked.len() > 90, "the scan finds {} keys", asked.len());
    let mut wrong = Vec::new();
    for key in &asked {
        if !described.contains(key) {
            wrong.push(format!("the schema does not know `{key}`"));
        }
    }
    let unread = described.difference(&asked);
    wrong.extend(unread.map(|key| format!("the loader does not read `{key}`")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
