//! Web pages.

use super::{all, grows, read};

const PAGES: [(&str, &str); 32] = [
    ("paragraph", "<p>甲</p>"),
    ("open paragraph", "<p>甲"),
    ("open block", "<div>"),
    ("block", "<div>甲</div>"),
    ("open span", "<span>"),
    ("open bold", "<b>甲"),
    ("link", "<a href=x>甲</a>"),
    ("heading", "<h2>甲</h2>"),
    ("break", "甲<br>"),
    ("table", "<table><tr><td>1</td></tr></table>"),
    ("open table", "<table><tr><td>"),
    ("row", "<tr><td>甲</td><td>1</td></tr>"),
    ("cell", "<td>1"),
    ("high cell", "<tr><td rowspan=50>1"),
    ("wide cell", "<tr><td colspan=50>1"),
    ("item", "<li>甲"),
    ("open list", "<ul><li>"),
    ("comment", "<!-- x -->"),
    ("open comment", "<!--"),
    ("reference", "&nbsp;"),
    ("title", "<title>甲</title>"),
    ("open title", "<title>甲"),
    ("option", "<select><option>甲"),
    ("script", "<script>x</script>"),
    ("style", "<p style='display:none'>甲</p>"),
    ("class", "<p class='nav footer'>甲</p>"),
    ("attribute", "<p id=\"1\" id=\"2\">甲</p>"),
    ("open attribute", " a=\"1\""),
    ("rule of styles", "<style>.a,.b .c{display:none}</style>"),
    (
        "other rule of styles",
        "<style>.x.y{color:#fff}</style><p class='x y'>甲",
    ),
    ("element of no name", "<x-y style='color:red'>甲"),
    ("end of no name", "<x-y style='color:red'></p></x-y>"),
];

#[test]
fn pages() {
    let file = |name: &str, count: usize| {
        let piece = PAGES.iter().find(|(n, _)| *n == name).unwrap().1;
        let open = match piece.get(..3) {
            Some("<tr" | "<td") => "<table>",
            Some(" a=") => "<p",
            _ => "",
        };
        format!("<!doctype html><html><body>{open}{}", piece.repeat(count)).into_bytes()
    };
    let cases = all(&PAGES, 1_500, |p| p.0);
    grows(&cases, &file, &read);
}
