(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = JSON.parse($('#words').textContent);
  const form = $('#filters');
  const overview = $('#overview');
  const reports = $$('.report');
  document.documentElement.classList.add('js');
  if (overview) $('main').prepend(overview);
  const { follow, go, lay, prepare } = moveReports(() => words, (by, from) => step(by, from));

  // ---- filters

  const option = (select, value, text) => {
    const one = document.createElement('option');
    one.value = value;
    one.textContent = text;
    select.append(one);
  };
  const found = new Set($$('.note').map((note) => note.dataset.r));
  const rules = [...found].map((id) => [id, words.faults[id] || words.rules[id] || id]).sort((a, b) => a[1].localeCompare(b[1]));
  rules.forEach(([id, title]) => option(form.rule, id, title));
  const bodies = [...new Set(reports.map((r) => r.dataset.b).filter(Boolean))].sort();
  bodies.forEach((body) => option(form.body, body, body));
  form.rule.hidden = rules.length < 2;
  form.body.hidden = bodies.length < 2;

  const all = $$('.note');
  const texts = new Map();
  const text = (element, selector) => {
    if (!texts.has(element)) texts.set(element, $(selector, element).textContent.toLowerCase());
    return texts.get(element);
  };
  const rowOf = new Map($$('#reports tbody tr').map((row) => ['r' + row.dataset.n, row]));
  let every = false;

  const filter = () => {
    const levels = [...form.severity].filter((box) => box.checked).map((box) => box.value);
    const [rule, body, wanted] = [form.rule.value, form.body.value, form.text.value.trim().toLowerCase()];
    const narrow = levels.length < 3 || rule || wanted;
    let shown = 0;
    let visible = 0;
    for (const report of reports) {
      const named = wanted && text(report, 'summary').includes(wanted);
      const of = !body || report.dataset.b === body;
      const on = new Set();
      for (const note of $$('.note', report)) {
        const fits = of && levels.some((l) => note.classList.contains(l)) && (!rule || note.dataset.r === rule)
          && (!wanted || named || text(note, '.said').includes(wanted) || note.dataset.r.includes(wanted));
        note.hidden = !fits;
        if (fits) on.add(note.dataset.f);
      }
      for (const one of $$('.list li, mark, .ref', report)) {
        const fits = one.dataset.f.split(' ').some((f) => on.has(f));
        if (one.tagName === 'MARK') one.classList.toggle('off', !fits);
        else one.hidden = !fits;
      }
      report.hidden = !of || (narrow && !on.size && !(named && !rule && levels.length === 3));
      shown += on.size;
      visible += report.hidden ? 0 : 1;
    }
    const count = { n: shown, m: all.length, r: visible };
    $('output', form).textContent = words.shown.replace(/\{(\w)\}/g, (_, key) => count[key]);
    limit();
    lay();
  };
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('reset', () => setTimeout(filter));
  form.addEventListener('submit', (event) => event.preventDefault());

  const step = (by, from) => {
    const notes = all.filter((note) => !note.hidden && !note.closest('.report').hidden);
    if (!notes.length) return;
    const here = notes.indexOf(from || step.at);
    step.at = notes[here < 0 ? (by > 0 ? 0 : notes.length - 1) : (here + by + notes.length) % notes.length];
    const place = document.getElementById(step.at.id.replace('f', 'p'));
    go(step.at);
    (place || step.at).scrollIntoView({ block: 'center' });
  };
  form.next.addEventListener('click', () => step(1));
  form.previous.addEventListener('click', () => step(-1));
  form.unfold.hidden = reports.length < 2;
  form.unfold.addEventListener('click', () => {
    for (const report of reports) $('details', report).open = !report.hidden;
    lay();
  });

  // ---- overview

  const body = $('#reports tbody');
  const more = document.createElement('button');
  /** Shows the first rows that fit the filters, or all of them. */
  const limit = () => {
    if (!body) return;
    const fit = [...body.rows].filter((row) => !document.getElementById('r' + row.dataset.n).hidden);
    for (const row of body.rows) row.hidden = true;
    const first = every ? fit : fit.slice(0, Number(body.dataset.rows));
    first.forEach((row) => { row.hidden = false; });
    more.hidden = first.length === fit.length;
  };
  if (body) {
    more.type = 'button';
    more.className = 'all';
    more.textContent = body.dataset.all;
    more.addEventListener('click', () => { every = true; limit(); });
    body.closest('.wide').after(more);
    const heads = [...body.closest('table').tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') === 'descending' || (at === 0 && !head.hasAttribute('aria-sort'));
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const value = (row) => row.cells[at].textContent;
        const order = (a, b) => (at ? value(a) - value(b) : value(a).localeCompare(value(b)));
        body.append(...[...body.rows].sort((a, b) => (up ? order(a, b) : order(b, a))));
        limit();
      });
    });
    for (const key of ['rule', 'body']) {
      for (const label of $$('[data-' + key + ']', overview)) {
        const button = document.createElement('button');
        button.type = 'button';
        button.append(...label.childNodes);
        label.append(button);
        button.addEventListener('click', () => {
          form[key].value = label.dataset[key];
          filter();
          form.scrollIntoView({ block: 'start' });
          form[key].focus();
        });
      }
    }
  }

  prepare(document);
  filter();
  follow();
})();
