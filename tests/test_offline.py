"""The main job asks no network address for anything: not in Python, and, where strace is there, not in any library."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from core import resources
from tests.sources import ROOT

# Put on the module path, this is imported by every Python process, those that read scans too.
DENY = """
import os, sys

def deny(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        tell(event, arguments)
    if event in ("socket.connect", "socket.sendto", "socket.bind") and isinstance(arguments[1], tuple):
        if arguments[1] != ("::1", 0):  # see OWN
            tell(event, arguments)

def tell(event, arguments):
    with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as file:
        file.write(f"{event} {arguments[1:]}\\n")
    raise PermissionError("no network")

sys.addaudithook(deny)
with open(os.environ["ATTEMPTS"], "a"):
    pass
"""
# RapidOCR imports urllib3 for downloads that it is never asked for; that looks whether the system knows IPv6, by a
# socket of its own that neither listens nor sends.
OWN = re.compile(r'bind\(\d+, \{sa_family=AF_INET6, sin6_port=htons\(0\),.*"::1"')
TRACE = ["strace", "--follow-forks", "--seccomp-bpf", "--trace=connect,sendto,sendmsg,bind", "--quiet=all"]


@pytest.fixture
def sample() -> Path:
    return max(resources.path("samples").glob("*.pdf"))


@pytest.fixture
def scan(sample: Path, tmp_path: Path) -> Path:
    """The upper part of one page as a picture."""
    import pypdfium2

    with pypdfium2.PdfDocument(sample) as pdf:
        picture = pdf[1].render(scale=2).to_pil().convert("L")
    path = tmp_path / "扫描 件.pdf"
    picture.crop((0, 0, picture.width, picture.height // 4)).save(path, resolution=144)
    return path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "deny").mkdir()
    (tmp_path / "deny" / "sitecustomize.py").write_text(DENY, encoding="utf-8")
    return {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "deny"),
        "ATTEMPTS": str(tmp_path / "attempts"),
        "GOUJI_DATA": str(tmp_path / "data"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def _program(*arguments: object) -> list[str]:
    return [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]


def _attempts(environment: dict[str, str]) -> str:
    return Path(environment["ATTEMPTS"]).read_text(encoding="utf-8")


def _addresses(trace: Path) -> list[str]:
    return [
        line for line in trace.read_text(errors="replace").splitlines() if "AF_INET" in line and not OWN.search(line)
    ]


def _show(files: list[Path], environment: dict[str, str], before: list[str]) -> None:
    """Open the files in the window, and close it when they are read."""
    log = Path(environment["GOUJI_DATA"]) / "logs" / "gouji.log"
    end = monotonic() + 90
    with subprocess.Popen([*before, *_program(*files)], env=environment, start_new_session=True) as window:
        try:
            while not log.exists() or log.read_text(encoding="utf-8").count("opened a") < len(files):
                assert window.poll() is None
                assert monotonic() < end
                sleep(0.1)
        finally:
            os.killpg(window.pid, signal.SIGTERM)


def test_the_hook_sees_an_attempt(environment: dict[str, str]) -> None:
    ask = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, check=False)
    assert done.returncode != 0
    assert "socket.getaddrinfo" in _attempts(environment)


def test_reading_a_report_asks_no_address(sample: Path, environment: dict[str, str], tmp_path: Path) -> None:
    subprocess.run(_program("extract", sample, "--out", tmp_path / "out"), env=environment, check=True)
    assert list((tmp_path / "out").iterdir())
    assert _attempts(environment) == ""


@pytest.mark.slow
def test_ocr_and_saving_ask_no_address(sample: Path, scan: Path, environment: dict[str, str], tmp_path: Path) -> None:
    library = tmp_path / "资料库.sqlite"
    subprocess.run(_program("save", sample, scan, "--db", library), env=environment, check=True)
    assert library.exists()
    assert _attempts(environment) == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_the_window_asks_no_address(sample: Path, scan: Path, environment: dict[str, str]) -> None:
    _show([sample, scan], environment, [])
    assert _attempts(environment) == ""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_library_asks_an_address(sample: Path, scan: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """Qt and onnxruntime included: what they do, Python does not see."""
    trace = tmp_path / "trace"
    del environment["PYTHONPATH"]  # nothing is denied here, so nothing stays undone
    _show([sample, scan], environment, [*TRACE, "-o", str(trace)])
    assert trace.stat().st_size > 0
    assert _addresses(trace) == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_the_trace_sees_an_attempt(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    ask = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    subprocess.run([*TRACE, "-o", str(trace), sys.executable, "-c", ask], check=True)
    assert len(_addresses(trace)) == 1
