"""The compiled part; use what the package offers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from os import PathLike
from typing import Optional, Union, final

from typing_extensions import TypeAlias

__version__: str
SCHEMA_VERSION: int
TABLES: list[str]

_Given: TypeAlias = tuple[Union[str, PathLike[str]], Optional[bytes]]
_Value: TypeAlias = Union[str, int, bool, Decimal, None]

class GoujiError(Exception): ...

class PackError(GoujiError):
    path: Optional[str]
    line: Optional[int]
    column: Optional[int]
    problems: list[tuple[str, int, int, str]]

@final
class Table:
    @property
    def name(self) -> str: ...
    @property
    def batches(self) -> int: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def rows(self, batch: int) -> list[tuple[_Value, ...]]: ...

@final
class Checker:
    def __new__(
        cls,
        *,
        packs: Sequence[str],
        texts: Mapping[str, str],
        config: Optional[str],
        no_config: bool,
        place_packs: bool,
        lang: str,
        select: Sequence[str],
        ignore: Sequence[str],
    ) -> Checker: ...
    def run(
        self,
        given: Sequence[_Given],
        unread: Sequence[tuple[str, str]],
        tables: Sequence[str],
        *,
        lint: bool,
        series: Optional[bool],
        jobs: int,
        accepting: bool,
    ) -> tuple[list[Table], list[str]]: ...
    def fix(
        self, given: _Given, *, suggestions: bool
    ) -> tuple[bytes, str, list[tuple[str, str]], list[tuple[str, str]]]: ...
    def annotate(self, given: _Given, *, corrections: bool, suggestions: bool) -> tuple[bytes, str]: ...
    def rules(self) -> str: ...
    def explain(self, rule: str, width: int) -> str: ...

def columns(table: str) -> list[tuple[str, str, bool, str]]: ...
def main(words: Sequence[str]) -> int: ...
def set_worker(program: str, words: Sequence[str], code: str) -> None: ...
def serve() -> None: ...
