"""Words that several parts of the window share."""

from __future__ import annotations

KINDS = {"budget": "预算", "final": "决算"}
