//! What is wrong with a regular expression, in Chinese: part of the message catalogue. The engine says it in English.

/// The last line of an error of the engine in Chinese; nothing of what is not known here.
pub(super) fn pattern(message: &str) -> Option<&'static str> {
    let said = message.lines().last()?;
    let said = said.strip_prefix("error: ").unwrap_or(said);
    let known = [
        ("unclosed group", "括号没有配对：缺少右括号 )"),
        ("unopened group", "括号没有配对：缺少左括号 ("),
        ("unclosed character class", "方括号没有配对：缺少 ]"),
        ("unclosed counted repetition", "花括号没有配对：缺少 }"),
        ("unclosed capture group name", "分组的名称没有写完：缺少 >"),
        ("empty capture group name", "分组没有名称"),
        ("duplicate capture group name", "两个分组用了同一个名称"),
        (
            "invalid capture group character",
            "分组的名称里有不能用的字",
        ),
        (
            "repetition operator missing expression",
            "重复符号（?、*、+、{…}）前面没有内容",
        ),
        (
            "repetition quantifier expects",
            "花括号里应是次数，如 {2}、{0,8}",
        ),
        (
            "invalid repetition count range",
            "次数的范围写反了：小的在前",
        ),
        (
            "invalid character class range",
            "方括号里的范围写反了：小的在前",
        ),
        ("invalid range boundary", "方括号里的范围两头应是单个的字"),
        ("invalid escape sequence", "方括号里不能用这个转义"),
        ("unrecognized escape sequence", "没有这个转义"),
        ("incomplete escape sequence", "反斜线后面没有写完"),
        ("unrecognized flag", "没有这个标志"),
        ("expected flag", "标志没有写完"),
        ("duplicate flag", "标志重复"),
        ("Unicode property", "没有这种 Unicode 字符类"),
        ("invalid Unicode character class", "Unicode 字符类写法有误"),
        ("hexadecimal", "十六进制的字符写法有误"),
        ("invalid hexadecimal digit", "十六进制的字符写法有误"),
        ("backreferences are not supported", "不能用反向引用（\\1）"),
        (
            "look-around",
            "不能用前后查找（(?=…)、(?!…)、(?<=…)、(?<!…)）",
        ),
        ("exceed the maximum number of nested", "括号套得太深"),
        ("exceeded the maximum number of capturing", "分组太多"),
    ];
    let found = known.iter().find(|(english, _)| said.starts_with(english));
    found.map(|(_, chinese)| *chinese)
}
