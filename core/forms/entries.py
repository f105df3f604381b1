"""TOML files that a user may write, read strictly: a slip of the pen is told by file, entry and key, not guessed at."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")
Stamps = tuple[tuple[str, int, int], ...]


class EntryWrong(ValueError):
    """What is wrong in a file, as a Chinese sentence without its full stop."""


class Entry:
    """One table of a TOML file. Every key that means something is asked for; `done` refuses what is left.

    called: how a sentence names it. Whatever is asked raises EntryWrong where it is missing or of another kind.
    """

    def __init__(self, data: object, called: str) -> None:
        self.called = called
        if not isinstance(data, dict):
            raise EntryWrong(f"{called}应当写成一组“键 = 值”")
        self.data: dict[str, Any] = data
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def value(self, key: str, default: object) -> Any:
        """Whatever the file has. default: None where the key has to be there."""
        self._asked.add(key)
        if key not in self.data and default is None:
            raise EntryWrong(f"{self.called}缺少 {key}")
        return self.data.get(key, default)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.value(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(key, "应当是一段文字")
        return value

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value != default and value not in allowed:
            raise self.wrong(key, f"写成了“{value}”，只能是{'、'.join(allowed)}")
        return value

    def number(self, key: str, default: int) -> int:
        value = self.value(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, "应当是整数")
        return value

    def flag(self, key: str) -> bool:
        value = self.value(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "只能是 true 或 false")
        return value

    def words(self, key: str, default: Collection[str] | None = ()) -> tuple[str, ...]:
        """One text or several. default: None where the key has to be there."""
        value = self.value(key, default)
        return (value,) if isinstance(value, str) else self._texts(key, value)

    def texts(self, key: str, default: Collection[str] | None = ()) -> tuple[str, ...]:
        """A list of texts, even where it is one."""
        return self._texts(key, self.value(key, default))

    def pattern(self, key: str) -> re.Pattern[str]:
        try:
            return re.compile(self.text(key))
        except re.error as error:
            raise self.wrong(key, "不是有效的正则表达式") from error

    def entry(self, key: str) -> Entry:
        return Entry(self.value(key, None), f"{self.called}的 {key}")

    def each(self, key: str, read: Callable[[Entry], _T]) -> tuple[_T, ...]:
        """What `read` makes of every table in a list; none where there is no such key."""
        found = self.value(key, ())
        if not isinstance(found, list | tuple):
            raise self.wrong(key, "应当是一列")
        return tuple(read_whole(Entry(data, self._called(key, n, data)), read) for n, data in enumerate(found, 1))

    def wrong(self, key: str, why: str) -> EntryWrong:
        return EntryWrong(f"{self.called}的 {key} {why}")

    def skip(self) -> None:
        """Whatever else there is does not matter."""
        self._asked.update(self.data)

    def done(self) -> None:
        """Nobody asked for what is left, so it means nothing."""
        if left := self.data.keys() - self._asked:
            raise EntryWrong(f"{self.called}里没有“{'、'.join(sorted(left))}”这样的键，请检查拼写")

    def _called(self, key: str, number: int, data: object) -> str:
        name = data.get("id") if isinstance(data, dict) else None
        return f"{self.called}{' ' if self.called else ''}[[{key}]]" + (f"“{name}”" if name else f"第 {number} 条")

    def _texts(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
            raise self.wrong(key, "应当是一列文字")
        return tuple(value)


def read_whole(entry: Entry, read: Callable[[Entry], _T]) -> _T:
    """What `read` makes of an entry, provided that it left nothing out."""
    made = read(entry)
    entry.done()
    return made


def read_file(file: Path, read: Callable[[Entry], _T]) -> _T:
    """What `read` makes of a TOML file. Raises EntryWrong, naming the file."""
    try:
        return read_whole(Entry(tomllib.loads(file.read_text(encoding="utf-8-sig")), ""), read)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        where = f"第 {place.group(1)} 行附近" if place else "末尾"
        raise EntryWrong(f"{file.name}：{where}不合 TOML 的写法") from error
    except UnicodeDecodeError as error:
        raise EntryWrong(f"{file.name}：不是 UTF-8 编码的文本，请另存为 UTF-8") from error
    except EntryWrong as error:
        raise EntryWrong(f"{file.name}：{error}") from error
    except OSError as error:
        raise EntryWrong(f"{file.name}：没有读取权限，或正被其他程序占用") from error


def read_own(folder: Path | None, read: Callable[[Entry], _T]) -> tuple[list[_T], list[str]]:
    """What `read` makes of the files in a folder of the user, and what is wrong with those that are left out."""
    made: list[_T] = []
    wrong: list[str] = []
    for file in sorted(folder.glob("*.toml")) if folder is not None else ():
        try:
            made.append(read_file(file, read))
        except EntryWrong as error:
            wrong.append(str(error))
    return made, wrong


_seen: dict[Path, Stamps] = {}


def look_again(folder: Path) -> None:
    """From now on what is made of a folder of the user is made of its files as they are now."""
    _seen[folder] = _stamps(folder.rglob("*.toml"))


def seen(folder: Path | None) -> Stamps:
    """A key for whatever is made of a folder: another one where its files were others when it was last looked at."""
    if folder is not None and folder not in _seen:
        look_again(folder)
    return _seen[folder] if folder is not None else ()


def _stamps(files: Iterable[Path]) -> Stamps:
    found = []
    for file in sorted(files):
        with suppress(OSError):  # gone since it was listed
            found.append((str(file), file.stat().st_mtime_ns, file.stat().st_size))
    return tuple(found)
