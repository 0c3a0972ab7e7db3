"""Archives of reports: each member is a document named `archive.zip!member`.

Engines for many machines read few large files far quicker than many small ones. Archives of strangers are opened
within limits, and a name in them is shown, never used as a path.
"""

from __future__ import annotations

import gzip
import io
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple, Optional


class Limits(NamedTuple):
    """How much is taken from one archive."""

    members: int = 100_000
    """So many members at most."""
    member: int = 64 << 20
    """So many bytes of each of them, as in `gouji check`."""
    total: int = 2 << 30
    """So many bytes of all of them together, unpacked."""
    ratio: int = 200
    """A member of more than a MiB is at most so many times as long as it is packed."""


class Member(NamedTuple):
    """A member of an archive, or the archive where that cannot be opened."""

    name: str
    data: Optional[bytes]
    """What it holds; None where it could not be read."""
    reason: str = ""
    """Why not."""


#: Endings of what is a report, as in folders.
ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".docm", ".dotx", ".doc", ".wps", ".pdf")
#: Endings of archives that are taken by their names.
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
#: What makes a package of an office program out of a ZIP file.
_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
_MIB = 1 << 20
#: The largest list of members in a ZIP file, in bytes, and the largest name of a member, in characters.
_LIST = 32 << 20
_NAME = 400

_WORDS = {
    "damaged": ("压缩包已损坏，无法打开", "the archive is damaged"),
    "member": ("压缩包里的这个文件已损坏", "this member of the archive is damaged"),
    "locked": ("压缩包里的这个文件有密码", "this member of the archive is encrypted"),
    "large": ("压缩包里的这个文件过大", "this member of the archive is too large"),
    "ratio": ("压缩比异常，没有解压", "it is packed more tightly than any report: it was not unpacked"),
    "total": ("压缩包过大，其余文件没有读", "the archive is too large: the rest of it was not read"),
    "many": ("压缩包里的文件过多，其余没有读", "the archive has too many members: the rest was not read"),
    "nested": ("压缩包里的压缩包不打开", "an archive inside of an archive is not opened"),
}


def _say(what: str, lang: str) -> str:
    return _WORDS[what][0 if lang == "zh" else 1]


class _TooMuch(Exception):
    """More was unpacked than is allowed."""


class _Bounded(io.RawIOBase):
    """A stream that gives an error once more than so many bytes were read from it."""

    def __init__(self, inner: IO[bytes], limit: int) -> None:
        super().__init__()
        self._inner, self._left = inner, limit

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        wanted = self._left + 1 if size < 0 else min(size, self._left + 1)
        data = self._inner.read(wanted)
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuch
        return data


def is_archive(name: str, data: bytes) -> bool:
    """Whether bytes are an archive of reports; the packages that office programs write are not."""
    if data.startswith(_ZIP):
        return not name.lower().endswith(ENDINGS) and not _is_office(data)
    if data.startswith(_GZIP):
        try:
            with gzip.open(io.BytesIO(data)) as stream:
                return _is_tar(stream.read(512))
        except (OSError, EOFError, zlib.error):
            return name.lower().endswith(ARCHIVES)
    return _is_tar(data[:512])


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _is_office(data: bytes) -> bool:
    # such a package begins with one of them in nearly all cases: its list of members is read only where it does not
    head = data[30 : 30 + 20]
    if any(head.startswith(name.encode()) for name in _OFFICE):
        return True
    if not _list_fits(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in _OFFICE for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, struct.error):
        return False


def _list_fits(data: bytes) -> bool:
    """Whether the list of members of a ZIP file is one that can be read: it is read as a whole."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        return False
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if size == 0xFFFFFFFF:
        wide = data.rfind(b"PK\x06\x06", 0, end)
        size = int.from_bytes(data[wide + 40 : wide + 48], "little") if wide >= 0 else size
    return size <= _LIST


_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def safe(name: str) -> str:
    """A name of a member that can be shown and leads nowhere."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    shown = _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", "/".join(parts))
    return shown if len(shown) <= _NAME else shown[: _NAME - 1] + "…"


def members(path: str, data: bytes, lang: str = "zh", limits: Limits = Limits()) -> Iterator[Member]:
    """The reports in an archive, as they come. What cannot be read is there with the reason; what no folder would be
    searched for (other endings, hidden files) is left out."""
    inner = _zip(data, lang, limits) if data.startswith(_ZIP) else _tar(data, lang, limits)
    seen: dict[str, int] = {}
    for name, content, reason in inner:
        shown = f"{path}!{safe(name)}" if name else path
        seen[shown] = seen.get(shown, 0) + 1
        if seen[shown] > 1:
            shown = f"{shown} ({seen[shown]})"
        yield Member(shown, content, reason)


def _is_wanted(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in parts if part not in (".", ".."))
    return not hidden and name.lower().endswith(ENDINGS)


def _zip(data: bytes, lang: str, limits: Limits) -> Iterator[Member]:
    if not _list_fits(data):
        yield Member("", None, _say("damaged", lang))
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, struct.error):
        yield Member("", None, _say("damaged", lang))
        return
    total = 0
    with archive:
        for number, info in enumerate(archive.infolist()):
            name = _zip_name(info)
            if info.is_dir():
                continue
            if number >= limits.members:
                yield Member("", None, _say("many", lang))
                return
            if name.lower().endswith(ARCHIVES):
                yield Member(name, None, _say("nested", lang))
            if not _is_wanted(name):
                continue
            content, reason = _unzip(archive, info, limits, limits.total - total)
            total += len(content or b"")
            if reason == "total":
                yield Member("", None, _say(reason, lang))
                return
            yield Member(name, content, _say(reason, lang) if reason else "")


def _unzip(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, left: int
) -> tuple[Optional[bytes], str]:
    if info.flag_bits & 1:
        return None, "locked"
    # the length that the list states may be a lie: what counts is what comes out
    tight = max(_MIB, info.compress_size * limits.ratio)
    limit = min(limits.member, tight, left)
    try:
        with archive.open(info) as stream:
            content = stream.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return None, "member"
    if len(content) <= limit:
        return content, ""
    return None, "large" if limit == limits.member else "ratio" if limit == tight else "total"


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; those that are not marked as UTF-8 are GB 18030 where they can be."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _tar(data: bytes, lang: str, limits: Limits) -> Iterator[Member]:
    packed = data.startswith(_GZIP)
    stream: IO[bytes] = gzip.open(io.BytesIO(data)) if packed else io.BytesIO(data)  # type: ignore[assignment]
    ceiling = min(limits.total, max(_MIB, len(data) * limits.ratio)) if packed else limits.total
    bounded = _Bounded(stream, ceiling)
    number = 0
    try:
        with tarfile.open(fileobj=bounded, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:
            for info in archive:
                number += 1
                if number > limits.members:
                    yield Member("", None, _say("many", lang))
                    return
                # what is in memory of the members that are done with
                done: list[tarfile.TarInfo] = getattr(archive, "members")
                done.clear()
                name = _tar_name(info.name)
                if not info.isfile():
                    continue
                if name.lower().endswith(ARCHIVES):
                    yield Member(name, None, _say("nested", lang))
                if not _is_wanted(name):
                    continue
                if info.size > limits.member:
                    yield Member(name, None, _say("large", lang))
                    continue
                inside = archive.extractfile(info)
                content = inside.read() if inside else b""
                if len(content) < info.size:
                    yield Member(name, None, _say("member", lang))
                    return
                yield Member(name, content)
    except _TooMuch:
        yield Member("", None, _say("total" if ceiling == limits.total else "ratio", lang))
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError, struct.error):
        yield Member("", None, _say("damaged", lang))


def _tar_name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
