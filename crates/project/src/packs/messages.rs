//! Why a pack was not added, in Chinese and English.

use super::added::NotAdded;
use crate::messages::why;
use gouji_core::text::{Lang, say};

impl NotAdded {
    /// The reason in a language.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            NotAdded::NoPack(place) => say!(lang; "{place}：没有规则包", "{place}: no pack"),
            NotAdded::System(path, error) => {
                say!(lang; "{}：{}", "{}: {}", path.display(), why(error, lang))
            }
            NotAdded::Outside(name) => say!(lang;
                "规则包引用的 {name} 在它自己的文件夹之外，没有复制",
                "the pack refers to {name}, outside of its folder; nothing was copied"),
            NotAdded::Differs(paths) => say!(lang;
                "{} 已经有了，内容不同，没有改动；要替换请加 --replace",
                "{} exists and differs; nothing was changed, --replace replaces it", lang.list(paths)),
            NotAdded::Lock(problem) => problem.message(lang),
            NotAdded::NoTag => say!(lang;
                "仓库地址后面要写明标签，如 https://…/packs.git@v1；分支不行，因为它会变",
                "a repository needs a tag behind it, as in https://…/packs.git@v1; a branch will not do, it changes"),
            NotAdded::Address(address) => say!(lang;
                "{address}：不是能用的仓库地址；可以用 https、ssh、git、file",
                "{address}: no address of a repository; https, ssh, git and file are used"),
            NotAdded::NoGit(error) => say!(lang;
                "无法启动 git：{}",
                "cannot start git: {}", why(error, lang)),
            NotAdded::Refused(said) => say!(lang;
                "git 没有给出这个标签：{said}",
                "git does not give that tag: {said}"),
        }
    }
}
