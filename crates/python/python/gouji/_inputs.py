"""What callers hand over: paths, bytes, lists of these."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Optional, Union

from . import _archives, _gouji

#: One input: a file, a folder or a pattern by its path; the bytes of a document; or those under a name.
Input = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, "tuple[str, Union[bytes, bytearray, memoryview]]"]
#: Inputs: one, or several, or names with the bytes that they stand for.
Inputs = Union[Input, Iterable[Input], Mapping[str, bytes]]
#: Further packs: ids and paths of files; or names of files with their texts.
Packs = Union[str, "os.PathLike[str]", Iterable[Union[str, "os.PathLike[str]"]], Mapping[str, Union[str, bytes]]]
#: A configuration: the path of a file, or its text as bytes; None for the nearest `gouji.toml`, False for none.
Config = Union[str, "os.PathLike[str]", bytes, bool, None]

#: What the bytes of a document are called that has no name.
NAME = "<bytes>"
#: The largest archive that is opened, in bytes.
_ARCHIVE = 2 << 30
#: How a configuration is called whose text is handed over.
_CONFIG = "gouji.toml"

Given = tuple[str, Optional[bytes]]


def found(source: Inputs, name: Optional[str], lang: str) -> tuple[list[Given], list[tuple[str, str]]]:
    """The inputs, archives as their members; and what could not be opened, with the reason."""
    given: list[Given] = []
    unread: list[tuple[str, str]] = []
    for item in _listed(source, name):
        path, data = _one(item)
        if data is None and path.lower().endswith(_archives.ARCHIVES) and os.path.isfile(path):
            try:
                if os.path.getsize(path) > _ARCHIVE:
                    raise OSError("the archive is too large")
                with open(path, "rb") as file:
                    data = file.read()
            except OSError as error:
                unread.append((_shown(path), error.strerror or str(error)))
                continue
        if data is None or not _archives.is_archive(path, data):
            given.append((path, data))
            continue
        for member in _archives.members(_shown(path), data, lang):
            if member.data is None:
                unread.append((member.name, member.reason))
            else:
                given.append((member.name, member.data))
    return given, unread


def single(source: Input, name: Optional[str]) -> Given:
    """The one input of a call that takes no more."""
    if name is not None and isinstance(source, (bytes, bytearray, memoryview)):
        return name, bytes(source)
    return _one(source)


def _listed(source: Inputs, name: Optional[str]) -> Iterable[Input]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return [(name or NAME, bytes(source))]
    if name is not None:
        raise TypeError("name is for the bytes of one document")
    if isinstance(source, (str, os.PathLike)):
        return [source]
    if isinstance(source, Mapping):
        return [(str(key), value) for key, value in source.items()]
    if isinstance(source, tuple) and len(source) == 2 and isinstance(source[1], (bytes, bytearray, memoryview)):
        return [(str(source[0]), source[1])]
    if not isinstance(source, Iterable):
        raise TypeError(f"no path, bytes or list of these: {type(source).__name__}")
    items = list(source)
    unnamed = sum(isinstance(item, (bytes, bytearray, memoryview)) for item in items)
    if unnamed < 2:
        return items
    number = 0
    numbered: list[Input] = []
    for item in items:
        if isinstance(item, (bytes, bytearray, memoryview)):
            number += 1
            item = (f"<bytes {number}>", item)
        numbered.append(item)
    return numbered


def _one(item: Input) -> Given:
    if isinstance(item, (bytes, bytearray, memoryview)):
        return NAME, bytes(item)
    if isinstance(item, tuple):
        name, data = item
        return _shown(os.fspath(name)), bytes(data)
    if not isinstance(item, (str, os.PathLike)):
        raise TypeError(f"no path, bytes or list of these: {type(item).__name__}")
    path = os.fspath(item)
    if not isinstance(path, str):
        path = os.fsdecode(path)
    if not path:
        raise ValueError("the path is empty")
    if "\0" in path:
        raise ValueError("the path has a null character in it")
    # `-` is standard input on the command line, and a file like any other here
    return (os.path.join(os.curdir, path) if path == "-" else path), None


def _shown(path: str) -> str:
    """A path that stands for bytes: it need not be one of a file."""
    return path.encode("utf-8", "backslashreplace").decode() or NAME


def checker(
    packs: Packs,
    config: Config,
    lang: str,
    select: Iterable[str],
    ignore: Iterable[str],
    place_packs: bool,
) -> _gouji.Checker:
    """What decides, beside files, what is found."""
    names: list[str] = []
    texts: dict[str, str] = {}
    if isinstance(packs, Mapping):
        for key, value in packs.items():
            texts[str(key)] = _text(value)
    elif isinstance(packs, (str, os.PathLike)):
        names.append(os.fspath(packs))
    else:
        names.extend(os.fspath(pack) for pack in packs)
    path: Optional[str] = None
    if isinstance(config, bytes):
        texts[_CONFIG] = _text(config)
        path = _CONFIG
    elif config is True:
        raise TypeError("config is a path, bytes, None for the nearest gouji.toml, or False for none")
    elif config is not None and config is not False:
        path = os.fspath(config)
    return _gouji.Checker(
        packs=names,
        texts=texts,
        config=path,
        no_config=config is False,
        place_packs=place_packs,
        lang=lang,
        select=_words(select),
        ignore=_words(ignore),
    )


def _words(words: Iterable[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _text(value: Union[str, bytes]) -> str:
    return value if isinstance(value, str) else bytes(value).decode("utf-8-sig")
