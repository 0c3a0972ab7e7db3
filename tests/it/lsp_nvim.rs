//! The language server in a real Neovim.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What the editor does: it opens a report, reads, hovers, fixes, saves; opens a pack, completes, reads.
const SCRIPT: &str = r#"
local out = {}
local function done() vim.fn.writefile({vim.fn.json_encode(out)}, 'out.json'); vim.cmd('qa!') end
local function serve()
  local id = vim.lsp.start_client({ cmd = {vim.env.GOUJI, 'lsp'}, root_dir = vim.fn.getcwd(),
    init_options = { lang = 'en' } })
  vim.lsp.buf_attach_client(0, id)
  vim.wait(20000, function() local c = vim.lsp.get_client_by_id(id); return c and c.initialized end)
  return id
end
local function texts()
  return vim.tbl_map(function(d) return d.message end, vim.diagnostic.get(0))
end
local function request(method, params)
  local all = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  for _, answer in pairs(all) do return answer.result end
end
local ok, why = pcall(function()
  vim.cmd('edit report.txt')
  serve()
  vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end)
  out.found = texts()
  local first
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == 'TARGET' then first = d end
  end
  out.text = vim.api.nvim_buf_get_lines(0, first.lnum, first.lnum + 1, false)[1]:sub(first.col + 1, first.end_col)
  local position = { line = first.lnum, character = 0 }
  local hints = request('textDocument/inlayHint', { textDocument = { uri = vim.uri_from_bufnr(0) },
    range = { start = { line = 0, character = 0 }, ['end'] = { line = 9999, character = 0 } } })
  out.hint = hints[1].label
  out.hover = request('textDocument/hover', { textDocument = { uri = vim.uri_from_bufnr(0) },
    position = hints[1].position }).contents.value
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  for _, action in ipairs(request('textDocument/codeAction', params)) do
    if action.edit and action.kind == 'quickfix' then
      out.action = action.title
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      break
    end
  end
  vim.cmd('write')
  vim.wait(30000, function()
    for _, d in ipairs(vim.diagnostic.get(0)) do if d.code == 'TARGET' then return false end end
    return true
  end)
  out.left = texts()
  vim.cmd('edit own.toml')
  serve()
  vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end)
  out.pack = texts()
  vim.fn.cursor(vim.fn.search('check = '), 20)
  local offered = request('textDocument/completion', vim.lsp.util.make_position_params())
  out.offered = vim.tbl_map(function(item) return item.label end, offered.items or offered)
  vim.fn.cursor(vim.fn.search('extends = '), 13)
  out.base = request('textDocument/definition', vim.lsp.util.make_position_params())[1].uri
end)
if not ok then out.error = tostring(why) end
done()
"#;

/// A report with a date that exists in no calendar, written the way that a fix puts right.
fn report() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/qinghe-2023.txt");
    fs::read_to_string(path).unwrap()
}

const OWN: &str = r#"[pack]
id = "own"
extends = "national"

[[rule]]
id = "own-carried"
title = "结转"
severty = "error"
check = "申请[结转下年, 总计] <= 申请[新收, 总计]"
message = "多了"

[[rule.case]]
expect = "fail"
set = { "申请[结转下年, 总计]" = "300" }
"#;

/// What the script `t.lua` of a folder writes down, run by Neovim with a variable.
fn said(folder: &Path, (name, value): (&str, String)) -> Value {
    let status = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-n", "-c", "luafile t.lua"])
        .env(name, value)
        .env("GOUJI_CACHE_DIR", folder.join("cache"))
        .current_dir(folder)
        .status()
        .unwrap();
    assert!(status.success());
    let out = fs::read_to_string(folder.join("out.json")).unwrap();
    let out: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(out["error"], Value::Null, "{out}");
    out
}

#[test]
#[ignore = "needs Neovim"]
fn neovim_reads_hovers_fixes_and_completes() {
    let gouji = env!("CARGO_BIN_EXE_gouji");
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("report.txt", &report());
    write("own.toml", OWN);
    // the rule of the first finding with a fix
    let checked = Command::new(gouji)
        .args(["check", "report.txt", "--format", "json", "--lang", "en"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let checked: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let findings = checked["reports"][0]["diagnostics"].as_array().unwrap();
    let fixable = |d: &&Value| !d["fixes"].as_array().unwrap().is_empty();
    let target = findings.iter().find(fixable).unwrap();
    let rule = target["rule"].as_str().unwrap();
    write("t.lua", &SCRIPT.replace("TARGET", rule));
    let out = said(folder.path(), ("GOUJI", gouji.into()));
    assert_eq!(
        out["found"].as_array().unwrap().len(),
        findings.len(),
        "{out}"
    );
    let marked = &target["labels"][0];
    let (from, to) = (
        marked["start"]["column"].as_u64(),
        marked["end"]["column"].as_u64(),
    );
    let length = usize::try_from(to.unwrap() - from.unwrap()).unwrap();
    assert_eq!(
        out["text"].as_str().unwrap().chars().count(),
        length,
        "{out}"
    );
    assert!(out["hint"].as_str().unwrap().starts_with("= "), "{out}");
    assert!(out["hover"].as_str().unwrap().contains(" = "), "{out}");
    assert!(
        out["left"].as_array().unwrap().len() < findings.len(),
        "{out}"
    );
    let pack = out["pack"].to_string();
    assert!(
        pack.contains("severty") && pack.contains("severity"),
        "{out}"
    );
    let offered = out["offered"].to_string();
    assert!(offered.contains("结转下年"), "{out}");
    // a pack that comes along is opened as a copy
    let base = out["base"].as_str().unwrap();
    assert!(base.contains("/cache/packs-"), "{out}");
    let base = fs::read_to_string(base.strip_prefix("file://").unwrap()).unwrap();
    assert!(base.contains("id = \"national\""));
}

/// What `docs/editors.md` says: opens a report with it and waits for findings.
const PAGE_SCRIPT: &str = r#"
local out = {}
local ok, why = pcall(function()
  if vim.lsp.config then
    dofile('page.lua')
    vim.cmd('edit report.txt')
    vim.cmd('setfiletype text')
  else
    vim.cmd('edit report.txt')
    OLD
  end
  vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end)
  out.found = #vim.diagnostic.get(0)
end)
if not ok then out.error = tostring(why) end
vim.fn.writefile({vim.fn.json_encode(out)}, 'out.json'); vim.cmd('qa!')
"#;

#[test]
#[ignore = "needs Neovim"]
fn the_lines_of_the_page_serve_neovim() {
    for page in ["docs/editors.md", "docs/editors.zh-CN.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let (_, behind) = text.split_once("```lua\n").unwrap();
        let (lua, behind) = behind.split_once("```").unwrap();
        assert!(lua.contains("vim.lsp.config(") && lua.contains("vim.lsp.enable("));
        let old = behind
            .split('`')
            .find(|t| t.starts_with("vim.lsp."))
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("report.txt", &report());
        write("page.lua", lua);
        write("t.lua", &PAGE_SCRIPT.replace("OLD", old));
        let gouji = Path::new(env!("CARGO_BIN_EXE_gouji")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", gouji.display());
        let out = said(folder.path(), ("PATH", path));
        assert!(out["found"].as_u64().unwrap() > 0, "{page}: {out}");
    }
}
