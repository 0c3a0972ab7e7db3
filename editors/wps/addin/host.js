// Ties the page to WPS: gives it the open document, and opens what it makes. The build puts this into the page; outside of
// WPS it does nothing. It touches the page as a user does: by its field for files and by its links for downloads.
"use strict";
(() => {
  const app = window.Application;
  if (!app || !app.FileSystem || !app.PluginStorage) return;

  const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const FIELD = "input[type=file]:not([webkitdirectory])";
  const blobs = new Map();
  let file = null;

  /** Bytes as WPS gives and takes them: a character for each. */
  const toBytes = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff);
  const toText = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return text;
  };

  /** The document that the button was pressed for. It is taken once: a page that is loaded again begins empty. */
  function taken() {
    const kept = app.PluginStorage.getItem("gouji.file");
    app.PluginStorage.setItem("gouji.file", "");
    if (!kept) return null;
    const { path, name, folder, temporary } = JSON.parse(kept);
    const bytes = toBytes(app.FileSystem.readAsBinaryString(path));
    if (temporary) app.FileSystem.Remove(path);
    return { folder, made: new File([bytes], name, { type: WORD }) };
  }

  /** Puts a file into the page's field. */
  function give(field) {
    const carried = new DataTransfer();
    carried.items.add(file.made);
    field.files = carried.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Gives the file as soon as the page has its field. */
  function wait() {
    const field = document.querySelector(FIELD);
    if (field) return give(field);
    const watch = new MutationObserver(() => {
      const found = document.querySelector(FIELD);
      if (!found) return;
      watch.disconnect();
      give(found);
    });
    watch.observe(document, { childList: true, subtree: true });
  }

  /** A path that nothing stands at. */
  function free(folder, name) {
    const end = name.lastIndexOf(".");
    const [stem, kind] = end > 0 ? [name.slice(0, end), name.slice(end)] : [name, ""];
    const slash = /[\\/]$/.test(folder) ? "" : folder.includes("\\") ? "\\" : "/";
    for (let n = 1; ; n += 1) {
      const path = `${folder}${slash}${stem}${n > 1 ? ` (${n})` : ""}${kind}`;
      if (!app.FileSystem.Exists(path)) return path;
    }
  }

  /** Writes what the page made beside the document, and opens it if it is one. */
  async function keep(blob, name) {
    const plain = name.replace(/[\\/:*?"<>|]/g, "_");
    const path = free((file && file.folder) || app.Env.GetHomePath(), plain);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    if (!app.FileSystem.writeAsBinaryString(path, toText(bytes))) return alert(`没有能写入 ${path}`);
    if (/\.docx$/i.test(path)) app.Documents.Open(path);
    else alert(`已保存：${path}`);
  }

  // a page in a dialog of WPS cannot download: what it offers is written to disk
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (what) => {
    const url = create(what);
    if (what instanceof Blob) blobs.set(url, what);
    return url;
  };
  const revoke = URL.revokeObjectURL.bind(URL);
  URL.revokeObjectURL = (url) => {
    blobs.delete(url);
    revoke(url);
  };
  function caught(link) {
    const blob = link && link.hasAttribute("download") ? blobs.get(link.href) : undefined;
    if (blob) keep(blob, link.download || "gouji").catch((error) => alert(String(error)));
    return Boolean(blob);
  }
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[download]") : null;
    if (!caught(link)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  const click = HTMLElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    // a link in the page is caught above
    if (this.isConnected || !caught(this)) click.call(this);
  };

  try {
    file = taken();
  } catch (error) {
    alert(`没有能读出文档：${error}`);
  }
  if (file) wait();
})();
