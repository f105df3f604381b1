"""What goes into the built program, what its notices say, and that the lock serves Windows. Builds nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.sources import ROOT, imported, modules

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
WINDOWS = ["--python-version", "3.11", "--platform", "win_amd64", "--only-binary", ":all:"]


@pytest.fixture
def packaging(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(ROOT / "packaging")
    return {name: import_module(name) for name in ("contents", "notices", "support", "version")}


def test_nothing_that_we_import_is_left_out(packaging: dict[str, ModuleType]) -> None:
    ours = {name for tree in modules("core", "ui").values() for name in imported(tree)}
    for left_out in packaging["contents"].EXCLUDED:
        assert not {name for name in ours if name == left_out or name.startswith(f"{left_out}.")}


@pytest.mark.parametrize(
    ("name", "goes_in"),
    [
        ("PySide6/plugins/platforms/qwindows.dll", True),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/plugins/tls/qschannelbackend.dll", False),
        ("PySide6/Qt/plugins/platforms/libqwayland-egl.so", False),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt6Network.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/translations/qtbase_zh_CN.qm", True),
        ("PySide6/translations/qtbase_de.qm", False),
        ("resources/translations/gouji_en_US.qm", True),
        ("cv2/opencv_videoio_ffmpeg500_64.dll", False),
        ("onnxruntime/capi/onnxruntime_pybind11_state.pyd", True),
        ("onnxruntime/capi/onnxruntime.dll", False),
        ("rapidocr/models/PP-OCRv6_rec_small.onnx", True),
        ("shapely.libs/libgeos-d1e818bb.so.3.14.1", True),
        ("pillow.libs/libharfbuzz-fb49c9fc.so.0", True),
        ("libharfbuzz.so.0", False),
    ],
)
def test_contents(packaging: dict[str, ModuleType], name: str, goes_in: bool) -> None:
    assert packaging["contents"].wanted(name) is goes_in


def test_the_part_of_pyside_in_python_lies_compiled_where_it_looks(
    packaging: dict[str, ModuleType], tmp_path: Path
) -> None:
    """A copy of shiboken6 with the folder beside it takes the part from there, and it works."""
    place = Path(import_module("shiboken6").__file__ or "").parent
    copy = shutil.copytree(place, tmp_path / "shiboken6", ignore=shutil.ignore_patterns("__pycache__"))
    assert tmp_path / packaging["support"].PLACE == packaging["support"].compiled(copy / "files.dir")
    show = "import sys\nfrom PySide6.QtCore import QObject\n"
    show += "print(sys.modules['shibokensupport'].__file__, QObject.parent.__doc__)"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", show], env=environment, capture_output=True, text=True, check=True)
    assert str(copy / "files.dir" / "shibokensupport" / "__init__.pyc") in done.stdout
    assert "parent(self" in done.stdout


def test_the_weight_of_a_folder_is_told_by_its_parts(packaging: dict[str, ModuleType], tmp_path: Path) -> None:
    for name, size in {"gouji.exe": 100, "_internal/cv2/cv2.pyd": 3000, "_internal/python311.dll": 500}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(size))
    parts = packaging["contents"].breakdown(tmp_path)
    assert [name for name, _, _ in parts] == ["cv2", "python311.dll", "gouji.exe"]
    assert parts[0][1] == 0.003
    assert all(purpose for _, _, purpose in parts)


def test_notices_name_all_that_is_shipped(packaging: dict[str, ModuleType]) -> None:
    """The packages by their dependencies are those that docs/licences.md calls shipped, but for what is left out."""
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|.*\|(.*)\|$", page.partition("**Shipped")[2].partition("\n**")[0], re.MULTILINE)
    named = set(re.findall(r"[a-z0-9][a-z0-9-]+", " ".join(rows)))
    locked = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
    elsewhere = {"colorama"} if sys.platform != "win32" else set()
    assert set(packaging["notices"].shipped()) == (named & locked) - elsewhere - {"pandas", "tzdata"}


def test_notices_carry_the_licences(packaging: dict[str, ModuleType]) -> None:
    text = packaging["notices"].text()
    for wording in (
        "GNU LESSER GENERAL PUBLIC LICENSE Version 3",
        "GNU GENERAL PUBLIC LICENSE Version 3",
        "GNU LESSER GENERAL PUBLIC LICENSE Version 2.1",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "Apache License",
        "Mozilla Public License",
    ):
        assert wording in " ".join(text.split())
    bare = re.findall(r"={100}\n(\S+) [^\n]*\n={100}\n\n许可证：", text)
    assert bare == []


def test_version_has_three_numbers(packaging: dict[str, ModuleType]) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", packaging["version"].number())


def test_actions_are_pinned_by_commit() -> None:
    workflows = list((ROOT / ".github" / "workflows").glob("*.yml"))
    used = [use for path in workflows for use in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))]
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", use)] == []


@pytest.mark.skipif(shutil.which("makensis") is None, reason="needs NSIS")
@pytest.mark.parametrize("target", ["x86-unicode", "amd64-unicode"])
def test_the_installer_compiles(target: str, tmp_path: Path) -> None:
    """The builds of NSIS for Windows have no 64-bit stub; Wine runs no other."""
    program = tmp_path / "gouji"
    icons = program / "_internal" / "resources" / "icons"
    icons.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "icons" / "gouji.ico", icons)
    (program / "gouji.exe").touch()
    defined = {"TARGET": target, "VERSION": "0.0.1", "FOLDER": program, "OUTPUT": tmp_path / "gouji-setup.exe"}
    settings = [f"-D{name}={value}" for name, value in defined.items()]
    command = ["makensis", "-WX", "-INPUTCHARSET", "UTF8", *settings, str(ROOT / "packaging" / "installer.nsi")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]


@pytest.mark.network
def test_every_locked_package_has_a_wheel_for_windows(tmp_path: Path) -> None:
    """Asks the index about each, with its hash; packages of other systems, by their markers, are not wanted there."""
    entries = re.findall(r"^[a-z0-9-]+==[^\n]*(?:\n    --hash[^\n]*)*", LOCK, re.MULTILINE)
    wanted = [entry for entry in entries if "'darwin'" not in entry]
    assert len([entry for entry in wanted if "'win32'" in entry]) >= 3
    # pip would hold the markers against the system that it runs on
    needed = tmp_path / "windows.txt"
    needed.write_text(re.sub(r" ; sys_platform == 'win32'", "", "\n".join(wanted)), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "-d", str(tmp_path)]
    done = subprocess.run([*command, *WINDOWS, "-r", str(needed)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    assert len(list(tmp_path.glob("*.whl"))) == len(wanted)


def test_markers_of_the_lock_name_known_systems() -> None:
    """Each entry is for all systems, for Windows alone, or for a Mac, where the program is not built."""
    markers = set(re.findall(r"^[a-z0-9-]+==\S+ ; (.*?) \\$", LOCK, re.MULTILINE))
    assert {marker for marker in markers if "sys_platform" in marker} == {
        "sys_platform == 'win32'",
        "sys_platform == 'darwin'",
    }
    assert all("PyPy" in marker for marker in markers if "sys_platform" not in marker)
