"""Figures of made reports: chains over the years, sums of areas, and the identities that must hold.

The figures of a report are one flat dict of whole numbers, so that the figures of an area are sums of such dicts:
('new', c), ('in', c), (row, c) and ('out', c) of table three, ('case', group, cell) of table four, ('regs' | 'docs', what),
('act', n), ('fee',) in hundredths, and in the form of 2019 ('item', n, what) and ('buy', what) of table two.
"""
from decimal import ROUND_HALF_UP, Decimal

COLUMNS, ROWS = range(6), range(21)          # applicants without the total; outcomes in the order of the form of 2021
GROUPS = (range(0, 1), range(1, 2), range(2, 10), range(10, 13), range(13, 18), range(18, 21))
GROUP_NAMES = ('予以公开', '部分公开', '不予公开', '无法提供', '不予处理', '其他处理')
OUTCOME_WEIGHTS = (30, 12, 1, 1, 1, 4, 3, 3, 2, 3, 22, 6, 4, 4, 2, 1, 1, 1, 2, 1, 2)
COLUMN_WEIGHTS = (80, 11, 1, 2, 2, 4)
PENDING, WHAT19, WHAT21 = 3, ('made', 'public', 'total'), ('made', 'gone', 'valid')


def form(year):
    return 2019 if year <= 2020 else 2021


def split(rng, n, weights):
    out = [0] * len(weights)
    for k in rng.choices(range(len(weights)), weights, k=n):
        out[k] += 1
    return out


def row(fig, key):
    """The seven cells of a row of table three, or of a sum of rows."""
    keys = key if isinstance(key, (range, tuple)) else (key,)
    cells = [sum(fig[k, c] for k in keys) for c in COLUMNS]
    return cells + [sum(cells)]


def cases(fig, group):
    """The five cells of one group of table four."""
    cells = [fig['case', group, k] for k in range(4)]
    return cells + [sum(cells)]


def following(rng, body, year, before, fault):
    """The figures of one year, joined to those of the year before, but for the fault."""
    fig = {}
    received = split(rng, rng.randint(body.size // 2, body.size * 3 // 2), COLUMN_WEIGHTS)
    left = [before['out', c] for c in COLUMNS] if before else [rng.choice((0, 1, 2)), rng.choice((0, 0, 1)), 0, 0, 0, 0]
    if fault == 'carry-over':
        c = rng.randrange(2)
        left[c] += rng.choice([d for d in (-3, -2, -1, 1, 2, 3, 5, 9) if left[c] + d >= 0])
    elif fault == 'carry-over-columns':
        pairs = [(a, b) for a in COLUMNS for b in COLUMNS if left[a] > left[b]]
        if pairs:
            a, b = rng.choice(pairs)
            left[a], left[b] = left[b], left[a]
    most = max(2, body.size // 12)
    for c in COLUMNS:
        have = received[c] + left[c]
        out = min(have, rng.randint(0, most) if c == 0 else rng.choice((0, 0, 0, 0, 1, 2)))
        fig['new', c], fig['in', c], fig['out', c] = received[c], left[c], out
        for r, n in zip(ROWS, split(rng, have - out, OUTCOME_WEIGHTS)):
            fig[r, c] = n
    for g in range(3):
        waiting = before['case', g, PENDING] if before else 0
        count = waiting + (rng.choice((0, 1, 1, 2, 3, 5)) if rng.random() < body.disputed else 0)
        if fault == ('pending-cases', g):
            count = rng.randint(0, max(waiting - 1, 0))
        elif isinstance(fault, tuple) and g > 0 and fault[1] > 0:
            count = 0                        # both kinds of lawsuits may be counted together
        waits = 0 if isinstance(fault, tuple) else min(count, rng.choice((0, 0, 1, 2, 3)))
        for k, n in enumerate(split(rng, count - waits, (6, 2, 2)) + [waits]):
            fig['case', g, k] = n
    two = same_form(before, form(year))
    if form(year) == 2019:
        table_two_2019(rng, body, fig, two, fault)
    else:
        table_two_2021(rng, body, fig, two, fault)
    return fig


def same_form(fig, wanted):
    return fig if fig and (('act', 0) in fig) == (wanted == 2021) else None


def table_two_2019(rng, body, fig, before, fault):
    for name, large in (('regs', body.regulations), ('docs', body.documents)):
        made = rng.randint(0, large // 8 + 1) if large else 0
        public = rng.randint(0, made)
        fig[name, 'made'], fig[name, 'public'], fig[name, 'total'] = made, public, public + (rng.randint(1, large * 2) if large else 0)
    wrong = rng.randrange(5) if fault == 'last-year-items' else None
    for n in range(5):
        last = before['item', n, 'last'] + before['item', n, 'delta'] if before else rng.randint(0, body.items)
        if n == wrong:
            last += rng.choice([d for d in (-3, -2, 1, 2, 4, 10) if last + d >= 0])
        delta = rng.choice((0, 0, 1, 3, -1, -2))
        fig['item', n, 'last'], fig['item', n, 'delta'] = last, max(delta, -last)
        if n < 4:
            fig['item', n, 'done'] = rng.randint(0, body.acts)
    fig['buy', 'count'] = rng.randint(0, body.items)
    fig['buy', 'sum'] = fig['buy', 'count'] * rng.randint(300, 9000)


def table_two_2021(rng, body, fig, before, fault):
    for name, large in (('regs', body.regulations), ('docs', body.documents)):
        made = rng.choice((0, 0, 1, rng.randint(0, large // 8 + 2))) if large else 0
        old = before[name, 'valid'] if before else rng.randint(large // 2, large * 3 // 2) if large else 0
        gone = min(old + made, rng.choice((0, 0, 1, 2, rng.randint(0, large // 10 + 1)))) if large else 0
        valid = old + made - gone
        if fault == {'regs': 'regulations-in-force', 'docs': 'documents-in-force'}[name]:
            valid += rng.choice([d for d in (-4, -2, -1, 1, 2, 3, 7) if valid + d >= max(made, 1)] or [1])
        elif fault == 'repealed-more' and name == 'docs':
            made, gone, valid = 0, old + rng.randint(1, 6), rng.randint(0, 5)
        fig[name, 'made'], fig[name, 'gone'], fig[name, 'valid'] = made, gone, valid
    for n in range(3):
        fig['act', n] = rng.randint(0, body.acts) // (1, 2, 9)[n]
    fig['fee',] = rng.choice((0, rng.randint(1, body.acts * 40 + 1))) if body.acts > 20 else 0


def chain(rng, body, years, fault=None, wrong_year=None):
    figs, before = {}, None
    for year in years:
        figs[year] = before = following(rng, body, year, before, fault if year == wrong_year else None)
    return figs


def added(parts):
    """The figures of a whole area: all parts are of one year, so of one form."""
    total = {}
    for part in parts:
        for key, n in part.items():
            total[key] = total.get(key, 0) + n
    return total


def raised(rng, fig):
    """Another version of a report, right in itself, with the same figures carried in and out."""
    fig, c, d = dict(fig), rng.choice((0, 0, 1)), rng.choice((1, 2, 3, 4, 7, 11))
    for key in (('new', c), (rng.choice((0, 1, 10)), c)):
        fig[key] += d
    return fig


def percent(now, last, places):
    """The change in per cent as people write it, rounded: without its sign and without idle zeros."""
    p = (Decimal(abs(now - last)) * 100 / Decimal(last)).quantize(Decimal(places), ROUND_HALF_UP)
    return format(p.normalize(), 'f')


# ---------------------------------------------------------------- what must hold
def within(fig):
    """The identities inside one report that fail."""
    bad = [('negative', key) for key, n in fig.items() if n < 0 and key[-1] != 'delta']
    total, new, left, out = row(fig, ROWS), row(fig, 'new'), row(fig, 'in'), row(fig, 'out')
    bad += [('balance', c) for c in range(7) if new[c] + left[c] != total[c] + out[c]]
    for name in ('regs', 'docs'):
        if (name, 'valid') in fig and fig[name, 'valid'] < fig[name, 'made'] - fig[name, 'gone']:
            bad.append(('in force', name))
        if (name, 'total') in fig and fig[name, 'public'] > fig[name, 'total']:
            bad.append(('public', name))
    return bad


def between(last, now, said):
    """The identities between the reports of two years that fail: kind and the figures that show it.

    Figures that may stand for one another are joined by “|”."""
    bad = []
    out, left = row(last, 'out'), row(now, 'in')
    if out[6] != left[6]:
        bad.append(('carry-over', out[6], left[6]))
    elif out != left:
        wrong = [c for c in COLUMNS if out[c] != left[c]]
        bad.append(('carry-over-columns', '|'.join(str(out[c]) for c in wrong), '|'.join(str(left[c]) for c in wrong)))
    for name, kind in (('regs', 'regulations-in-force'), ('docs', 'documents-in-force')):
        if (name, 'valid') in last and (name, 'valid') in now:
            had, made, gone, valid = last[name, 'valid'], now[name, 'made'], now[name, 'gone'], now[name, 'valid']
            if gone > had + made:
                bad.append(('repealed-more', gone, had + made))
            elif had + made - gone != valid:
                bad.append((kind, had + made - gone, valid))
    for n in range(5):
        if ('item', n, 'last') in last and ('item', n, 'last') in now:
            due = last['item', n, 'last'] + last['item', n, 'delta']
            if due != now['item', n, 'last']:
                bad.append(('last-year-items', due, now['item', n, 'last']))
    for g in range(3):
        if last['case', g, PENDING] > cases(now, g)[4]:
            bad.append(('pending-cases', last['case', g, PENDING], cases(now, g)[4]))
    suits = [sum(last['case', g, PENDING] for g in (1, 2)), sum(cases(now, g)[4] for g in (1, 2))]
    if suits[0] > suits[1] and not any(b[0] == 'pending-cases' for b in bad):
        bad.append(('pending-cases', *suits))
    return bad + compared(row(last, 'new')[6], row(now, 'new')[6], said)


def compared(last, now, said):
    """What a sentence says of last year, against last year's table."""
    if not said:
        return []
    how, value, more = said
    places = '1' if '.' not in str(value) else '0.1' if str(value)[-2] == '.' else '0.01'
    right = {'percent': percent(now, last, places) if last else None, 'amount': abs(now - last), 'last': last}[how]
    if str(value) == str(right) and (how == 'last' or more == (now > last)):
        return []
    kind = {'percent': 'year-on-year', 'amount': 'year-on-year-amount', 'last': 'last-year-figure'}[how]
    return [(kind, value, last if how == 'last' else f'{right}|{last}')]


def below(fig, parts):
    """The figures of a complete area that are not the sum of the reports below: kind and the figures of both sides."""
    total = added(parts)
    wrong = [key for key in fig if fig[key] != total[key]]
    if not wrong:
        return []
    pairs = [(fig[key], total[key]) for key in wrong]
    keys = {key[0] for key in wrong}
    for rows in ('new', ROWS):
        if rows == ROWS and not keys & set(ROWS) or rows == 'new' and 'new' not in keys:
            continue
        pairs += [(a, b) for a, b in zip(row(fig, rows), row(total, rows)) if a != b]
    for key in wrong:
        if key[0] in ROWS:
            pairs += [(a, b) for a, b in zip(row(fig, key[0]), row(total, key[0])) if a != b]
    return [('area-sum', '|'.join(str(a) for a, _ in pairs), '|'.join(str(b) for _, b in pairs))]
