//! Marked Word documents that Word itself has saved since: what it keeps beside its comments goes with ours.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use crate::support::marks::package;

use gouji::annotate::docx::clean;
use package::{package, part, parts, zipped};

const BODY: &str = "<w:p><w:commentRangeStart w:id=\"1\"/><w:commentRangeStart w:id=\"2\"/><w:commentRangeStart w:id=\"3\"/>\
    <w:r><w:t>某县2023年报告</w:t></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>\
    <w:commentRangeEnd w:id=\"2\"/><w:r><w:commentReference w:id=\"2\"/></w:r>\
    <w:commentRangeEnd w:id=\"3\"/><w:r><w:commentReference w:id=\"3\"/></w:r></w:p>";

/// Ours, an answer to it, and one by itself.
const COMMENTS: &str = "<w:comment w:id=\"1\" w:author=\"gouji 勾稽\"><w:p w14:paraId=\"0A\" xmlns:w14=\"x\"><w:r><w:t>错误</w:t></w:r></w:p>\
    <w:p w14:paraId=\"0B\" xmlns:w14=\"x\"><w:r><w:t>不等</w:t></w:r></w:p></w:comment>\
    <w:comment w:id=\"2\" w:author=\"某人\"><w:p w14:paraId=\"0C\" xmlns:w14=\"x\"><w:r><w:t>已改</w:t></w:r></w:p></w:comment>\
    <w:comment w:id=\"3\" w:author=\"某人\"><w:p w14:paraId=\"0D\" xmlns:w14=\"x\"><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>";

/// A package with one more part beside the comments.
fn beside(bytes: &[u8], name: &str, year: &str, text: &str) -> Vec<u8> {
    let mut all = parts(bytes);
    for (known, part) in &mut all {
        if known == "word/_rels/document.xml.rels" {
            let kind = format!("http://schemas.microsoft.com/office/{year}/relationships/{name}");
            let relation = format!(
                "<Relationship Id=\"{name}\" Type=\"{kind}\" Target=\"{name}.xml\"/></Relationships>"
            );
            let text = String::from_utf8(part.clone()).unwrap();
            *part = text.replace("</Relationships>", &relation).into_bytes();
        }
    }
    all.push((format!("word/{name}.xml"), text.as_bytes().to_vec()));
    zipped(all.iter().map(|(n, b)| (n.as_str(), b.as_slice())))
}

#[test]
fn entries_of_our_comments_go_and_answers_stand_alone() {
    let extended = "<w15:commentsEx xmlns:w15=\"e\"><w15:commentEx w15:paraId=\"0B\" w15:done=\"0\"/>\
        <w15:commentEx w15:paraId=\"0C\" w15:paraIdParent=\"0B\" w15:done=\"0\"/>\
        <w15:commentEx w15:paraId=\"0D\" w15:done=\"1\"/></w15:commentsEx>";
    let ids = "<w16cid:commentsIds xmlns:w16cid=\"i\"><w16cid:commentId w16cid:paraId=\"0B\" w16cid:durableId=\"7B\"/>\
        <w16cid:commentId w16cid:paraId=\"0C\" w16cid:durableId=\"7C\"/></w16cid:commentsIds>";
    let extensible = "<w16cex:commentsExtensible xmlns:w16cex=\"x\"><w16cex:commentExtensible w16cex:durableId=\"7B\" w16cex:dateUtc=\"2024-01-01T00:00:00Z\"><w16cex:extLst/></w16cex:commentExtensible>\
        <w16cex:commentExtensible w16cex:durableId=\"7C\"/></w16cex:commentsExtensible>";
    let bytes = package(BODY, COMMENTS, "");
    let bytes = beside(&bytes, "commentsExtended", "2011", extended);
    let bytes = beside(&bytes, "commentsIds", "2016/09", ids);
    let bytes = beside(&bytes, "commentsExtensible", "2018/08", extensible);
    let clean_one = clean(&bytes).unwrap();
    let comments = part(&clean_one, "word/comments.xml");
    assert!(!comments.contains("gouji") && comments.contains("已改"));
    assert_eq!(
        part(&clean_one, "word/commentsExtended.xml"),
        "<w15:commentsEx xmlns:w15=\"e\">\
        <w15:commentEx w15:paraId=\"0C\" w15:done=\"0\"/>\
        <w15:commentEx w15:paraId=\"0D\" w15:done=\"1\"/></w15:commentsEx>"
    );
    assert_eq!(
        part(&clean_one, "word/commentsIds.xml"),
        "<w16cid:commentsIds xmlns:w16cid=\"i\">\
        <w16cid:commentId w16cid:paraId=\"0C\" w16cid:durableId=\"7C\"/></w16cid:commentsIds>"
    );
    assert_eq!(
        part(&clean_one, "word/commentsExtensible.xml"),
        "<w16cex:commentsExtensible xmlns:w16cex=\"x\">\
        <w16cex:commentExtensible w16cex:durableId=\"7C\"/></w16cex:commentsExtensible>"
    );
    assert!(clean(&clean_one).unwrap() == clean_one);
}
