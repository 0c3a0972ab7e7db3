#!/usr/bin/env python3
"""Instructions that a report costs, by stage, as callgrind counts them: `python3 benches/instructions.py [--check | --write]`.

Counts do not depend on the load of the machine. Two runs over made reports are compared, so that what is paid once (packs,
threads) shows apart from what each further report costs; whole processes are counted beside them. `--check` fails where a
figure is more than a tenth above benches/instructions.json, `--write` puts the figures there. Needs valgrind, a release build
and ../shared/eval.
"""
import json, os, re, subprocess, sys, tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KNOWN = ROOT / "benches/instructions.json"
MAKE = ROOT.parent / "shared/eval/make_corpus.py"
OWN = ROOT / "benches/own.toml"
SMALL, LARGE = 60, 160
ALLOWED = 1.10
# what is looked for in the list of functions, by stage
STAGES = {
    "read": "gouji_formats::read",
    "recognise": "gouji_core::linter::Linter::open",
    "facts": "gouji_core::report::recognise::Recognised::read",
    "rules": "gouji_core::linter::run::<impl gouji_core::linter::Linter>::findings",
}


def counted(command, folder):
    """Instructions of a run: all of them, and by stage with what it calls."""
    out = folder / "callgrind"
    gouji = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve() / "release/gouji"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", gouji, *command]
    subprocess.run([str(c) for c in command], check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    listed = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", str(out)], check=True,
                            capture_output=True, text=True).stdout
    found = {}
    for line in listed.splitlines():
        hit = re.match(r"\s*([\d,]+) \(.*?\)\s+\S*?:(.*?) \[", line)
        if "PROGRAM TOTALS" in line:
            found["all"] = int(line.split("(")[0].replace(",", ""))
        elif hit:
            name, count = hit[2], int(hit[1].replace(",", ""))
            for stage, wanted in STAGES.items():
                if name == wanted:
                    found[stage] = max(found.get(stage, 0), count)
    return found


def checked(files):
    """A check of files by one thread, as a command."""
    return ["check", "--no-cache", "-j", "1", "--format", "json", "--fail-on", "never", *files]


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, MAKE, "--out", folder / "made", "--n", str(LARGE), "--seed", "5"], check=True,
                       stdout=subprocess.DEVNULL)
        files = sorted((folder / "made/reports").glob("*.txt"))
        one, few, many = (counted(checked(files[:n]), folder) for n in (1, SMALL, LARGE))
        own = counted([*checked(files[:1]), "--pack", OWN], folder)
        packs = counted(["pack", "check"], folder)
    missing = [stage for stage in STAGES if stage not in many]
    if missing:
        sys.exit(f"no such function in the list: {', '.join(missing)}")
    figures = {stage: round((many[stage] - few[stage]) / (LARGE - SMALL) / 1e6, 2) for stage in STAGES}
    figures["whole report"] = round((many["all"] - few["all"]) / (LARGE - SMALL) / 1e6, 2)
    wholes = {"one process with one report": one, "… with a pack of one's own": own, "pack check of all packs": packs}
    figures |= {name: round(run["all"] / 1e6, 1) for name, run in wholes.items()}
    known = json.loads(KNOWN.read_text()) if KNOWN.exists() else {}
    worse = []
    for stage, millions in figures.items():
        before = known.get(stage)
        ratio = f"{millions / before:6.2f} x {before}" if before else ""
        print(f"{stage:28} {millions:8.2f} M  {ratio}")
        if before and millions > before * ALLOWED:
            worse.append(stage)
    if "--write" in sys.argv:
        KNOWN.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    if "--check" in sys.argv and worse:
        sys.exit(f"more than a tenth above what is known: {', '.join(worse)}")


if __name__ == "__main__":
    main()
