//! What is said about findings that were accepted before, in Chinese and English.

use gouji_core::diagnostic::{Acceptance, Accepted, AcceptedBy, Vanished};
use gouji_core::text::{Lang, many, plural, say};

/// How many findings were accepted by what; how to see them, unless they are shown.
pub fn sum(by: AcceptedBy, shown: bool, lang: Lang) -> String {
    let (b, w, r) = (by.baseline, by.waiver, by.remark);
    let all = b + w + r;
    let said = say!(lang;
        "另有 {all} 个问题已接受：基线 {b}，豁免 {w}，忽略注释 {r}",
        ("{} accepted: baseline {b}, waiver {w}, remark {r}", many(all, "finding")));
    match shown {
        true => said,
        false => {
            said + lang.pick(
                "；用 --show-accepted 列出",
                "; use --show-accepted to list them",
            )
        }
    }
}

/// What accepts a finding, with the reason and the name.
pub fn by(accepted: &Accepted, lang: Lang) -> String {
    let by = match accepted.by {
        Acceptance::Baseline => lang.pick("基线", "baseline"),
        Acceptance::Waiver => lang.pick("豁免", "waiver"),
        Acceptance::Remark => lang.pick("忽略注释", "remark"),
    };
    let (colon, open, close) = lang.pick(("：", "（", "）"), (": ", " (", ")"));
    match (accepted.reason.as_str(), accepted.who.as_str()) {
        ("", _) => by.to_owned(),
        (reason, "") => format!("{by}{colon}{reason}"),
        (reason, who) => format!("{by}{colon}{reason}{open}{who}{close}"),
    }
}

/// How many findings of the baseline are no longer found.
pub fn vanished(n: usize, lang: Lang) -> String {
    say!(lang;
        "基线里有 {n} 个问题已不再出现；用 gouji baseline prune 移除",
        ("{} of the baseline no longer found; gouji baseline prune removes {}", many(n, "finding"), plural(n, "it", "them")))
}

/// Which of them: the report, the rule, the place.
pub fn gone(gone: &Vanished, lang: Lang) -> String {
    let mut said = format!("{} {}", gone.path, gone.rule);
    if !gone.at.is_empty() {
        let (open, close) = lang.pick(("（", "）"), (" (", ")"));
        said.push_str(&format!("{open}{}{close}", gone.at));
    }
    if gone.count > 1 {
        said.push_str(&format!(" × {}", gone.count));
    }
    said
}
