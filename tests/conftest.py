"""What holds for every test: no screen is needed, and none is used where there is one."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
