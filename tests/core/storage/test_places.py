"""Where things are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.storage import places

linux_only = pytest.mark.skipif(places.sys.platform == "win32", reason="asks the desktop, not Windows")


@linux_only
def test_documents_are_where_the_desktop_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert places.documents_folder() == tmp_path
    (tmp_path / "文档").mkdir()
    assert places.documents_folder() == tmp_path / "文档"
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "user-dirs.dirs").write_text('# x\nXDG_DOCUMENTS_DIR="$HOME/我的文件"\n', encoding="utf-8")
    assert places.library_path() == tmp_path / "我的文件" / "勾稽" / "勾稽资料库.sqlite"


@linux_only
def test_data_is_local_unless_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOUJI_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert places.data_folder() == tmp_path / "gouji"
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path / "随身"))
    assert places.data_folder() == tmp_path / "随身"


@pytest.mark.parametrize("carried", [True, False])
def test_a_program_on_a_stick_keeps_everything_beside_it(
    carried: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOUJI_DATA", raising=False)
    monkeypatch.setattr(places.sys, "frozen", True, raising=False)
    monkeypatch.setattr(places.sys, "executable", str(tmp_path / "勾 稽" / "gouji.exe"))
    (tmp_path / "勾 稽").mkdir()
    if carried:
        (tmp_path / "勾 稽" / places.PORTABLE).touch()
    beside = tmp_path / "勾 稽" / "data"
    assert (places.data_folder() == beside) is carried
    assert (places.library_path() == beside / places.LIBRARY_NAME) is carried


def test_asking_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path / "x"))
    places.data_folder()
    places.library_path()
    assert not (tmp_path / "x").exists()
