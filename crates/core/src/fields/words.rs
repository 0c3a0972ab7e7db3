//! What is wrong with TOML, in Chinese: part of the message catalogue. Its reader says it in English.

/// An error of the reader in Chinese; as it is where it is not known here.
pub(super) fn toml(message: &str) -> &str {
    let said = message.split(", expected").next().unwrap_or(message);
    let known = [
        ("key with no value", "键后面缺少 = 和值"),
        ("missing value", "= 后面没有值"),
        ("string values must be quoted", "文字要写在引号里"),
        ("unclosed array table", "[[…]] 缺少右方括号"),
        ("unclosed array", "数组缺少右方括号 ]"),
        ("unclosed inline table", "缺少右花括号 }"),
        ("unclosed table", "[…] 缺少右方括号"),
        ("duplicate key", "这个键写了两次"),
        ("extra `=`", "多了一个 ="),
        ("extra comma", "多了一个逗号"),
        ("missing comma", "缺少逗号"),
        ("missing assignment", "键和值之间缺少 ="),
        ("missing opening quote", "缺少前引号"),
        (
            "invalid basic string",
            "引号没有配对，或文字里有不能直接写的字符",
        ),
        ("invalid literal string", "引号没有配对"),
        ("invalid multi-line", "三引号没有配对"),
        (
            "missing escaped value",
            "反斜线后面应是 n、t、\\\\、\\\" 等",
        ),
        (
            "invalid unquoted key",
            "键里有字母、数字、- 和 _ 以外的字，要加引号",
        ),
        ("unquoted keys cannot be empty", "键是空的"),
        ("invalid key-value pair", "应写成“键 = 值”"),
        ("unexpected key or value", "这一行后面多了内容"),
        ("unexpected content", "这里的内容读不懂"),
        ("invalid value", "值的写法有误"),
        ("unexpected leading zero", "数的前面不能有 0"),
    ];
    let found = known.iter().find(|(english, _)| said.starts_with(english));
    found.map_or(message, |(_, chinese)| chinese)
}
