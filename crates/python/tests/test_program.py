"""The command `gouji` of the wheel, and the processes that read files of strangers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import gouji
import pytest
from conftest import FIXTURES, ROOT

SAMPLE = ROOT / "tests" / "samples" / "qinghe-2023.txt"
COMMAND = [str(Path(sys.executable).with_name("gouji"))]


def run(*words: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *words], capture_output=True, check=False, **more)  # type: ignore[call-overload, no-any-return]


def test_the_version_is_that_of_the_package() -> None:
    assert gouji.__version__ in run("--version").stdout.decode()


def test_exit_codes_and_streams() -> None:
    assert run("check", "--lang", "en", str(SAMPLE)).returncode == 1
    assert run("check", "--fail-on", "never", str(SAMPLE)).returncode == 0
    assert run("check", "no-such-file").returncode == 3
    assert run("check", "--no-such-option").returncode == 2
    piped = run("check", "--fail-on", "never", "-", input=SAMPLE.read_bytes())
    assert piped.returncode == 0 and "qinghe" not in piped.stdout.decode() and piped.stdout
    module = subprocess.run([sys.executable, "-m", "gouji", "check", str(SAMPLE)], capture_output=True, check=False)
    assert module.returncode == 1


def test_a_broken_pipe_is_no_error() -> None:
    first = subprocess.Popen([*COMMAND, "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert first.stdout and first.stderr
    first.stdout.read(10)
    first.stdout.close()
    assert b"Traceback" not in first.stderr.read()
    first.stderr.close()
    first.wait(10)


def test_it_is_the_native_program() -> None:
    native = os.environ.get("GOUJI")
    if not native:
        pytest.skip("GOUJI names no program")
    for words in (["rules"], ["explain", "date-stale"], ["check", "-f", "json", "--no-cache", str(FIXTURES / "reports")]):
        there = subprocess.run([native, *words], capture_output=True, check=False)
        here = run(*words)
        assert (here.returncode, here.stdout) == (there.returncode, there.stdout), words


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_control_c_ends_the_program(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(SAMPLE.read_bytes())
    watching = subprocess.Popen([*COMMAND, "check", "--watch", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2)
    watching.send_signal(signal.SIGINT)
    assert watching.wait(10) in (1, 130, -signal.SIGINT)
    assert watching.stderr and b"Traceback" not in watching.stderr.read()
    watching.stdout.close()  # type: ignore[union-attr]
    watching.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_control_c_ends_a_long_call(tmp_path: Path) -> None:
    code = (
        "import gouji, sys\n"
        "report = open(sys.argv[1], 'rb').read()\n"
        "print('ready', flush=True)\n"
        "try:\n"
        "    gouji.check([(f'{n}.txt', report) for n in range(100_000)], jobs=1, config=False)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped', flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(SAMPLE)], stdout=subprocess.PIPE)
    assert child.stdout and child.stdout.readline() == b"ready\n"
    time.sleep(1.5)
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    assert child.stdout.readline() == b"stopped\n"
    assert time.monotonic() - begun < 5
    child.stdout.close()
    child.wait(10)


def _children() -> list[int]:
    task = Path("/proc/self/task")
    ids = [name for name in os.listdir(task)]
    found = []
    for one in ids:
        found += [int(pid) for pid in (task / one / "children").read_text().split()]
    return found


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="Linux")
def test_documents_are_read_in_another_process() -> None:
    gouji.check(FIXTURES / "reports" / "right.docx")
    workers = _children()
    assert workers
    commands = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in workers]
    assert any(b"_gouji" in command for command in commands)
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    # whoever is killed in the middle takes one document along, not the program
    results = [gouji.check(FIXTURES / "reports" / "right.docx").reports[0] for _ in range(len(workers) + 2)]
    assert results[-1].status == "report"
    assert all(report.status in ("report", "unread") for report in results)


def _in_child(path: str) -> list[gouji.Finding]:
    return gouji.check([path] * 1 + [str(FIXTURES / "reports" / "right.docx")], series=False).findings


@pytest.mark.skipif(os.name == "nt", reason="fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_copy_of_the_process_has_workers_of_its_own() -> None:
    path = str(FIXTURES / "reports" / "wrong.docx")
    expected = _in_child(path)
    with multiprocessing.get_context("fork").Pool(3) as pool:
        found = pool.map(_in_child, [path] * 12)
    assert all(one == expected for one in found)
    assert _in_child(path) == expected
