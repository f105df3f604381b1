"""The document: Report → Table → Cell, and the edits that change it."""

from core.model.edits import AS_PRINTED, AsideEdit, CellEdit, Edit, InfoEdit, ParagraphEdit, TableEdit
from core.model.geometry import Box, around
from core.model.history import Change, History, Step
from core.model.report import (
    BLANK,
    AmountUnit,
    Cell,
    CellRef,
    Column,
    Paragraph,
    Report,
    ReportInfo,
    ReportKind,
    Source,
    SourceKind,
    Straightened,
    Table,
    UnreadPage,
)

__all__ = [
    "AS_PRINTED",
    "BLANK",
    "AmountUnit",
    "AsideEdit",
    "Box",
    "Cell",
    "CellEdit",
    "CellRef",
    "Change",
    "Column",
    "Edit",
    "History",
    "InfoEdit",
    "Paragraph",
    "ParagraphEdit",
    "Report",
    "ReportInfo",
    "ReportKind",
    "Source",
    "SourceKind",
    "Step",
    "Straightened",
    "Table",
    "TableEdit",
    "UnreadPage",
    "around",
]
