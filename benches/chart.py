#!/usr/bin/env python3
"""Draws `speed.json`, which `compare.py --write` wrote, as the charts of the READMEs: `python3 benches/chart.py`.

A bar is the processor time of a thousand reports. `--check` draws nothing and fails where the charts show other figures.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "benches/speed.json"
# what is said of each tool, in English and Chinese
WORDS = {
    "gouji": ("gouji: every rule of the national pack", "gouji：国家规则包的全部规则"),
    "checker.py": ("a script as an office would write it (Python): some sums and dates", "办公室常见的脚本（Python）：部分合计和日期"),
    "typos": ("typos: spelling of words", "typos：拼写"),
    "rg -c": ("ripgrep: lines with one word", "ripgrep：数含有一个词的行"),
}
TITLES = ("Seconds of processor time for 1,000 reports", "检查 1000 份报告的处理器时间（秒）")
LANGUAGES = {"speed.svg": 0, "speed.zh-CN.svg": 1}
STYLE = ("text{font:14px system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;fill:#24292f}"
         ".small{font-size:12px;fill:#57606a}.bar{fill:#8c959f}.own{fill:#c8102e}"
         "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.small{fill:#9198a1}.own{fill:#ff6e6e}}")
WIDTH, LEFT, ROW, BAR = 820, 10, 44, 14


def drawn(figures, lang):
    """The chart in a language: 0 English, 1 Chinese."""
    tools = [(name, figures["seconds"][name]) for name in WORDS if name in figures["seconds"]]
    most = max(seconds for _, seconds in tools)
    parts = [f'<text x="{LEFT}" y="20">{TITLES[lang]}</text>']
    y = 34
    for name, seconds in tools:
        width = max(2, seconds / most * (WIDTH - 120))
        own = " own" if name == "gouji" else ""
        parts.append(f'<text x="{LEFT}" y="{y + 14}" class="small">{WORDS[name][lang]}</text>')
        parts.append(f'<rect x="{LEFT}" y="{y + 20}" width="{width:.0f}" height="{BAR}" class="bar{own}"/>')
        parts.append(f'<text x="{LEFT + width + 8:.0f}" y="{y + 32}">{seconds:.2f}</text>')
        y += ROW
    machine = figures["machine"]
    measured = (f"{figures['day']}, {machine}; {figures['reports']:,} made reports of {figures['kilobytes']:.0f} KB, no cache; benches/compare.py",
                f"{figures['day']}，{machine}；{figures['reports']} 份生成的报告，每份 {figures['kilobytes']:.0f} KB，不用缓存；benches/compare.py")
    parts.append(f'<text x="{LEFT}" y="{y + 16}" class="small">{measured[lang]}</text>')
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 28}" width="{WIDTH}" role="img">\n'
            f"<title>{TITLES[lang]}</title>\n<style>{STYLE}</style>\n{body}\n</svg>\n")


def main():
    figures = json.loads(FIGURES.read_text("utf-8"))
    for name, lang in LANGUAGES.items():
        path = ROOT / "docs/pictures" / name
        chart = drawn(figures, lang)
        if "--check" not in sys.argv:
            path.write_text(chart, encoding="utf-8", newline="\n")
        elif path.read_text("utf-8") != chart:
            sys.exit(f"{name} shows other figures than speed.json: python3 benches/chart.py")


if __name__ == "__main__":
    main()
