//! Radicals and the characters that they look like.
//!
//! Fonts draw both with one glyph, and many programs that write PDF name the glyph by the radical: the sign for "day"
//! comes out as U+2F47 instead of U+65E5. No one types radicals.

/// The characters of U+2F00 to U+2FD5.
const KANGXI: &str = concat!(
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴",
    "廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿",
    "目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵",
    "邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠",
);

/// The characters of U+2E80 to U+2EF3; a blank where there is none.
const SUPPLEMENT: &str = concat!(
    "　厂　　乙亻冂　刀刂　卩小小兀尢尢尣巳幺彑彐忄心扌攵　旡日月歹母民氵水灬爫爫丬牛犭王疋目示礻竹糸纟罒罒网　　",
    "羊羊羊老肀聿肉　艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门　阝雨青韦页风飞食食飠饣　马骨鬼鱼鸟卤麦黄黾斉",
    "齐歯齿竜龙龜亀龟",
);

/// The character that people mean.
pub(super) fn unified(c: char) -> char {
    let (table, first) = match c {
        '\u{2f00}'..='\u{2fd5}' => (KANGXI, 0x2f00),
        '\u{2e80}'..='\u{2ef3}' => (SUPPLEMENT, 0x2e80),
        _ => return c,
    };
    let meant = table.chars().nth((c as usize).saturating_sub(first));
    meant.filter(|m| *m != '\u{3000}').unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters() {
        assert_eq!(unified('\u{2f00}'), '一');
        assert_eq!(unified('\u{2f47}'), '日');
        assert_eq!(unified('\u{2fd5}'), '龠');
        assert_eq!(unified('\u{2ed3}'), '长');
        assert_eq!(unified('\u{2ef3}'), '龟');
        assert_eq!(unified('日'), '日');
    }
}
