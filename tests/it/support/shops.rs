//! A pack whose findings can be mended.

/// Reports of shops, with a safe fix and a suggested one.
pub const RULES: &str = r#"
[pack]
id = "shops"
kind = "shop"

[kind]
name = "门市报告"
name-en = "report of a shop"
titles = ['^(?P<body>\p{Han}{2,20}?)(?P<year>20\d\d)年门市报告$']

[[kind.section]]
id = "买卖"
title = "买卖情况"

[[kind.section]]
id = "其他"
title = "其他情况"

[[form]]
id = "1"
title = "门市表"

[sample]
body = "青禾门市部"
title = "2023年门市报告"
form = "1"
head = "现报告如下。"
tail = "{body}"

[[rule]]
id = "shop-marks"
title = "用全角标点"
raw = true
match = '\p{Han}(?P<at>,)\p{Han}'
severity = "error"
message = "半角「{at}」"
fix = { signs = { "," = "，" }, safe = true }
case = [{ fail = "买卖,兴隆。" }, { pass = "买卖，兴隆。" }]

[[rule]]
id = "shop-words"
title = "不写「很多」"
terms = [["很多", "许多"]]
severity = "error"
message = "「{wrong}」应为「{right}」"
case = [{ fail = "卖得很多。" }, { pass = "卖得许多。" }]
"#;
