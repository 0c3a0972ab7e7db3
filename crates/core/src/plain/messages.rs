//! What a reader says to people, in both languages.

use super::{Looks, ReadError, Stopped};
use crate::text::{Lang, say};

impl ReadError {
    /// One or two sentences: what is wrong and what to do.
    pub fn message(&self, lang: Lang) -> String {
        match *self {
            ReadError::Binary { looks } => looks.unread(lang),
            ReadError::Encrypted { looks: Looks::Pdf } => say!(lang;
                "文件设有打开密码，无法读取；请先去掉密码再检查",
                "the file is protected by a password; remove the password first"),
            ReadError::Encrypted { .. } => say!(lang;
                "文件设有打开密码，无法读取；请先去掉密码（文件→信息→保护文档）再检查",
                "the file is protected by a password; remove the password first"),
            ReadError::Damaged { looks } => say!(lang;
                "文件已损坏或不完整，读不出{}的内容；请{}，打不开时请重新取得原文件",
                "damaged or incomplete: it seems to be {} but cannot be read; {}, or get the original file", looks.bare(lang), looks.again(lang)),
            ReadError::Inflated { limit, looks } => say!(lang;
                "文件解压后异常庞大（超过 {} MB），不像正常文档，没有读取；请{}",
                "unpacks to more than {} MB, unlike any document; it was not read: {}", limit >> 20, looks.again(lang)),
            ReadError::TooComplex { .. } => say!(lang;
                "页数或内容异常多，不像正常文档，没有读取；请只保留报告本身后再检查",
                "has more pages or content than any document; it was not read: keep only the report"),
            ReadError::Scanned { looks } => say!(lang;
                "{}里只有图片，没有文字（扫描件）；请改用电子版原件，或先做文字识别（OCR）并校对数字，再另存为 .docx 或 .txt 检查",
                "{} with pictures of pages and no text (a scan); use the original file, or recognise the text (OCR), proofread the figures and save it as .docx or .txt", looks.bare(lang)),
            ReadError::Unmapped { looks } => say!(lang;
                "{}没有说明其中的字形是什么文字，无法读取；请改用电子版原件（.docx 等），或用另一个程序重新导出",
                "{} that does not tell which characters its glyphs are; use the original file (.docx), or export it again with another program", looks.bare(lang)),
            ReadError::Stopped { why } => match why {
                Stopped::Time => say!(lang;
                    "读了很久还没有读完，不像正常的文件，已经停止；其余文件照常检查",
                    "it took far longer to read than a file of its size should; stopped"),
                Stopped::Memory => say!(lang;
                    "占用的内存远超这样大小的文件，已经停止；其余文件照常检查",
                    "it took far more memory than a file of its size should; stopped"),
                Stopped::Crash => say!(lang;
                    "读取时出错，已经停止；文件可能已损坏，请用 Word 或 WPS 打开后另存一份再检查",
                    "its reader failed; the file may be damaged: open it in Word or WPS and save it again"),
            },
            ReadError::TooLarge { bytes, limit } => say!(lang;
                "文件过大（{} MB），上限为 {} MB",
                "the file is too large ({} MB; the limit is {} MB)", bytes.div_ceil(1 << 20), limit >> 20),
        }
    }
}

impl Looks {
    /// Why a file is not read that is none of the formats that are.
    fn unread(self, lang: Lang) -> String {
        match self {
            Looks::Unknown => say!(lang;
                "不是能读的文件，或文字编码无法识别；请另存为 .docx，或 UTF-8 编码的 .txt，再检查",
                "not a file that can be read, or in an unknown encoding; save it as .docx, or as .txt in UTF-8"),
            Looks::Doc => say!(lang;
                "太旧的 Word 文档（Word 95 以前），读不了；请用 Word 或 WPS 打开，另存为 .docx 后再检查",
                "a document of Word 95 or older cannot be read: open it in Word or WPS and save it as .docx"),
            Looks::Xls | Looks::Xlsb => say!(lang;
                "看起来是{}，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 后再检查",
                "seems to be {}, which cannot be read: open it in Excel or WPS and save it as .xlsx", self.name(lang)),
            Looks::Mht => say!(lang;
                "这是网页归档（.mht、.mhtml），读不了；请用浏览器打开，另存为“网页，仅 HTML”（.html），或用 Word 打开另存为 .docx，再检查",
                "a web archive (.mht, .mhtml) cannot be read: open it in a browser and save it as “web page, HTML only” (.html), or in Word and save it as .docx"),
            _ => say!(lang;
                "看起来是{}，读不了；请把报告另存为 .docx（.doc、.wps、.xlsx、.html、.pdf、.txt、.md 也可以）后再检查",
                "seems to be {}, which cannot be read: save the report as .docx (or .doc, .wps, .xlsx, .html, .pdf, .txt, .md)", self.name(lang)),
        }
    }

    /// How to write the file anew.
    fn again(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Looks::Pdf => (
                "用阅读器打开后另存一份",
                "open it in a viewer and save a copy",
            ),
            Looks::Xlsx => (
                "用 Excel 或 WPS 打开并重新保存",
                "open it and save it again",
            ),
            _ => ("用 Word 或 WPS 打开并重新保存", "open it and save it again"),
        };
        lang.pick(zh, en)
    }

    /// The name of the format where no blank stands before it.
    fn bare(self, lang: Lang) -> &'static str {
        self.name(lang).trim_start()
    }

    /// The name of the format.
    pub fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Looks::Pdf => (" PDF 文件", "a PDF file"),
            Looks::Docx => (" Word 文档（.docx）", "a Word document (.docx)"),
            Looks::Xlsx => (" Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
            Looks::Xlsb => (
                " Excel 二进制工作簿（.xlsb）",
                "a binary Excel workbook (.xlsb)",
            ),
            Looks::Pptx => (" PowerPoint 演示文稿（.pptx）", "a PowerPoint file (.pptx)"),
            Looks::OpenDocument => (
                " OpenDocument 文档（.odt 等）",
                "an OpenDocument file (.odt)",
            ),
            Looks::Ofd => (" OFD 版式文件", "an OFD file"),
            Looks::Doc => (
                "旧版 Word 或 WPS 文字文档（.doc、.wps）",
                "a document of old Word or WPS (.doc, .wps)",
            ),
            Looks::Xls => (
                "旧版 Excel 或 WPS 表格（.xls、.et）",
                "a workbook of old Excel or WPS (.xls, .et)",
            ),
            Looks::Ppt => (
                "旧版 PowerPoint 或 WPS 演示文稿（.ppt、.dps）",
                "a presentation of old PowerPoint or WPS (.ppt, .dps)",
            ),
            Looks::Ole => (
                "旧版 Office 格式的文件",
                "a file in the format of old Office",
            ),
            Looks::Rtf => (" RTF 文档", "an RTF document"),
            Looks::Mht => ("网页归档（.mht、.mhtml）", "a web archive (.mht, .mhtml)"),
            Looks::Image => ("图片", "a picture"),
            Looks::Archive => ("压缩包", "a packed file"),
            Looks::Unknown => ("二进制文件", "a binary file"),
        };
        lang.pick(zh, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_name_the_format() {
        let error = ReadError::Binary { looks: Looks::Docx };
        assert!(error.message(Lang::Zh).contains("Word 文档（.docx）"));
        assert!(error.message(Lang::En).contains("a Word document (.docx)"));
    }
}
