"""The catalogue of standard forms (表样), read once from `resources/forms/*.toml`; its README describes the format.

Files of the same format in the user's own folder are read afterwards: a form of a known id is extended, another added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from core import resources, texts
from core.forms.entries import Entry, Stamps, look_again, read_file, read_own, read_whole, seen

ROLES = ("code", "name", "amount", "compare", "rate", "score", "count", "order", "text")
SIDES = ("income", "expenditure")


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
    """What a column of the form means. role: one of `ROLES`. name: what relations call it, "" for its id.

    parts: ids of the columns that it sums up where they stand beside it without a common heading.
    """

    id: str
    role: str
    paths: Aliases
    name: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowKind:
    """What a row of the form means, by its label.

    side: of an account that prints it on that side only. parts: ids of the rows that are all of it under 其中.
    """

    id: str
    names: Aliases
    side: str | None = None
    parts: tuple[str, ...] = ()


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
    """Every known form by its id, in the standard order, and what is wrong with files of the user."""

    forms: Mapping[str, Form]
    wrong: tuple[str, ...] = ()
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


_used: list[tuple[Path, Stamps]] = []
_remembered: list[Callable[[], None]] = []
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def use_folder(folder: Path | None) -> None:
    """From now on `catalogue()` holds the forms that are now in this folder of the user's too; None: of no folder.

    A file that is wrong is left out, and named in `Catalogue.wrong`.
    """
    if folder is not None:
        look_again(folder)
    used = [] if folder is None else [(folder, seen(folder))]
    if used != _used:
        _used[:] = used
        for forget in _remembered:
            forget()


def catalogue() -> Catalogue:
    """The forms of the program and of the folder of `use_folder`. Read once."""
    return _read(*next(iter(_used), (None, ())))


def by_catalogue(ask: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Have a question to the catalogue worked out once, until another folder is in use."""
    answer = lru_cache(maxsize=8192)(ask)
    _remembered.append(answer.cache_clear)
    return cast(Callable[_Asked, _Answer], answer)


@lru_cache(maxsize=4)
def _read(own: Path | None, _: Stamps) -> Catalogue:
    shipped = [read_file(file, _sound) for file in sorted(resources.path("forms").glob("*.toml"))]
    added, wrong = read_own(own, _sound)
    entries: dict[str, dict[str, Any]] = {}
    for data in (*shipped, *added):
        _extend(entries.setdefault(data["form"]["id"], {}), data)
    forms = sorted((_form(Entry(data, "")) for data in entries.values()), key=lambda form: form.order)
    return Catalogue({form.id: form for form in forms}, tuple(wrong))


def _sound(entry: Entry) -> dict[str, Any]:
    """What a file has, in its own words, provided that a form can be made of it."""
    _form(entry)
    return entry.data


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


def _form(entry: Entry) -> Form:
    return replace(
        read_whole(entry.entry("form"), _head),
        signs=entry.each("sign", _sign),
        columns=entry.each("column", _column),
        rows=entry.each("row", _row),
    )


def _head(entry: Entry) -> Form:
    form_id, titles, not_titles = entry.text("id"), _aliases(entry, "titles"), _aliases(entry, "not_titles")
    return Form(form_id, entry.text("name", form_id), entry.number("order", 99), titles, not_titles)


def _sign(entry: Entry) -> Sign:
    return Sign(*(_aliases(entry, key) for key in ("headers", "labels", "without_headers", "without_labels")))


def _column(entry: Entry) -> ColumnKind:
    role, paths = entry.choice("role", ROLES), _aliases(entry, "paths", None)
    return ColumnKind(entry.text("id"), role, paths, entry.text("name", ""), entry.texts("parts"))


def _row(entry: Entry) -> RowKind:
    side = entry.choice("side", SIDES, "") or None
    return RowKind(entry.text("id"), _aliases(entry, "names", None), side, entry.texts("parts"))


def _aliases(entry: Entry, key: str, default: Collection[str] | None = ()) -> Aliases:
    try:
        return tuple(map(Alias.of, entry.texts(key, default)))
    except re.error as error:
        raise entry.wrong(key, f"里有不是正则表达式的写法（{error.pattern!s}）") from error
