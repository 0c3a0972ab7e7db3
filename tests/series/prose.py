"""The text of made reports: what is free in sections one and five, and the whole report around it."""
import re

import words as w
from figures import GROUPS, GROUP_NAMES, ROWS, cases, form, row
from layout import LAYOUTS, table_four, table_three, table_two

TITLES = ['总体情况', '主动公开政府信息情况', '收到和处理政府信息公开申请情况', '政府信息公开行政复议、行政诉讼情况', '存在的主要问题及改进情况', '其他需要报告的事项']
TOPICS = [('主动公开', w.PUBLIC, 2), ('依申请公开', None, 0), ('政府信息管理', w.MANAGE, 2), ('平台建设', w.PLATFORM, 3), ('监督保障', w.GUARD, 2)]
NUMERALS = '一二三四五六'


def story(rng, body, used):
    """Free sentences of a year: {topic: [sentence]} with the problems and measures of section five.

    `used` holds the sentences of the year before; at most one of them comes again."""
    def fresh(templates, count):
        out = []
        for template in rng.sample(templates, count):
            while True:
                text = published(rng, template) if '{sum}' in template else w.expand(rng, template)
                if text not in used:
                    break
            out.append(text)
        return out

    out = {}
    for topic, bank, count in TOPICS:
        if bank:
            out[topic] = fresh(bank, count + rng.randint(0, 1))
    out['主动公开'].insert(rng.randint(0, 1), fresh(w.PUBLISHED, 1)[0])
    if body.government:
        out['监督保障'].append(w.expand(rng, rng.choice(w.ASSESSED)))
    for topic in ('平台建设', '政府信息管理'):
        if not out[topic][0].startswith('“') and rng.random() < .3:
            out[topic][0] = '{年}年，' + out[topic][0]
    for topic, bank, ends in (('问题', w.PROBLEMS, w.CAUSES), ('改进', w.MEASURES, w.RESULTS)):
        out[topic] = [s + w.expand(rng, end) for s, end in zip(fresh(bank, 3), rng.sample(ends, 3))]
    out['题'] = [rng.choice(w.PROBLEM_HEADS), rng.choice(w.MEASURE_HEADS)]
    return out


def published(rng, template):
    parts = [rng.randint(9, 260) for _ in range(3)]
    text = w.expand(rng, template).replace('{sum}', str(sum(parts)))
    for name, n in zip('abc', parts):
        text = text.replace('{%s}' % name, str(n))
    return text


ONE, FIVE = tuple(topic for topic, bank, _ in TOPICS if bank), ('问题', '改进', '题')


def sentences(text, topics):
    """The free sentences of a section, for counting those that two reports share."""
    return {s for topic in topics for s in text[topic]} - set(w.PROBLEM_HEADS) - set(w.MEASURE_HEADS)


def fill(text, body, year, **more):
    values = {'我': body.me, '号': body.place[:-1], '名': body.name, '年': year, '上年': year - 1, '下年': year + 1, **more}
    return re.sub(r'\{([^{}]+)\}', lambda m: str(values[m[1]]), text)


def said_clause(rng, said):
    """A clause about last year's figure."""
    how, value, more = said
    if how == 'percent':
        text = rng.choice(w.PERCENT).replace('{p}', str(value))
        return text.replace('{增长}', '增长' if more else '下降').replace('{上升}', '上升' if more else '下降')
    if how == 'amount':
        return rng.choice(w.AMOUNT).replace('{d}', str(value)).replace('{增加}', '增加' if more else '减少')
    return rng.choice(w.LAST).replace('{k}', str(value))


def requests(rng, body, year, fig, said):
    """The paragraph on requests, which agrees with tables three and four."""
    new, left, total, out = (row(fig, key)[6] for key in ('new', 'in', ROWS, 'out'))

    def choose(bank, **more):
        return fill(w.expand(rng, rng.choice(bank)), body, year, **more)

    clauses = [choose(w.RECEIVED, n=new) if new else choose(w.NONE_RECEIVED)]
    if said:
        clauses.append(fill(said_clause(rng, said), body, year))
    if said and said[0] == 'last' and rng.random() < .5:
        clauses[-2:] = [f'{clauses[-2]}（{clauses[-1]}）']
    if left:
        clauses.append(choose(w.CARRIED_IN, n=left))
    if total or out:
        clauses.append(choose(w.ANSWERED, n=total))
        clauses.append(choose(w.CARRIED_OUT, n=out) if out else choose(w.NONE_CARRIED_OUT))
    text = '，'.join(clauses) + '。'
    groups = [(name, row(fig, rows)[6]) for name, rows in zip(GROUP_NAMES, GROUPS)]
    groups = [f'{name}{n}件' for name, n in groups if n]
    if len(groups) > 1 and rng.random() < .4:
        text += choose(w.OUTCOMES) + rng.choice('、，').join(groups) + '。'
    if new and rng.random() < .35:
        text += choose(w.APPLICANTS, a=row(fig, 'new')[0], b=new - row(fig, 'new')[0])
    reviews, suits = cases(fig, 0)[4], cases(fig, 1)[4] + cases(fig, 2)[4]
    return text + (choose(w.REVIEWS, n=reviews) if reviews else choose(w.NO_REVIEWS)) + '，' + \
        (choose(w.LAWSUITS, n=suits) if suits else choose(w.NO_LAWSUITS)) + '。'


def report(rng, body, year, fig, text, said, signed):
    """A whole report. The same generator gives the same phrasing of the same figures."""
    def choose(bank, **more):
        return fill(w.expand(rng, rng.choice(bank)), body, year, **more)

    table, _, mark = LAYOUTS[body.layout]

    def head(n):
        return f'\n{mark}{NUMERALS[n]}、{TITLES[n]}\n' + ('\n' if mark else '')

    gap = '\n\n' if mark else '\n'
    out = f'{"# " if mark else ""}{body.name}{year}年政府信息公开工作年度报告\n\n' + choose(w.OPENING, 通知=w.NOTICE[form(year)]) + '\n' + head(0)
    for n, (topic, bank, _) in enumerate(TOPICS):
        part = [fill(s, body, year) for s in text[topic]] if bank else [requests(rng, body, year, fig, said)]
        if topic == '政府信息管理' and form(year) == 2021 and body.documents:
            part.append(choose(w.DOCUMENTS, m=fig['docs', 'made'], r=fig['docs', 'gone'], v=fig['docs', 'valid']))
        title = f'（{NUMERALS[n]}）{topic}'
        out += title + (f'情况{gap}' if body.apart else '。') + ''.join(part) + gap
    for n, rows in ((1, table_two(fig, year)), (2, table_three(fig, year)), (3, table_four(fig))):
        note = choose(w.TABLE_NOTE)
        out += head(n) + (note + '\n\n' if note else '') + table(rows)
    out += head(4)
    for title, topic, end in zip(text['题'], ('问题', '改进'), (gap, '\n')):
        out += title + ''.join(f'{o}{fill(s, body, year)}。' for o, s in zip(body.ordinals, text[topic])) + end
    out += head(5)
    paid = fig.get(('fee',), 0) > 2 and rng.random() < .5
    out += (choose(w.FEE_PAID, n=rng.choice((100, 200))) if paid else choose(w.FEE)) + (choose(w.OTHER) if rng.random() < .6 else '') + '\n'
    return out + (f'\n{body.name}{gap}{signed[0]}年{signed[1]}月{signed[2]}日\n' if body.signs else '')
