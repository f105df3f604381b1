"""Nothing older than two seconds is lost when the program is killed; two hundred times: `tests.session.kill`."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.session.kill import kill_once, report_for_editing


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_the_next_start_finds_everything(tmp_path: Path) -> None:
    report = report_for_editing(tmp_path)
    for seed in range(5):
        kill_once(report, tmp_path / f"{seed}.sqlite", 1000 + seed)
