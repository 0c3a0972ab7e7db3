// The buttons of the add-in. WPS calls these functions by the names in ribbon.xml.
"use strict";

/** The page that checks; the build puts it beside this file. */
const PAGE = "gouji.html";
/** Word's format .docx, as the interface of documents numbers it. */
const DOCX = 12;
const WIDTH = 1100, HEIGHT = 760;

const SAID = {
  none: "请先打开一份报告，再点“检查本文档”。",
  unsaved: "这份文档还没有保存在本机上。请先保存成 .docx 文件，再点“检查本文档”。",
  failed: "没有能读出文档的内容，请先保存再试：",
};

function OnAddinLoad() {
  return true;
}

function OnAction(control) {
  if (control.Id === "goujiCheck") check();
  else if (control.Id === "goujiOpen") show(null);
  return true;
}

function GetImage(control) {
  return control.Id === "goujiCheck" ? "images/check.svg" : "images/open.svg";
}

/** Shows the open document in the page. */
function check() {
  const app = window.Application;
  const doc = app.Documents.Count > 0 ? app.ActiveDocument : null;
  if (!doc) return alert(SAID.none);
  let file;
  try {
    file = fileOf(doc);
  } catch (error) {
    return alert(SAID.failed + error);
  }
  if (file) show(file);
  else alert(SAID.unsaved);
}

/**
 * Where the document can be read: its own file if that holds all of it, else a copy in the folder for temporary files.
 * Null if there is neither.
 */
function fileOf(doc) {
  const { FileSystem, Env } = window.Application;
  const onDisk = Boolean(doc.Path) && !/^https?:/i.test(doc.Path) && FileSystem.Exists(doc.FullName);
  const folder = onDisk ? doc.Path : "";
  if (onDisk && doc.Saved) return { path: doc.FullName, name: doc.Name, folder, temporary: false };
  if (typeof doc.SaveCopyAs !== "function") return null;
  const name = doc.Name.replace(/\.[^.]*$/, "") + ".docx";
  const path = inside(Env.GetTempPath(), `gouji-${Date.now()}.docx`);
  doc.SaveCopyAs(path, DOCX);
  return FileSystem.Exists(path) ? { path, name, folder, temporary: true } : null;
}

/** A path in a folder. */
function inside(folder, name) {
  const slash = /[\\/]$/.test(folder) ? "" : folder.includes("\\") ? "\\" : "/";
  return folder + slash + name;
}

/** Opens the page, and says which file it is about. New versions of WPS block task panes; a dialog they allow. */
function show(file) {
  const app = window.Application;
  app.PluginStorage.setItem("gouji.file", file ? JSON.stringify(file) : "");
  const here = decodeURI(document.location.toString());
  const scale = window.devicePixelRatio || 1;
  app.ShowDialog(here.slice(0, here.lastIndexOf("/") + 1) + PAGE, "勾稽检查", WIDTH * scale, HEIGHT * scale, false);
}
