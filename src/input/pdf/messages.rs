//! What is said of PDF files that cannot be read.

use super::Fault;
use crate::text::Lang;

impl Fault {
    /// What is wrong and what to do.
    pub(in crate::input) fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Fault::Damaged, Lang::Zh) => {
                "PDF 文件已损坏或不完整；请重新下载，或用阅读器打开后另存一份再检查"
            }
            (Fault::Damaged, Lang::En) => {
                "the PDF file is damaged or incomplete; download it again, or open it in a viewer and save a copy"
            }
            (Fault::Locked, Lang::Zh) => "PDF 文件有密码；请去掉密码后再检查",
            (Fault::Locked, Lang::En) => {
                "the PDF file is locked with a password; remove the password first"
            }
            (Fault::Scanned, Lang::Zh) => {
                "PDF 里只有图片，没有文字（扫描件）；请改用电子版原件，或先做文字识别（OCR）并校对数字，再另存为 .docx 或 .txt 检查"
            }
            (Fault::Scanned, Lang::En) => {
                "the PDF holds pictures of pages and no text (a scan); use the original file, or recognise the text (OCR), proofread the figures and save it as .docx or .txt"
            }
            (Fault::Unmapped, Lang::Zh) => {
                "PDF 没有说明其中的字形是什么文字，无法读取；请改用电子版原件（.docx 等），或用另一个程序重新导出 PDF"
            }
            (Fault::Unmapped, Lang::En) => {
                "the PDF does not tell which characters its glyphs are; use the original file (.docx), or export the PDF again with another program"
            }
            (Fault::TooMuch, Lang::Zh) => {
                "PDF 的页数或内容多得不合常理，未检查；请只保留报告本身的页面"
            }
            (Fault::TooMuch, Lang::En) => {
                "the PDF has too many pages or too much content; keep only the pages of the report"
            }
        }
    }
}
