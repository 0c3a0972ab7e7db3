// Stands for WPS where none is: what its interface has of what the add-in uses. Anything else is an error, and so is a task pane.
"use strict";

/** An object that knows only what it has. */
function strict(name, members) {
  return new Proxy(members, {
    get(target, key) {
      if (typeof key === "symbol" || key in target) return target[key];
      throw new TypeError(`${name}.${key} is not in this WPS`);
    },
    set(_, key) {
      throw new TypeError(`${name}.${key} cannot be set`);
    },
  });
}

/** A file system of strings, a character for each byte. */
function disk(files) {
  const all = new Map(Object.entries(files));
  return {
    all,
    Exists: (path) => all.has(path),
    Remove: (path) => void all.delete(path),
    readAsBinaryString(path) {
      if (!all.has(path)) throw new Error(`no file ${path}`);
      return all.get(path);
    },
    writeAsBinaryString(path, data) {
      all.set(path, data);
      return true;
    },
  };
}

/** A WPS with an open document, if one is given, and files on a disk. */
function mock({ document = null, files = {}, storage = {} } = {}) {
  const fs = disk(files);
  const done = { dialogs: [], opened: [], fs, storage: new Map(Object.entries(storage)) };
  const doc = document && strict("Document", {
    Name: document.name,
    Path: document.folder,
    FullName: document.folder ? `${document.folder}\\${document.name}` : document.name,
    Saved: document.saved,
    ...(document.old ? { SaveCopyAs: undefined } : { SaveCopyAs: (path) => void fs.all.set(path, document.bytes) }),
  });
  const Application = strict("Application", {
    ActiveDocument: doc,
    Documents: strict("Documents", { Count: doc ? 1 : 0, Open: (path) => void done.opened.push(path) }),
    FileSystem: strict("FileSystem", fs),
    Env: strict("Env", { GetTempPath: () => "C:\\Temp\\", GetHomePath: () => "C:\\Users\\ke" }),
    PluginStorage: strict("PluginStorage", {
      getItem: (key) => done.storage.get(key) ?? null,
      setItem: (key, value) => void done.storage.set(key, value),
    }),
    ShowDialog: (...words) => void done.dialogs.push(words),
    CreateTaskPane() {
      throw new Error("this WPS blocks task panes");
    },
  });
  return { Application, done };
}

if (typeof module === "object") module.exports = { mock };
