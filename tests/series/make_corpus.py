#!/usr/bin/env python3
"""Makes reports of many bodies over several years, right in themselves and with one another, and breaks some of them.

  make_corpus.py --out DIR [--bodies 200] [--years 2019-2023] [--seed 1] [--share 0.1] [--gaps 0.02]

Writes DIR/reports/<body>/<year>.txt or .md, DIR/gouji.toml (who reports to whom, in the areas declared complete) and
DIR/manifest.tsv: the file of each defect, its kind, the other file that shows it, and what a right finding must mention:
tokens between “;”, of which those between “|” stand for one another. The same seed gives the same files.
A share of the bodies gets one defect each, in one year; the years after it follow the new figures. Before anything is
written, every identity within and between the reports is computed again from the final figures and texts: exactly the
defects that were put in may be found. A share of the bodies without a defect lacks one year (gaps).
"""
import argparse
import collections
import os
import random
import re

import figures as f
from layout import LAYOUTS
from prose import FIVE, ONE, report, sentences, story
from words import PUBLIC, expand

HERE = os.path.dirname(os.path.abspath(__file__))
FIRST = '青云柏栖沐澜芷蓼棠苇岚霁溯浔苔枫桐榆槐芦荻茯莳葭薇菱萍芸蕙茗黛砚磬箬笙'
SECOND = '原岭川湖溪浦渚坪塘洲陂垟墩冲坞岗畈埠津湾渡'
DEPARTMENTS = ['财政局', '民政局', '水利局', '司法局', '审计局', '农业农村局', '交通运输局', '应急管理局', '住房和城乡建设局', '市场监督管理局']
KINDS = ['carry-over', 'carry-over-columns', 'regulations-in-force', 'documents-in-force', 'repealed-more', 'last-year-items', 'year-on-year',
         'year-on-year-amount', 'last-year-figure', 'pending-cases', 'copied-last-year', 'copied-body', 'area-sum', 'two-versions']
NUMBERS = set(KINDS[:6]) | {'pending-cases'}
SAID = {'year-on-year': 'percent', 'year-on-year-amount': 'amount', 'last-year-figure': 'last'}
SHARED = 4                                    # so many sentences in common are a copy


class Body:
    """A body that reports, with what stays the same over its years."""

    def __init__(self, rng, level, name, place, parent, me):
        self.level, self.name, self.place, self.parent, self.me = level, name, place, parent, me
        self.government, self.children, self.declared = level in ('city', 'county', 'town'), [], False
        low, high = {'city': (120, 420), 'county': (30, 140), 'office': (8, 70), 'department': (3, 40), 'town': (0, 14)}[level]
        self.size = rng.randint(low, high)
        self.disputed = min(.9, self.size / 60)
        self.regulations = rng.randint(6, 40) if level == 'city' else 0
        self.documents = rng.randint(20, 160) if level in ('city', 'county') else rng.choice((0, 5, 12, 30))
        self.acts = rng.randint(300, 9000) if level in ('city', 'county') else rng.choice((0, 15, 120, 600))
        self.items = rng.randint(5, 60)
        self.layout, self.apart, self.signs = rng.choice(list(LAYOUTS)), rng.random() < .4, rng.random() < .6
        self.ordinals = rng.choice((['一是', '二是', '三是'], ['1.', '2.', '3.']))
        self.figs, self.said, self.texts = {}, {}, {}
        self.kind = self.year = self.first = self.source = self.copied = self.gap = None
        if parent:
            parent.children.append(self)

    @property
    def frozen(self):
        """Whether other reports add these figures up."""
        return self.declared or bool(self.parent and self.parent.declared)

    def path(self, year, more=''):
        return f'reports/{self.name}/{year}{more}{LAYOUTS[self.layout][1]}'


def stems(rng):
    """Names of places that no gazetteer has."""
    with open(os.path.join(HERE, '../../rules/places.toml'), encoding='utf-8') as file:
        real = file.read()
    out = [a + b for a in FIRST for b in SECOND if a + b not in real]
    out += [a + b + c for a in FIRST for b in FIRST for c in SECOND[:9] if a != b and a + b not in real]
    short = len(FIRST) * len(SECOND) // 2
    head, tail = out[:short], out[short:]
    rng.shuffle(head)
    rng.shuffle(tail)
    return iter(head + tail)


def plan(rng, count):
    """Bodies of three levels; some counties and cities are declared complete."""
    names, bodies, counties, cities = stems(rng), [], 0, 0

    def add(*args):
        bodies.append(Body(rng, *args))
        return bodies[-1]

    while len(bodies) < count:
        place = next(names) + '市'
        city = add('city', place + '人民政府', place, None, '我市')
        city.declared, cities = cities % 6 == 4, cities + 1
        add('office', place + '人民政府办公室', place, city, '我办')
        for _ in range(3):
            place = next(names) + '县'
            county = add('county', place + '人民政府', place, city, '我县')
            county.declared, counties = counties % 5 == 1, counties + 1
            add('office', place + '人民政府办公室', place, county, '我办')
            if rng.random() < .6:
                add('department', place + rng.choice(DEPARTMENTS), place, county, '我局')
            full = rng.random() < .5
            for _ in range(rng.randint(3, 5)):
                own = next(names) + rng.choice('镇镇乡')
                add('town', (place if full else '') + own + '人民政府', own, county, '我' + own[-1])
    for body in bodies[count:]:               # an area that is cut off is not complete
        if body.parent:
            body.parent.children.remove(body)
        above = body.parent
        while above:
            above.declared, above = False, above.parent
    return bodies[:count]


def wrong_years(kind, body, years):
    """The years in which a body can have a defect of this kind."""
    later = [y for y in years[1:] if y - 1 in years]
    if kind in NUMBERS | {'two-versions'} and (body.frozen or body.size < (3 if kind == 'carry-over' else 8)):
        return []
    if kind in ('regulations-in-force', 'documents-in-force', 'repealed-more'):
        ruled = body.regulations if kind == 'regulations-in-force' else body.documents
        return [y for y in later if f.form(y - 1) == 2021] if ruled else []
    if kind == 'last-year-items':
        return [y for y in later if f.form(y) == 2019]
    if kind in SAID:
        return later if body.size >= 6 and not body.declared else []
    if kind == 'area-sum':
        return years if body.declared and not (body.parent and body.parent.declared) else []
    return years if kind in ('two-versions', 'copied-body') else later


def give_defects(rng, bodies, years, share):
    """Chooses bodies and years for the kinds in turn."""
    kinds = [kind for kind in KINDS if any(wrong_years(kind, b, years) for b in bodies)]
    wanted = [kinds[n % len(kinds)] for n in range(round(len(bodies) * share))]
    wanted.sort(key=lambda kind: kind not in ('area-sum', 'regulations-in-force'))   # those that few bodies can have
    for kind in wanted:
        able = [b for b in bodies if not b.kind and not b.copied and wrong_years(kind, b, years)]
        if kind == 'copied-body':
            able = [b for b in able if sources(b, bodies)]
        if not able:
            continue
        body = rng.choice(able)
        body.kind, body.year = kind, rng.choice(wrong_years(kind, body, years))
        if kind == 'copied-body':
            body.source = rng.choice(sources(body, bodies))
            body.source.copied = True


def sources(body, bodies):
    return [b for b in bodies if b.level == body.level and b.parent is not body.parent and not b.kind and not b.copied and b is not body]


def make_figures(body, years, seed):
    """The figures of all years, tried again until exactly the defect shows."""
    kind = body.kind if body.kind in NUMBERS else None
    for attempt in range(3000):
        rng = random.Random(f'{seed}/figures/{body.name}/{attempt}')
        fault = (kind, rng.randrange(3)) if kind == 'pending-cases' else kind
        if body.declared:
            body.figs = {y: f.added(child.figs[y] for child in body.children) for y in years}
        else:
            body.figs = f.chain(rng, body, years, fault, body.year)
        if body.kind == 'area-sum':
            body.figs[body.year] = f.raised(rng, body.figs[body.year])
        found = [(y, bad[0]) for y in years[1:] for bad in f.between(body.figs[y - 1], body.figs[y], None)]
        comparable = body.kind not in SAID or len({0, *now_and_last(body, body.year)}) == 3
        if found == ([(body.year, kind)] if kind else []) and comparable:
            break
    else:
        raise SystemExit(f'no figures of {body.name} with {body.kind}')
    rng = random.Random(f'{seed}/said/{body.name}')
    for y in years[1:]:
        if rng.random() < .42 or (y == body.year and body.kind in SAID):
            body.said[y] = say(rng, body, y)
    if body.kind == 'two-versions':
        body.first = f.raised(rng, body.figs[body.year])


def now_and_last(body, year):
    return f.row(body.figs[year], 'new')[6], f.row(body.figs[year - 1], 'new')[6]


def say(rng, body, year, now=None):
    """A comparison with last year: what is compared, the figure, whether there are more now. Wrong where it is the defect."""
    table, last = now_and_last(body, year)
    now = table if now is None else now
    wrong = SAID.get(body.kind) if year == body.year else None
    how = wrong or rng.choice(('percent', 'amount', 'last'))
    if now == last or how == 'percent' and not last:
        how = 'last'
    places = rng.choice(('1', '0.1', '0.1', '0.01')) if last and abs(now - last) / last > .02 else '0.01'
    value = {'percent': f.percent(now, last, places) if last else '', 'amount': abs(now - last), 'last': last}[how]
    if wrong == 'percent':
        values = [f.percent(now, last + d, places) for d in range(1 - last, 30) if (now > last + d) == (now > last) and now != last + d]
        value = rng.choice([v for v in values if abs(float(v) - float(value)) > 1.5])
    elif wrong:
        value = rng.choice([value + d for d in (-4, -3, -2, -1, 1, 2, 3, 5, 10) if value + d > 0])
    return how, value, now > last


def make_texts(body, years, seed):
    used = set()
    for y in years:
        rng = random.Random(f'{seed}/text/{body.name}/{y}')
        text = story(rng, body, used)
        if y > years[0]:                      # a sentence or a problem may stay
            for topic in ('监督保障', '问题'):
                if rng.random() < .15:
                    text[topic][0] = body.texts[y - 1][topic][0]
        if body.level == 'town' and rng.random() < .4:     # and townships of a county tell of the same campaign
            shared = random.Random(f'{seed}/county/{body.parent.name}/{y}')
            text['主动公开'].append(expand(shared, shared.choice(PUBLIC)))
        if (y, body.kind) == (body.year, 'copied-last-year'):
            text.update(copied(rng, body.texts[y - 1], text, rng.choice((ONE, FIVE, FIVE))))
        body.texts[y] = text
        used = sentences(text, ONE + FIVE)


def copied(rng, text, own, topics):
    """A section word for word, at times but for one passage."""
    out = {topic: list(text[topic]) for topic in topics}
    if rng.random() < .4:
        topic = rng.choice(topics[:2] if topics == FIVE else topics[1:])
        out[topic] = out[topic][:-1] + own[topic][-1:] if topics == FIVE else own[topic]
    return out


def shown(bodies, years):
    """All defects that the final figures and texts show: (file, kind, other file, tokens)."""
    found, owners = [], collections.defaultdict(list)
    for body in bodies:
        for y in years:
            assert not f.within(body.figs[y]), (body.name, y, f.within(body.figs[y]))
            for s in sentences(body.texts[y], ONE):
                owners[s].append((body, y))
            if body.declared:
                found += [(body.path(y), k, '', tokens) for k, *tokens in f.below(body.figs[y], [c.figs[y] for c in body.children])]
            if y - 1 not in years:
                continue
            last, texts = body.figs[y - 1], (body.texts[y - 1], body.texts[y])
            found += [(body.path(y), k, body.path(y - 1), tokens) for k, *tokens in f.between(last, body.figs[y], body.said.get(y))]
            for topics in (ONE, FIVE):
                if len(sentences(texts[0], topics) & sentences(texts[1], topics)) >= SHARED:
                    found.append((body.path(y), 'copied-last-year', body.path(y - 1), []))
        if body.kind == 'two-versions':
            (_, *tokens), = f.below(body.figs[body.year], [body.first])
            assert not f.within(body.first)
            found.append((body.path(body.year, '-2'), 'two-versions', body.path(body.year), tokens))
    pairs = collections.Counter()
    for where in owners.values():
        pairs.update((a, b) for a in where for b in where if a[0].name < b[0].name)
    for ((a, y), (b, z)), n in pairs.items():
        if n >= SHARED:
            (a, y), (b, z) = ((a, y), (b, z)) if a.source is b else ((b, z), (a, y))
            found.append((a.path(y), 'copied-body', b.path(z), []))
    return found


def area_table(bodies):
    """Who reports to whom, for gouji.toml."""
    lines = ['[area]', 'complete = true', '', '[area.below]']
    for body in bodies:
        if body.declared:
            lines.append(f'"{body.name}" = [{", ".join(chr(34) + child.name + chr(34) for child in body.children)}]')
    return '\n'.join(lines) + '\n'


def write(out, path, text):
    path = os.path.join(out, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(text)


def write_reports(out, body, years, seed):
    for y in years:
        rng = random.Random(f'{seed}/report/{body.name}/{y}')
        day = (y + 1, 3, rng.randint(1, 28)) if body.government and rng.random() < .4 else (y + 1, 1, rng.randint(16, 30))
        said, state, more = body.said.get(y), rng.getstate(), ''
        if (y, body.kind) == (body.year, 'two-versions'):
            body.signs, more = True, '-2'
            earlier = say(random.Random(f'{seed}/earlier/{body.name}'), body, y, f.row(body.first, 'new')[6]) if said else None
            write(out, body.path(y), report(rng, body, y, body.first, body.texts[y], earlier, (y + 1, 1, 12)))
            rng.setstate(state)
        if y != body.gap:
            write(out, body.path(y, more), report(rng, body, y, body.figs[y], body.texts[y], said, day))


def make(out, count=200, years=(2019, 2020, 2021, 2022, 2023), seed=1, share=.1, gaps=.02):
    """Makes a corpus; gives the rows of its manifest."""
    years, rng = list(years), random.Random(f'{seed}/plan')
    bodies = plan(rng, count)
    give_defects(rng, bodies, years, share)
    for body in reversed(bodies):             # those below come first
        make_figures(body, years, seed)
        make_texts(body, years, seed)
    for body in bodies:
        if body.source:
            own = body.texts[body.year]
            own.update(copied(random.Random(f'{seed}/copied/{body.name}'), body.source.texts[body.year], own, ONE))
    rows = sorted(shown(bodies, years))
    put_in = sorted((b.path(b.year, '-2' if b.kind == 'two-versions' else ''), b.kind) for b in bodies if b.kind)
    assert [row[:2] for row in rows] == put_in, set(put_in) ^ {row[:2] for row in rows}
    whole = [b for b in bodies if not (b.kind or b.copied or b.frozen)]
    for body in rng.sample(whole, min(len(whole), round(count * gaps))) if len(years) > 2 else []:
        body.gap = rng.choice(years[1:-1])
    for body in bodies:
        write_reports(out, body, years, seed)
    write(out, 'gouji.toml', area_table(bodies))
    lines = [(path, kind, other, ';'.join(map(str, tokens))) for path, kind, other, tokens in rows]
    write(out, 'manifest.tsv', '\n'.join('\t'.join(line) for line in [('file', 'kind', 'other', 'tokens'), *lines]) + '\n')
    return lines


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--out', required=True)
    ap.add_argument('--bodies', type=int, default=200)
    ap.add_argument('--years', default='2019-2023')
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--share', type=float, default=.1)
    ap.add_argument('--gaps', type=float, default=.02)
    a = ap.parse_args()
    first, last = map(int, re.fullmatch(r'(20\d\d)-(20\d\d)', a.years).groups())
    rows = make(a.out, a.bodies, range(first, last + 1), a.seed, a.share, a.gaps)
    for kind in KINDS:
        print(f'{kind:22} {sum(row[1] == kind for row in rows)}')


if __name__ == '__main__':
    main()
