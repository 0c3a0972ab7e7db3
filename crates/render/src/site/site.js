// The search, and the links that open an example in the page that checks. Pages can be read without this script.
"use strict";
(() => {
  const { up, index } = document.body.dataset;
  const form = document.getElementById("search");
  const field = document.getElementById("q");
  const list = document.getElementById("found");
  const none = document.getElementById("none");
  const MOST = 12;
  let loading = null;
  let at = -1;

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());

  /** The index, which is a script because a page on disk may load nothing else. */
  function load() {
    loading ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = up + index;
      script.addEventListener("load", () => done(window.GOUJI.map(([to, title, word, text]) =>
        ({ to, title, word, text, low: [title, word, text].map((t) => t.toLowerCase()) }))));
      script.addEventListener("error", () => done([]));
      document.head.append(script);
    });
    return loading;
  }

  /** How well an entry fits: 0 if one of the words is nowhere in it. */
  function weight({ low: [title, word, text] }, words) {
    let sum = 0;
    for (const w of words) {
      const here = word === w ? 20 : word.startsWith(w) ? 12 : title.startsWith(w) ? 10 : title.includes(w) ? 8
        : word.includes(w) ? 6 : text.includes(w) ? 1 : 0;
      if (!here) return 0;
      sum += here;
    }
    return sum;
  }

  /** Text with the words marked. */
  function marked(text, words) {
    const out = document.createDocumentFragment();
    const low = text.toLowerCase();
    let from = 0;
    for (;;) {
      const next = words.map((w) => [low.indexOf(w, from), w.length]).filter(([p]) => p >= 0).sort(([a], [b]) => a - b)[0];
      if (!next) break;
      out.append(text.slice(from, next[0]));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next[0], next[0] + next[1]);
      out.append(mark);
      from = next[0] + next[1];
    }
    out.append(text.slice(from));
    return out;
  }

  /** What stands around the first of the words. */
  function around({ text, low }, words) {
    const first = Math.min(...words.map((w) => low[2].indexOf(w)).filter((p) => p >= 0));
    if (!Number.isFinite(first)) return text.slice(0, 60);
    const start = Math.max(0, first - 20);
    return (start ? "…" : "") + text.slice(start, start + 60);
  }

  function close() {
    list.hidden = none.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    at = -1;
  }

  async function find() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return close();
    const all = await load();
    const found = all.map((entry) => [weight(entry, words), entry]).filter(([w]) => w);
    found.sort(([a], [b]) => b - a);
    close();
    for (const [nth, [, entry]] of found.slice(0, MOST).entries()) {
      const item = list.appendChild(document.createElement("li"));
      item.id = `found-${nth}`;
      item.setAttribute("role", "option");
      const link = item.appendChild(document.createElement("a"));
      link.href = up + entry.to;
      link.tabIndex = -1;
      const title = link.appendChild(document.createElement("b"));
      title.append(marked(entry.title, words));
      link.append(" ");
      link.appendChild(document.createElement("code")).append(marked(entry.word, words));
      const text = link.appendChild(document.createElement("span"));
      text.append(marked(around(entry, words), words));
    }
    list.hidden = !found.length;
    none.hidden = Boolean(found.length);
    field.setAttribute("aria-expanded", String(Boolean(found.length)));
  }

  function move(step) {
    const items = [...list.children];
    if (!items.length) return;
    items[at]?.classList.remove("at");
    items[at]?.setAttribute("aria-selected", "false");
    at = (at + step + items.length) % items.length;
    items[at].classList.add("at");
    items[at].setAttribute("aria-selected", "true");
    items[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", items[at].id);
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter") (list.children[Math.max(at, 0)]?.querySelector("a"))?.click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    }
  });

  /** Text in a form for addresses. */
  async function packed(text) {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  }

  // the text of an example is on the page once; a browser that cannot pack it opens the page without it
  for (const link of document.querySelectorAll("a.try")) {
    const report = link.closest("section").querySelector("pre.whole").textContent;
    const page = link.getAttribute("href");
    const linked = JSON.stringify({ pack: link.dataset.pack, report });
    packed(linked).then((fragment) => { link.href = `${page}#pack=${fragment}`; }, () => {});
  }
})();
