//! The parts of PDF files, each in a file that uses it, nothing packed.

use super::files::file;

const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << \
    /Font << /F1 5 0 R /F2 6 0 R >> /XObject << /X 9 0 R >> /ExtGState << /G << /ca 0 >> >> >> >>";
const PLAIN: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const WIDE: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H \
    /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>";
const GLYPHS: &str =
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 /W [1 [500 500] 5 9 250] >>";
const MAP: &str = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange \
    1 beginbfrange <0000> <ffff> <4e00> endbfrange endcmap";
const FORM: &str = "BT /F1 9 Tf 20 20 Td (x) Tj ET";
const TEXT: &str = "BT /F2 12 Tf 20 700 Td <000100020003> Tj 0 -20 Td [<0004> -900 <0005>] TJ ET \
    20 600 m 300 600 l S 20 500 280 90 re S BT /F1 10 Tf 30 550 Td (12) Tj ET /X Do";

/// What differs from a plain file.
#[derive(Clone, Copy)]
struct Paper<'b> {
    content: &'b [u8],
    map: &'b [u8],
    fonts: [&'b [u8]; 3],
}

const USUAL: Paper<'_> = Paper {
    content: TEXT.as_bytes(),
    map: MAP.as_bytes(),
    fonts: [PLAIN.as_bytes(), WIDE.as_bytes(), GLYPHS.as_bytes()],
};

impl Paper<'_> {
    fn bytes(self) -> Vec<u8> {
        let stream = |head: &str, data: &[u8]| {
            let head = format!("<< {head}/Length {} >>\nstream\n", data.len());
            [head.as_bytes(), data, b"\nendstream"].concat()
        };
        let [plain, wide, glyphs] = self.fonts;
        bound(&[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            PAGE.as_bytes().to_vec(),
            stream("", self.content),
            plain.to_vec(),
            wide.to_vec(),
            glyphs.to_vec(),
            stream("", self.map),
            stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 600 900] ",
                FORM.as_bytes(),
            ),
        ])
    }
}

/// A file with some objects, numbered from 1, with a list of their places that is right.
fn bound(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", at + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (start, size) = (out.len(), objects.len() + 1);
    out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let end = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    out.extend(end.bytes());
    out
}

/// What is drawn on a page.
pub fn content(bytes: &[u8]) {
    let paper = Paper {
        content: bytes,
        ..USUAL
    };
    file("a.pdf", &paper.bytes());
}

/// Codes → text, and codes → glyphs: the same map for both.
pub fn cmap(bytes: &[u8]) {
    let wide = WIDE.replace("/Identity-H", "8 0 R");
    let mut fonts = USUAL.fonts;
    if bytes.first().is_some_and(|b| b % 2 == 1) {
        fonts[1] = wide.as_bytes();
    }
    let paper = Paper {
        map: bytes,
        fonts,
        ..USUAL
    };
    file("a.pdf", &paper.bytes());
}

/// Fonts: up to three dictionaries, with a zero byte between them.
pub fn font(bytes: &[u8]) {
    let mut fonts = USUAL.fonts;
    for (font, own) in fonts.iter_mut().zip(bytes.splitn(3, |b| *b == 0)) {
        if !own.is_empty() {
            *font = own;
        }
    }
    let paper = Paper { fonts, ..USUAL };
    file("a.pdf", &paper.bytes());
}

/// Objects of any kind, with a zero byte between them.
pub fn objects(bytes: &[u8]) {
    let objects: Vec<Vec<u8>> = bytes.split(|b| *b == 0).map(<[u8]>::to_vec).collect();
    file("a.pdf", &bound(&objects));
}
