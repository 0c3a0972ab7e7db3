'use strict';
/**
 * Moves the reports of a page: notes beside their places, cells with the sums that they take part in.
 * `words()` names rules and the ends of sums, `step(by, from)` goes to the next finding from a note.
 */
const moveReports = (words, step) => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // ---- places and notes

  const reveal = (target) => {
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  };
  const go = (target) => {
    reveal(target);
    lay();
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  };
  const follow = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) go(target);
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    history.replaceState(null, '', link.hash);
    go(target);
  });
  addEventListener('hashchange', follow);

  /** Puts each note beside its place, as far as the notes above it let it. */
  const lay = () => {
    const wide = matchMedia('(min-width: 70rem)').matches && !matchMedia('print').matches;
    for (const sheet of $$('details[open] > .inside > .text')) {
      const origin = sheet.getBoundingClientRect().top;
      const tops = [];
      let free = 0;
      sheet.style.minHeight = '';
      for (const note of $$('.note:not([hidden])', sheet)) {
        const place = wide && document.getElementById(note.id.replace('f', 'p'));
        const top = place ? Math.max(free, place.getBoundingClientRect().top - origin - 8) : 0;
        if (wide) free = top + note.offsetHeight + 10;
        tops.push([note, top]);
      }
      for (const [note, top] of tops) note.style.top = wide ? top + 'px' : '';
      if (wide) sheet.style.minHeight = free + 'px';
    }
  };
  document.addEventListener('toggle', (event) => { if (event.target.closest('.report')) lay(); }, true);
  addEventListener('resize', lay);

  const light = (event, on) => {
    const from = event.target.closest && event.target.closest('[data-f]');
    const report = from && from.closest('.report');
    if (!report) return;
    const of = from.dataset.f.split(' ');
    for (const one of $$('[data-f]', report)) {
      if (on && one.dataset.f.split(' ').some((f) => of.includes(f))) one.classList.add('lit');
      else one.classList.remove('lit');
    }
  };
  for (const [name, on] of [['mouseover', true], ['mouseout', false], ['focusin', true], ['focusout', false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }

  // ---- cells

  const card = document.createElement('div');
  card.id = 'card';
  card.setAttribute('role', 'tooltip');
  card.hidden = true;
  document.body.append(card);
  const figures = new WeakMap();
  const figuresOf = (report) => {
    if (!figures.has(report)) {
      const data = $('script[type="application/json"]', report);
      figures.set(report, data && JSON.parse(data.textContent));
    }
    return figures.get(report);
  };
  const line = (tag, kind, content) => {
    const one = document.createElement(tag);
    one.className = kind;
    one.textContent = content;
    return one;
  };
  let current = null;
  const hide = () => {
    card.hidden = true;
    if (!current) return;
    current.removeAttribute('aria-describedby');
    $$('.with', current.closest('.report')).forEach((cell) => cell.classList.remove('with'));
    current = null;
  };
  const show = (cell) => {
    if (cell === current) return;
    hide();
    const report = cell.closest('.report');
    const data = figuresOf(report);
    if (!data) return;
    current = cell;
    const [names, sums] = data.c[cell.dataset.c];
    card.replaceChildren(line('p', 'name', names.map((n) => data.n[n]).filter(Boolean).join(' · ')));
    const list = sums.map((at) => data.s[at]).sort((a, b) => a[0] - b[0]);
    for (const [holds, rule, instance, said] of list) {
      const one = line('p', holds ? 'holds' : 'broken', said + ' ');
      const id = data.n[rule];
      one.append(line('b', '', holds ? words().holds : words().broken));
      one.append(line('small', '', [words().rules[id] || id, data.n[instance]].filter(Boolean).join(' · ')));
      card.append(one);
    }
    if (!list.length) card.append(line('p', 'empty', words().none));
    const broken = sums.filter((at) => !data.s[at][0]);
    for (const other of $$('[data-c]', report)) {
      const shares = data.c[other.dataset.c][1].some((at) => (broken.length ? broken : sums).includes(at));
      if (other !== cell && shares) other.classList.add('with');
    }
    card.hidden = false;
    cell.setAttribute('aria-describedby', 'card');
    const box = cell.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    card.style.left = Math.max(8, Math.min(box.left, width - card.offsetWidth - 8)) + 'px';
    const below = box.bottom + 6 + card.offsetHeight < innerHeight;
    card.style.top = Math.max(8, below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + 'px';
  };
  const cellOf = (event) => event.target.closest && event.target.closest('[data-c]');
  document.addEventListener('mouseover', (event) => {
    const cell = cellOf(event);
    if (cell) show(cell);
    else if (!card.contains(event.target) && !(current && current.contains(document.activeElement))) hide();
  });
  document.addEventListener('focusin', (event) => (cellOf(event) ? show(cellOf(event)) : hide()));
  addEventListener('scroll', () => { if (current && !current.contains(document.activeElement)) hide(); }, { passive: true });
  document.addEventListener('click', (event) => {
    const cell = cellOf(event);
    if (cell && !event.target.closest('a')) cell.focus({ preventScroll: true });
  });

  /** Names the rules of notes, and gives each table one stop of the tab key; arrows go on from there. */
  const prepare = (root) => {
    for (const note of $$('.note', root)) {
      const title = words().rules[note.dataset.r];
      if (title) $('code', note).title = title;
    }
    for (const table of $$('.text table', root)) {
      const cells = $$('[data-c]', table);
      if (!cells.length) continue;
      table.setAttribute('role', 'grid');
      cells.forEach((cell, at) => { cell.tabIndex = at ? -1 : 0; });
    }
  };
  const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    if (event.target.classList.contains('note') && 'np'.includes(event.key)) step(event.key === 'n' ? 1 : -1, event.target);
    const cell = cellOf(event);
    const move = moves[event.key];
    if (!cell || !move || event.target !== cell) return;
    const cells = $$('[data-c]', cell.closest('table'));
    let next = cells[cells.indexOf(cell) + move[1]];
    if (move[0]) {
      const box = cell.getBoundingClientRect();
      const middle = (box.left + box.right) / 2;
      const ahead = cells.filter((other) => (other.getBoundingClientRect().top - box.top) * move[0] > 1);
      const far = (other) => {
        const at = other.getBoundingClientRect();
        return Math.abs(at.top - box.top) + 4 * Math.abs((at.left + at.right) / 2 - middle);
      };
      next = ahead.sort((a, b) => far(a) - far(b))[0];
    }
    event.preventDefault();
    if (!next) return;
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  // ---- print

  let closed = [];
  addEventListener('beforeprint', () => {
    hide();
    $$('.note').forEach((note) => { note.style.top = ''; });
    closed = $$('.report > details[open] .note details:not([open])');
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => {
    closed.forEach((details) => { details.open = false; });
    lay();
  });

  return { follow, go, lay, prepare };
};
