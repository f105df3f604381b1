"""Every locked package is named in docs/licences.md, and none that we ship is under the GPL or AGPL."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

from tests.sources import ROOT

SHIPPED, FOR_DEVELOPMENT = "Shipped with the program", "For development only"


def _locked() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))


def _named(section: str) -> set[str]:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|.*\|(.*)\|$", page.partition(f"**{section}**")[2].partition("\n**")[0], re.MULTILINE)
    return set(re.findall(r"[a-z0-9][a-z0-9-]+", " ".join(rows))) & _locked()


def _licence(package: str) -> str:
    try:
        told = metadata(package)
    except PackageNotFoundError:  # a package for another system
        return ""
    kinds = [line for line in told.get_all("Classifier") or [] if line.startswith("License")]
    return " ".join([told.get("License-Expression") or "", (told.get("License") or "")[:200], *kinds])


def test_every_locked_package_is_named_once() -> None:
    assert _named(SHIPPED) | _named(FOR_DEVELOPMENT) == _locked()
    assert not _named(SHIPPED) & _named(FOR_DEVELOPMENT)


def test_nothing_shipped_is_under_the_gpl() -> None:
    assert [p for p in _named(SHIPPED) if re.search(r"\bA?GPL|General Public", re.sub("LGPL.*", "", _licence(p)))] == []
