#!/usr/bin/env python3
"""The whole process against other tools, in one run: `python3 benches/compare.py [REPORTS] [--write]`.

Builds gouji and nothing else (GOUJI names a program that is there). With `--write` the figures go to `speed.json`, with day and
machine, and are drawn for the READMEs. Reports are made by ../shared/eval/make_corpus.py where that is, else by copying the samples
with other numbers. ../shared/eval/checker.py, a script as an office would write it, ripgrep, typos and autocorrect stand
beside gouji where they are (TYPOS, AUTOCORRECT name others). Prints a table, and the targets with what was reached; a target
that is missed is said, and is no failure.
"""
import datetime, json, os, platform, random, re, shutil, statistics, subprocess, sys, tempfile, time
from pathlib import Path

import chart

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared/eval/make_corpus.py"
SCRIPT = ROOT.parent / "shared/eval/checker.py"
OWN = ROOT / "benches/own.toml"
WORD = ROOT / "tests/fixtures/docx/year-not-changed.docx"


def make(folder, count):
    """Reports of all layouts; about 7 KB each."""
    if SHARED.exists():
        subprocess.run([sys.executable, SHARED, "--out", folder, "--n", str(count), "--seed", "5"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return folder / "reports"
    samples = sorted((ROOT / "tests/samples").glob("*-202?.*")) + [ROOT / "tests/fixtures/reports/right.md"]
    dice = random.Random(5)
    reports = folder / "reports"
    reports.mkdir()
    for nth in range(count):
        sample = samples[nth % len(samples)]
        text = re.sub(r"\b[1-9]\b", lambda _: str(dice.randint(1, 9)), sample.read_text("utf-8"))
        (reports / f"r{nth:05}{sample.suffix}").write_text(text, "utf-8")
    return reports


class Cost:
    """What a command took: seconds on the clock and of the processor, and the most memory in MiB."""

    def __init__(self, command, times):
        runs = []
        for _ in range(times):
            begin = time.perf_counter()
            child = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, _, used = os.wait4(child.pid, 0)
            child.returncode = 0
            runs.append((used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss / 1024))
        self.cpu, self.wall, self.rss = (min(run[at] for run in runs) for at in range(3))
        self.middle = statistics.median(run[1] for run in runs)


def table(head, rows):
    rows = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    for row in rows:
        print("  ".join(cell.ljust(w) if at == 0 else cell.rjust(w) for at, (cell, w) in enumerate(zip(row, widths))))
    print()


def main():
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    count = int(numbers[0]) if numbers else 10_000
    program = os.environ.get("GOUJI")
    if program is None:
        subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
        program = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/gouji"
    gouji = [program, "check", "--no-cache", "--fail-on", "never"]
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), count, gouji)


def measure(folder, count, gouji):
    reports = make(folder, count)
    files = [f for f in reports.rglob("*") if f.is_file()]
    megabytes = sum(f.stat().st_size for f in files) / 1e6
    tools = {"gouji": [*gouji, "-f", "json", reports], "gouji, one thread": [*gouji, "--jobs", "1", "-f", "json", reports]}
    one = {"gouji": [*gouji, min(files)]}
    rg = shutil.which("rg")
    typos = os.environ.get("TYPOS") or shutil.which("typos")
    autocorrect = os.environ.get("AUTOCORRECT") or shutil.which("autocorrect")
    if rg:
        tools["rg -c"] = [rg, "-c", "政府信息公开", reports]
    if typos:
        tools["typos"] = [typos, "--isolated", reports]
        one["typos"] = [typos, "--isolated", min(files)]
    if autocorrect:
        tools["autocorrect"] = [autocorrect, "--lint", reports]
    if SCRIPT.exists():
        tools["checker.py"] = [sys.executable, SCRIPT, "--quiet", reports]
    one["gouji, with a pack of one's own"] = [*gouji, "--pack", OWN, min(files)]
    one["gouji, a .docx"] = [*gouji, WORD]
    one["gouji pack check"] = [gouji[0], "pack", "check"]
    print(f"{len(files)} reports, {megabytes:.1f} MB; best of 3\n")
    cost = {name: Cost(command, 3) for name, command in tools.items()}
    table(["tool", "files/s", "MB/s", "CPU s", "peak MiB"],
          [[n, f"{len(files) / c.wall:.0f}", f"{megabytes / c.wall:.1f}", f"{c.cpu:.2f}", f"{c.rss:.0f}"]
           for n, c in cost.items()])
    if "--write" in sys.argv:
        write(cost, len(files), megabytes)
    print("one report, process start included; best and median of 30\n")
    single = {name: Cost(command, 30) for name, command in one.items()}
    table(["tool", "ms", "median ms"], [[n, f"{c.wall * 1e3:.1f}", f"{c.middle * 1e3:.1f}"] for n, c in single.items()])
    print("one long report, one thread; best of 3\n")
    paths = {size: stretched(folder, min(files), size) for size in (1, 10, 50)}
    if not all(is_checked(gouji, path) for path in paths.values()):
        sys.exit("the long reports are refused, not checked")
    long = {size: Cost([*gouji, "--jobs", "1", path], 3) for size, path in paths.items()}
    table(["size", "CPU s", "peak MiB"], [[f"{size} MB", f"{c.cpu:.2f}", f"{c.rss:.0f}"] for size, c in long.items()])
    targets(cost, single, long)


def machine():
    """The processor, and how many of its cores there are."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        name = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores"


def write(cost, files, megabytes):
    """Keeps the processor time of a thousand reports, and draws it."""
    seconds = {name: round(c.cpu / files * 1000, 3) for name, c in cost.items() if name in chart.WORDS}
    figures = {"day": datetime.date.today().isoformat(), "machine": machine(), "reports": files,
               "kilobytes": round(megabytes * 1000 / files, 1), "seconds": seconds}
    chart.FIGURES.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    chart.main()


def stretched(folder, report, megabytes):
    """The report with its running text said again and again."""
    text = report.read_text("utf-8")
    at = text.find("\n", len(text) // 20) + 1
    lines = [line for line in text.splitlines() if len(line) > 60] or [text.replace("\n", "")]
    more = "\n".join(lines[:20]) + "\n"
    path = folder / f"long-{megabytes}.txt"
    times = max(1, megabytes * 1_000_000 // len(more.encode()))
    path.write_text(text[:at] + more * times + text[at:], "utf-8")
    return path


def is_checked(gouji, path):
    """Whether a file is read as a report: what is refused takes no time."""
    out = subprocess.run([*gouji, "-f", "json", path], capture_output=True, text=True).stdout
    return json.loads(out)["reports"][0]["kind"] is not None


def targets(cost, single, long):
    """Ratios in one run, and what is asked."""
    own, rows = cost["gouji"], []

    def row(what, reached, asked, least=False):
        rows.append([what, f"{reached:.2f}", f"{'at least' if least else 'at most'} {asked:.2f}",
                     "holds" if (reached >= asked if least else reached <= asked) else "MISSED"])

    for name, asked in (("checker.py", 0.27), ("typos", 2.8)):
        if name in cost:
            row(f"CPU time, times that of {name}", own.cpu / cost[name].cpu, asked)
    row("peak memory, MiB", own.rss, 45)
    row("two cores, times one", cost["gouji, one thread"].wall / own.wall, 1.85, least=True)
    for name, what, asked in (("gouji", "one report, ms", 5), ("gouji, with a pack of one's own", "with a pack of one's own, ms", 10),
                              ("gouji, a .docx", "one .docx, ms", 7), ("gouji pack check", "pack check, ms", 25)):
        row(what, single[name].wall * 1e3, asked)
    row("50 MB of one report, s", long[50].cpu, 2)
    row("50 MB of one report, times its size", long[50].rss / 50, 4)
    row("50 MB, times 1 MB", long[50].cpu / long[1].cpu, 60)
    table(["target", "reached", "asked", ""], rows)


main()
