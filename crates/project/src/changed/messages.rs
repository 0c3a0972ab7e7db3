//! Why it cannot be determined what has changed, in Chinese and English.

use super::Unknown;
use super::git::Wrong;
use crate::messages::why;
use gouji_core::text::Lang;

impl Unknown {
    /// The reason, in a sentence.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(&self) -> String {
        let path = self.path.display();
        match &self.wrong {
            Wrong::Outside => format!("{path} 不在 git 仓库里"),
            Wrong::NoGit(error) => format!("无法启动 git：{}", why(error, Lang::Zh)),
            Wrong::NoRevision => format!(
                "{path} 所在的仓库里没有版本“{}”；浅克隆里可能还没有取来",
                self.since
            ),
            Wrong::Refused(why) => format!("{path}：git 没有回答：{why}"),
        }
    }

    fn english(&self) -> String {
        let path = self.path.display();
        match &self.wrong {
            Wrong::Outside => format!("{path} lies in no git repository"),
            Wrong::NoGit(error) => format!("cannot start git: {}", why(error, Lang::En)),
            Wrong::NoRevision => format!(
                "the repository of {path} has no revision “{}”; a shallow clone may lack it",
                self.since
            ),
            Wrong::Refused(why) => format!("{path}: git does not answer: {why}"),
        }
    }
}
