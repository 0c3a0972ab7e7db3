"""The tables of a report, and the three ways in which made reports write them."""
from figures import COLUMNS, ROWS, cases, form, row

NOTE = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'
APPLICANTS = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他']
RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
OUTCOMES = [
    ('（一）予以公开', None), ('（二）部分公开（区分处理的，只计这一情形，不计其他情形）', None),
    ('（三）不予公开', '1.属于国家秘密'), ('', '2.其他法律行政法规禁止公开'), ('', '3.危及“三安全一稳定”'), ('', '4.保护第三方合法权益'),
    ('', '5.属于三类内部事务信息'), ('', '6.属于四类过程性信息'), ('', '7.属于行政执法案卷'), ('', '8.属于行政查询事项'),
    ('（四）无法提供', '1.本机关不掌握相关政府信息'), ('', '2.没有现成信息需要另行制作'), ('', '3.补正后申请内容仍不明确'),
    ('（五）不予处理', '1.信访举报投诉类申请'), ('', '2.重复申请'), ('', '3.要求提供公开出版物'), ('', '4.无正当理由大量反复申请'),
    ('', '5.要求行政机关确认或重新出具已获取信息'),
    ('（六）其他处理', '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'),
    ('', '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'), ('', '3.其他'),
]


def money(hundredths):
    return '0' if not hundredths else f'{hundredths // 100}.{hundredths % 100:02}'


def table_two(fig, year):
    if form(year) == 2021:
        documents = [[fig[name, what] for what in ('made', 'gone', 'valid')] for name in ('regs', 'docs')]
        return [['第二十条第（一）项'], ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
                ['规章', *documents[0]], ['行政规范性文件', *documents[1]],
                ['第二十条第（五）项'], ['信息内容', '本年处理决定数量'], ['行政许可', fig['act', 0]],
                ['第二十条第（六）项'], ['信息内容', '本年处理决定数量'], ['行政处罚', fig['act', 1]], ['行政强制', fig['act', 2]],
                ['第二十条第（八）项'], ['信息内容', '本年收费金额（单位：万元）'], ['行政事业性收费', money(fig['fee',])]]
    documents = [[fig[name, what] for what in ('made', 'public', 'total')] for name in ('regs', 'docs')]
    items = [[fig['item', n, what] for what in ('last', 'delta', 'done') if ('item', n, what) in fig] for n in range(5)]
    heads = ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量']
    return [['第二十条第（一）项'], ['信息内容', '本年新制作数量', '本年新公开数量', '对外公开总数量'],
            ['规章', *documents[0]], ['规范性文件', *documents[1]],
            ['第二十条第（五）项'], heads, ['行政许可', *items[0]], ['其他对外管理服务事项', *items[1]],
            ['第二十条第（六）项'], heads, ['行政处罚', *items[2]], ['行政强制', *items[3]],
            ['第二十条第（八）项'], heads[:3], ['行政事业性收费', *items[4]],
            ['第二十条第（九）项'], ['信息内容', '采购项目数量', '采购总金额'], ['政府集中采购', fig['buy', 'count'], fig['buy', 'sum']]]


def table_three(fig, year):
    rows = [[NOTE, None, None, '申请人情况'], ['', None, None, '自然人', '法人或其他组织', None, None, None, None, '总计'],
            ['', None, None, '', *APPLICANTS, ''],
            ['一、本年新收政府信息公开申请数量', None, None, *row(fig, 'new')],
            ['二、上年结转政府信息公开申请数量', None, None, *row(fig, 'in')]]
    lines = [(*OUTCOMES[n], row(fig, n)) for n in ROWS]
    if form(year) == 2019:
        lines[18:] = [('（六）其他处理', None, row(fig, ROWS[18:]))]
    for n, (group, label, values) in enumerate(lines + [('（七）总计', None, row(fig, ROWS))]):
        rows.append(['' if n else '三、本年度办理结果', group, label, *values])
    return rows + [['四、结转下年度继续办理', None, None, *row(fig, 'out')]]


def table_four(fig):
    return [['行政复议', None, None, None, None, '行政诉讼'], RESULTS + ['未经复议直接起诉', None, None, None, None, '复议后起诉'],
            [''] * 5 + RESULTS * 2, [n for g in range(3) for n in cases(fig, g)]]


def written(cell):
    """None is a place that the cell before it spans."""
    return '' if cell is None else str(cell)


def tabs(rows):
    """Rows of cells between tabs."""
    return ''.join('\t'.join(map(written, line)) + '\n' for line in rows)


def cells(rows):
    """One cell a line after a tab, an empty line after each row."""
    return ''.join(''.join(f'\t{cell}\n' for cell in line if cell is not None) + '\n' for line in rows)


def pipes(rows):
    """A Markdown table."""
    width = max(map(len, rows))
    full = [[written(cell) for cell in line] + [''] * (width - len(line)) for line in rows]
    lines = ['| ' + ' | '.join(line) + ' |\n' for line in full]
    return lines[0] + '|' + ' --- |' * width + '\n' + ''.join(lines[1:])


LAYOUTS = {'tabs': (tabs, '.txt', ''), 'cells': (cells, '.txt', ''), 'pipes': (pipes, '.md', '## ')}
assert len(OUTCOMES) == len(ROWS) and len(COLUMNS) == 6
