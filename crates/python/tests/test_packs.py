"""Packs and configurations: from disk, from memory, and with errors."""

from __future__ import annotations

import pickle
from pathlib import Path

import gouji
import pytest
from conftest import ROOT, by_file, command_line

SAMPLE = ROOT / "tests" / "samples" / "qinghe-2023.txt"
OURS = ROOT / "tests" / "samples" / "ours.toml"
BROKEN = ROOT / "tests" / "broken" / "six.toml"


def test_a_pack_from_disk_and_from_memory() -> None:
    disk = gouji.check(SAMPLE, packs=[OURS], config=False)
    memory = gouji.check(SAMPLE, packs={"ours.toml": OURS.read_bytes()}, config=False)
    assert any(finding.rule.startswith("ours-") for finding in disk)
    assert disk.findings == memory.findings
    assert by_file(disk) == command_line("--no-config", "--pack", str(OURS), str(SAMPLE))


def test_a_pack_in_memory_with_the_files_that_it_refers_to() -> None:
    base = (ROOT / "tests" / "broken" / "with" / "club.toml").read_text(encoding="utf-8")
    top = '[pack]\nid = "mine"\nextends = "with/club.toml"\n'
    result = gouji.check(SAMPLE, packs={"mine.toml": top, "with/club.toml": base}, config=False)
    assert result.summary().inputs == 1


def test_a_pack_with_an_error_is_one_exception_with_the_place() -> None:
    with pytest.raises(gouji.PackError) as caught:
        gouji.check(SAMPLE, packs=[BROKEN], lang="en")
    error = caught.value
    assert (error.path, error.line, error.column) == (str(BROKEN), 4, 1)
    assert len(error.problems) == 6
    assert str(error).splitlines()[0].startswith(f"{BROKEN}:4:1: ")
    assert isinstance(error, gouji.GoujiError)
    assert "panicked" not in str(error)


def test_what_is_no_pack() -> None:
    for packs in (["no-such-pack"], ["missing.toml"], {"text.toml": "hello"}, {"text.toml": b"[pack"}):
        with pytest.raises(gouji.PackError):
            gouji.check(SAMPLE, packs=packs)
    with pytest.raises(UnicodeDecodeError):
        gouji.check(SAMPLE, packs={"text.toml": b"\xff\xfe"})


def test_configurations(tmp_path: Path) -> None:
    text = 'ignore = ["date-stale"]\n'
    file = tmp_path / "other.toml"
    file.write_text(text, encoding="utf-8")
    free = gouji.check(SAMPLE, config=False)
    for config in (text.encode(), file, str(file)):
        bound = gouji.check(SAMPLE, config=config)
        assert 0 < len(bound) < len(free)
    with pytest.raises(gouji.PackError) as caught:
        gouji.check(SAMPLE, config=b'ignroe = ["x"]\n', lang="en")
    assert (caught.value.path, caught.value.line) == ("gouji.toml", 1)
    with pytest.raises(gouji.PackError):
        gouji.check(SAMPLE, config=tmp_path / "missing.toml")


def test_the_nearest_configuration_holds(tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text('ignore = ["date-stale"]\n', encoding="utf-8")
    report = tmp_path / "report.txt"
    report.write_bytes(SAMPLE.read_bytes())
    assert len(gouji.check(report)) < len(gouji.check(report, config=False))


def test_what_was_accepted_does_not_count(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(SAMPLE.read_bytes())
    (tmp_path / "gouji.toml").write_text("", encoding="utf-8")
    from conftest import gouji as command

    command("baseline", "create", ".", cwd=tmp_path, code=0)
    accepted = gouji.check(report)
    by = {finding.rule: finding.accepted for finding in accepted}
    # one that is locked is not accepted by a list
    assert by.pop("requests-column-total") is None
    assert set(by.values()) == {"baseline"} and accepted.summary().accepted == len(by)
    assert gouji.check(report, accepted=False).summary().accepted == 0


def test_rules_are_told() -> None:
    rules = gouji.rules()
    # a rule of several kinds stands once for each
    assert len(rules) > 100 and len({(rule.kind, rule.id) for rule in rules}) == len(rules)
    rule = next(rule for rule in rules if rule.id == "date-stale")
    assert rule.severity in ("error", "warning", "info") and rule.class_ in ("hard", "explain", "hint")
    assert rule.title and rule.kind and rule.pack
    page = gouji.explain("date-stale", lang="en")
    assert page.startswith("date-stale")
    with pytest.raises(gouji.GoujiError, match="date-stale"):
        gouji.explain("date-stal")
    assert any(rule.id == "ours-training" for rule in gouji.rules(packs=OURS))


def test_exceptions_travel() -> None:
    with pytest.raises(gouji.PackError) as caught:
        gouji.check(SAMPLE, packs=[BROKEN])
    again = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(again, gouji.PackError) and str(again) == str(caught.value)
