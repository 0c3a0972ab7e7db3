//! Why it cannot be determined what has changed, in Chinese and English.

use super::Unknown;
use super::git::Wrong;
use crate::messages::why;
use gouji_core::text::{Lang, say};

impl Unknown {
    /// The reason, in a sentence.
    pub fn message(&self, lang: Lang) -> String {
        let path = self.path.display();
        match &self.wrong {
            Wrong::Outside => say!(lang;
                "{path} 不在 git 仓库里",
                "{path} lies in no git repository"),
            Wrong::NoGit(error) => say!(lang;
                "无法启动 git：{}",
                "cannot start git: {}", why(error, lang)),
            Wrong::NoRevision => say!(lang;
                "{path} 所在的仓库里没有版本“{}”；浅克隆里可能还没有取来",
                "the repository of {path} has no revision “{}”; a shallow clone may lack it", self.since),
            Wrong::Refused(why) => say!(lang;
                "{path}：git 没有回答：{why}",
                "{path}: git does not answer: {why}"),
        }
    }
}
