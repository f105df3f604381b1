from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from core import resources
from tests.ui.translatable import files, source_texts, translations
from ui import messages
from ui.commands.looks import LooksCommands
from ui.languages import languages
from ui.window import MainWindow

_FIELDS = re.compile(r"\{[^}]*\}")


def test_every_language_has_every_text_with_the_same_fields() -> None:
    assert files()
    for file in files():
        known = translations(file)
        assert source_texts() == set(known), file.name
        for (context, source), text in known.items():
            assert text, (context, source)
            assert sorted(_FIELDS.findall(text)) == sorted(_FIELDS.findall(source)), source
            assert ("&" in text) == ("&" in source), source


def test_the_compiled_files_are_those_of_the_texts() -> None:
    for file in files():
        compiled = QTranslator()
        assert compiled.load(str(file.with_suffix(".qm")))
        for (context, source), text in translations(file).items():
            assert compiled.translate(context, source) == text


def test_another_language_is_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, window: MainWindow) -> None:
    (tmp_path / "gouji_zh_TW.qm").touch()
    monkeypatch.setattr(resources, "path", lambda *_: tmp_path)
    assert languages() == {"zh_CN": "简体中文", "zh_TW": "繁體中文"}
    monkeypatch.setattr(messages, "ask_choice", lambda *_: "繁體中文")
    LooksCommands(window).choose_language()
    assert window.settings.language == "zh_TW"


def test_a_country_is_named_only_where_two_languages_share_a_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "path", lambda *_: tmp_path)
    (tmp_path / "gouji_en_US.qm").touch()
    assert languages() == {"zh_CN": "简体中文", "en_US": "English"}
    (tmp_path / "gouji_en_GB.qm").touch()
    assert languages() == {"zh_CN": "简体中文", "en_GB": "British English", "en_US": "American English"}
