"""What holds for every test: no screen is needed, and none is used where there is one."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from hypothesis import settings

# A push must not fail by an example that nobody has seen before; the search for those goes on at every desk.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
