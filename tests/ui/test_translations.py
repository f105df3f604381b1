from __future__ import annotations

import re

from PySide6.QtCore import QTranslator

from tests.ui.translatable import ENGLISH, source_texts, translations

_FIELDS = re.compile(r"\{[^}]*\}")


def test_every_text_has_an_english_one_with_the_same_fields() -> None:
    english = translations()
    assert source_texts() == set(english)
    for (context, source), text in english.items():
        assert text, (context, source)
        assert sorted(_FIELDS.findall(text)) == sorted(_FIELDS.findall(source)), source
        assert ("&" in text) == ("&" in source), source


def test_the_compiled_file_is_that_of_the_texts() -> None:
    compiled = QTranslator()
    assert compiled.load(str(ENGLISH.with_suffix(".qm")))
    for (context, source), text in translations().items():
        assert compiled.translate(context, source) == text
