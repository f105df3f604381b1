"""Plays a script of key presses, mouse clicks and waits, through dialogs and menus as well."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.session.watchdog import Watchdog

BREATH_MS = 40  # a fast typist


@dataclass(frozen=True, slots=True)
class Until:
    """Wait until something is so; a session in which it does not come true within `seconds` has failed."""

    what: str
    condition: Callable[[], bool]
    seconds: float = 60.0


Deed = Callable[[], object]
Script = Generator[Deed | Until, None, None]


class Player(QObject):
    """Does one deed of the script after the other, each from the event loop, whichever loop runs just then."""

    def __init__(self, window: QWidget, watchdog: Watchdog) -> None:
        super().__init__()
        self._window, self._watchdog = window, watchdog
        self._loop = QEventLoop()
        self._error: BaseException | None = None

    def play(self, script: Script) -> None:
        """Raises what the script raises, and TimeoutError where it waits in vain."""
        self._script = script
        QTimer.singleShot(0, self._next)
        self._loop.exec()
        if self._error is not None:
            raise self._error

    def _next(self) -> None:
        if QApplication.activeWindow() is None:  # a bare X server gives the keyboard to nobody when a dialog closes
            self._window.activateWindow()
            QTimer.singleShot(20, self._next)
            return
        try:
            deed = next(self._script)
        except StopIteration:
            self._loop.quit()
        except BaseException as error:
            self._fail(error)
        else:
            if isinstance(deed, Until):
                self._wait(deed, perf_counter() + deed.seconds)
            else:
                QTimer.singleShot(BREATH_MS, self._next)  # a deed that opens a dialog ends only when that is closed
                deed()

    def _wait(self, until: Until, end: float) -> None:
        if until.condition():
            QTimer.singleShot(BREATH_MS, self._next)
        elif perf_counter() > end:
            self._fail(TimeoutError(f"{until.what} (while: {self._watchdog.doing})"))
        else:
            QTimer.singleShot(20, lambda: self._wait(until, end))

    def _fail(self, error: BaseException) -> None:
        self._error = error
        self._loop.quit()


def press(keys: str) -> Deed:
    """A key with its modifiers, as in "Ctrl+Z", for whatever has the keyboard."""
    pressed = QKeySequence(keys)[0]

    def deed() -> None:
        QTest.keyClick(_receiver(), pressed.key(), pressed.keyboardModifiers())

    return deed


def write(text: str) -> Deed:
    """Plain keys one by one; Chinese comes from the input method in one piece."""

    def deed() -> None:
        if text.isascii():
            for character in text:  # the first one may open an editor, which gets the others
                QTest.keyClick(_receiver(), character)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(_receiver(), event)

    return deed


def click(widget: Callable[[], QWidget], place: Callable[[], QPoint] | None = None) -> Deed:
    """The left button, in the middle of a widget or at a place in it."""

    def deed() -> None:
        target = widget()
        at = place() if place else target.rect().center()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    return deed


def _receiver() -> QWidget:
    found = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "nothing has the keyboard"
    return found
