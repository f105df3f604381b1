"""How the window looks: two palettes, one style sheet, the fonts."""

from __future__ import annotations

import re
from string import Template
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from core import resources

FAMILIES = ["Microsoft YaHei UI", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei"]
ROW_HEIGHT = 26
TEXT_PIXELS, SMALL_PIXELS = 13, 11


class Theme(NamedTuple):
    """Every colour of the window, by meaning. The states of a cell have a mark besides their colour."""

    name: str
    desk: str
    sheet: str
    header: str
    hairline: str
    ink: str
    pale_ink: str
    disabled_ink: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    broken: str
    suspect: str
    suspect_frame: str
    unsure: str
    inferred_ink: str
    corrected: str
    agrees: str
    warning: str

    def color(self, meaning: str) -> QColor:
        return QColor(getattr(self, meaning))


LIGHT = Theme(
    name="light",
    desk="#F3F4F6",
    sheet="#FFFFFF",
    header="#F7F8FA",
    hairline="#E2E5E9",
    ink="#202124",
    pale_ink="#5F6368",
    disabled_ink="#A3A8AE",
    accent="#1565C0",
    on_accent="#FFFFFF",
    selection="#DCE9F8",
    hover="#EEF3FA",
    broken="#FDECEC",
    suspect="#FAD4D4",
    suspect_frame="#C62828",
    unsure="#FFF6DD",
    inferred_ink="#5F6368",
    corrected="#1565C0",
    agrees="#2E7D32",
    warning="#9A6700",
)
DARK = Theme(
    name="dark",
    desk="#1B1C1F",
    sheet="#232528",
    header="#2A2C30",
    hairline="#3A3D42",
    ink="#E4E6E9",
    pale_ink="#A8ADB3",
    disabled_ink="#6B7078",
    accent="#64B5F6",
    on_accent="#10202E",
    selection="#2B405A",
    hover="#2C3036",
    broken="#4A2326",
    suspect="#6B2A2E",
    suspect_frame="#EF9A9A",
    unsure="#4A3F1F",
    inferred_ink="#A8ADB3",
    corrected="#64B5F6",
    agrees="#81C784",
    warning="#E2B45C",
)

_Role = QPalette.ColorRole
_ROLES = {  # the role of the palette that carries each colour of the style sheet
    "desk": _Role.Window,
    "sheet": _Role.Base,
    "header": _Role.AlternateBase,
    "hairline": _Role.Mid,
    "ink": _Role.Text,
    "pale_ink": _Role.PlaceholderText,
    "disabled_ink": _Role.Dark,
    "accent": _Role.Accent,
    "on_accent": _Role.BrightText,
    "selection": _Role.Highlight,
    "hover": _Role.Midlight,
    "unsure": _Role.Light,
    "agrees": _Role.LinkVisited,
}
_FUSION_ROLES = {  # what the style itself paints with
    _Role.Button: "sheet",
    _Role.ToolTipBase: "sheet",
    _Role.WindowText: "ink",
    _Role.ButtonText: "ink",
    _Role.ToolTipText: "ink",
    _Role.HighlightedText: "ink",
    _Role.Link: "accent",
}

_current = LIGHT


def current() -> Theme:
    """The theme that the window wears now."""
    return _current


def choose(mode: str) -> Theme:
    """The theme for a mode of the settings: "light" or "dark"."""
    return DARK if mode == "dark" else LIGHT


def wear(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; open windows repaint themselves.

    The style sheet is set once and names its colours by role: setting it anew would take ten times as long as giving
    every widget the colours of another palette.
    """
    global _current
    _current = theme
    palette = _palette(theme)
    app.setPalette(palette)
    QToolTip.setPalette(palette)
    if app.styleSheet():
        for widget in app.allWidgets():
            app.style().polish(widget)
    else:
        app.setStyleSheet(_style_sheet())


def use_fonts(app: QApplication) -> None:
    """One family for the window; 13 px at 100 % whatever the desktop's own font size."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(TEXT_PIXELS)
    app.setFont(font)


def as_sheet(widget: QWidget) -> None:
    """Give a plain widget the white of a sheet of paper; by itself a QWidget has no background to style."""
    from PySide6.QtCore import Qt  # see test_start.py

    widget.setProperty("sheet", True)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def resize_on_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window or a dialog as large as that, or as its screen has room: at 200 % that is not much."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - 40), min(height, room.height() - 60))


def figure_font(base: QFont) -> QFont:
    """The font of figures: every digit as wide as the next, so that columns line up."""
    font = QFont(base)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, meaning in {**_FUSION_ROLES, **{role: meaning for meaning, role in _ROLES.items()}}.items():
        palette.setColor(role, theme.color(meaning))
    for target in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.color("disabled_ink"))
    return palette


def _style_sheet() -> str:
    """The sheet with a role of the palette in the place of each meaning."""
    sheet = resources.path("styles", "window.qss").read_text(encoding="utf-8")
    roles = {meaning: f"palette({_qss_name(role)})" for meaning, role in _ROLES.items()}
    return Template(sheet).substitute(roles, icons=resources.path("icons").as_posix())


def _qss_name(role: QPalette.ColorRole) -> str:
    """AlternateBase is alternate-base."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", role.name).lower()
