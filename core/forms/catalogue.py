"""The catalogue of standard forms (表样), read once from `resources/forms/*.toml`; its README describes the format.

Files of the same format in the user's own folder are read afterwards: a form of a known id is extended, another added.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from core import resources, texts


@dataclass(frozen=True, slots=True)
class Alias:
    """One wording. Compared after NFKC and without white space; a leading `~` makes it a regular expression."""

    text: str
    pattern: re.Pattern[str] | None = field(default=None, compare=False)

    @classmethod
    def of(cls, text: str) -> Alias:
        if text.startswith("~"):
            return cls(text, re.compile(_keyed_pattern(text[1:])))
        return cls(texts.key(text))

    def matches(self, text: str) -> bool:
        """Whether `text` is this wording (a pattern may match anywhere in it)."""
        return self.matches_key(texts.key(text))

    def matches_key(self, key: str) -> bool:
        """The same for a text that went through `texts.key` already."""
        return key == self.text if self.pattern is None else self.pattern.search(key) is not None

    def matches_path(self, path: Sequence[str]) -> bool:
        """Whether the header path means this: wordings joined by `/` are compared from the leaf upwards."""
        keys = [texts.key(step) for step in path]
        if self.pattern is not None:
            return self.pattern.search("/".join(keys)) is not None
        wanted = self.text.split("/")
        return keys[-len(wanted) :] == wanted


def _keyed_pattern(pattern: str) -> str:
    return pattern.replace("“", '"').replace("”", '"').replace("（", r"\(").replace("）", r"\)")


Aliases = tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """What a column of the form means. role: code, name, amount, rate, score, count, order or text."""

    id: str
    role: str
    paths: Aliases
    more: Mapping[str, Any] = field(default_factory=dict)  # further keys of the entry, for those who know them


@dataclass(frozen=True, slots=True)
class RowKind:
    """What a row of the form means, by its label."""

    id: str
    names: Aliases
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells the form without a title: every pattern must be found, none of the `without` ones.

    headers are searched in the header paths (steps joined by `/`, paths by `|`), labels line by line in the row labels.
    """

    headers: Aliases = ()
    labels: Aliases = ()
    without_headers: Aliases = ()
    without_labels: Aliases = ()

    @property
    def weight(self) -> int:
        """How much the sign asks for."""
        return len(self.headers) + len(self.labels)


@dataclass(frozen=True, slots=True)
class Form:
    """One standard form: how its title, header and rows are worded, and what its columns and rows mean."""

    id: str
    name: str
    order: int = 99
    titles: Aliases = ()
    not_titles: Aliases = ()
    signs: tuple[Sign, ...] = ()
    columns: tuple[ColumnKind, ...] = ()
    rows: tuple[RowKind, ...] = ()

    def titled(self, title: str) -> bool:
        """Whether a table of that title is of this form."""
        key = texts.key(title)
        return any(a.matches_key(key) for a in self.titles) and not any(a.matches_key(key) for a in self.not_titles)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every known form by its id, in the standard order."""

    forms: Mapping[str, Form]
    _titled: dict[str, tuple[Form, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __iter__(self) -> Iterator[Form]:
        return iter(self.forms.values())

    def __getitem__(self, form_id: str) -> Form:
        return self.forms[form_id]

    def titled(self, title: str) -> tuple[Form, ...]:
        """The forms that a table of that title may be of; the titles of a report are asked about again and again."""
        if title not in self._titled:
            self._titled[title] = tuple(form for form in self if form.titled(title))
        return self._titled[title]

    def get(self, form_id: str | None) -> Form | None:
        return self.forms.get(form_id) if form_id else None


_folders: list[Path] = []
_remembered: list[Callable[[], None]] = []
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def use_folder(folder: Path | None) -> None:
    """From now on `catalogue()` holds the forms of this folder of the user's too, if it exists; None: of no folder."""
    folders = [] if folder is None else [folder]
    if folders != _folders:
        _folders[:] = folders
        for forget in _remembered:
            forget()


def catalogue() -> Catalogue:
    """The forms of the program and of the folder of `use_folder`. Read once. ValueError names a file that is wrong."""
    return _read(next(iter(_folders), None))


def by_catalogue(ask: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Have a question to the catalogue worked out once, until another folder is in use."""
    answer = lru_cache(maxsize=8192)(ask)
    _remembered.append(answer.cache_clear)
    return cast(Callable[_Asked, _Answer], answer)


@lru_cache(maxsize=4)
def _read(user_folder: Path | None) -> Catalogue:
    files = sorted(resources.path("forms").glob("*.toml"))
    if user_folder is not None:
        files += sorted(user_folder.glob("*.toml"))
    entries: dict[str, dict[str, Any]] = {}
    for file in files:
        entry = _load(file)
        known = entries.setdefault(entry["form"]["id"], {})
        _extend(known, entry)
    forms = sorted((_form(e) for e in entries.values()), key=lambda f: f.order)
    return Catalogue({f.id: f for f in forms})


def _load(file: Path) -> dict[str, Any]:
    try:
        entry = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        _form(entry)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, re.error) as error:
        raise ValueError(f"{file.name}: {error}") from error
    return entry


def _extend(known: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Lists grow, entries of the same id grow, plain values are replaced."""
    for name, value in more.items():
        if isinstance(value, dict):
            _extend(known.setdefault(name, {}), value)
        elif isinstance(value, list):
            _extend_list(known.setdefault(name, []), value)
        else:
            known[name] = value


def _extend_list(known: list[Any], more: Iterable[Any]) -> None:
    by_id = {e["id"]: e for e in known if isinstance(e, dict) and "id" in e}
    for value in more:
        if isinstance(value, dict) and value.get("id") in by_id:
            _extend(by_id[value["id"]], value)
        elif value not in known:
            known.append(value)


def _form(entry: Mapping[str, Any]) -> Form:
    head = entry["form"]
    return Form(
        id=head["id"],
        name=head.get("name", head["id"]),
        order=head.get("order", 99),
        titles=_aliases(head.get("titles")),
        not_titles=_aliases(head.get("not_titles")),
        signs=tuple(Sign(**{name: _aliases(words) for name, words in sign.items()}) for sign in entry.get("sign", ())),
        columns=tuple(_column(c) for c in entry.get("column", ())),
        rows=tuple(RowKind(r["id"], _aliases(r["names"]), _rest(r, "id", "names")) for r in entry.get("row", ())),
    )


def _column(entry: Mapping[str, Any]) -> ColumnKind:
    return ColumnKind(entry["id"], entry["role"], _aliases(entry["paths"]), _rest(entry, "id", "role", "paths"))


def _rest(entry: Mapping[str, Any], *known: str) -> dict[str, Any]:
    return {k: v for k, v in entry.items() if k not in known}


def _aliases(wordings: Iterable[str] | None) -> Aliases:
    return tuple(Alias.of(w) for w in wordings or ())
