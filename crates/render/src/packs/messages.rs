//! Words of the lists of packs and settings.

use gouji_core::text::Lang;

/// A word of these lists.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text {
    /// How many places a pack is chosen for.
    Places(usize),
    /// How many packs there are.
    Packs(usize),
    /// The rule is switched off.
    Off,
    /// The rule is locked.
    Locked,
    /// What the marks mean.
    Legend,
}

impl Text {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match (self, lang) {
            (Text::Places(n), Lang::Zh) => format!("{n} 个地名"),
            (Text::Places(1), Lang::En) => "1 place".into(),
            (Text::Places(n), Lang::En) => format!("{n} places"),
            (Text::Packs(n), Lang::Zh) => format!("{n} 个规则包"),
            (Text::Packs(1), Lang::En) => "1 pack".into(),
            (Text::Packs(n), Lang::En) => format!("{n} packs"),
            (Text::Off, Lang::Zh) => "已关闭".into(),
            (Text::Off, Lang::En) => "switched off".into(),
            (Text::Locked, Lang::Zh) => "已锁定".into(),
            (Text::Locked, Lang::En) => "locked".into(),
            (Text::Legend, Lang::Zh) => "✓ 生效　· 被上层改掉　✗ 被锁定拒绝".into(),
            (Text::Legend, Lang::En) => "✓ holds  · set anew above  ✗ refused by a lock".into(),
        }
    }
}
