"""Troubles of the outside world. Each class is one trouble, its docstring-free sentence is what the user reads.

A `KnownError` is shown as it is, in the window and on the command line; anything else that escapes is a bug of ours.
"""

from __future__ import annotations


class KnownError(Exception):
    """A trouble that the user can do something about; `str(error)` is the Chinese sentence."""

    sentence = "{detail}"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))


class Cancelled(Exception):
    """The user stopped a long piece of work. Not an error, never shown."""


class FileMissing(KnownError):
    sentence = "找不到“{name}”。文件可能已被移动或改名，请重新选择。"


class FileUnreadable(KnownError):
    sentence = "打不开“{name}”：没有读取权限，或正被其他程序占用。请关闭占用它的程序后再试。"


class FileEmpty(KnownError):
    sentence = "“{name}”是空文件。请重新下载后再试。"


class FileDamaged(KnownError):
    sentence = "打不开“{name}”：文件不完整、已损坏，或内容不合规范。请重新下载；如果别的软件能打开它，请另存一份再试。"


class FileKindUnknown(KnownError):
    sentence = "打不开“{name}”：这不是能识别的报告文件。可以打开的有：{kinds}。"


class FileToConvert(KnownError):
    sentence = "打不开“{name}”：这是{what}。请先{advice}，再打开得到的文件。"


class PasswordNeeded(KnownError):
    sentence = "“{name}”设有打开密码。请输入密码后再打开。"


class PasswordWrong(KnownError):
    sentence = "“{name}”的密码不对。请核对后重新输入。"


class NoTables(KnownError):
    sentence = "“{name}”里没有找到表格。请确认打开的是预算或决算公开报告。"


class LibraryLocked(KnownError):
    sentence = "资料库“{name}”正被另一个窗口使用。请关闭那个窗口后重试；当前修改没有丢失。"


class LibraryReadOnly(KnownError):
    sentence = "资料库“{name}”是只读的，存不进去。请换一个可以写入的文件夹；当前修改没有丢失。"


class LibraryDamaged(KnownError):
    sentence = "资料库“{name}”已损坏或不是本程序的资料库。原文件没有改动，请换一个资料库，或用备份恢复。"


class LibraryTooNew(KnownError):
    sentence = "资料库“{name}”由更新版本的程序写成（格式 {found}，本程序支持到 {supported}）。请升级程序后再打开。"


class LibraryTooOld(KnownError):
    sentence = "资料库“{name}”由较早版本的程序写成，要先更新才能打开。请关闭正在使用它的窗口，再正常打开一次。"


class DiskFull(KnownError):
    sentence = "磁盘空间不足，没有存完“{name}”。请清理磁盘后重试；当前修改没有丢失。"


class FileUnwritable(KnownError):
    sentence = "存不成“{name}”：没有写入权限，或文件正被其他程序打开。请换一个文件夹，或关闭占用它的程序后再试。"


class ExtractionInvalid(KnownError):
    sentence = "“{name}”不是本程序写出的 JSON 文件。请用 extract 命令重新提取。"


class NothingReadable(KnownError):
    sentence = "“{name}”的 {pages} 页都没有可用的文字（多为扫描件），表格没有读出来。请用文字识别（OCR）读取。"


class NameTaken(KnownError):
    sentence = "“{name}”没有处理：前面的“{first}”会写成同一个文件“{output}”。请分两次写到不同的文件夹。"


class LibraryUnreachable(KnownError):
    sentence = "资料库“{name}”读写不了：所在的磁盘或网络位置可能已断开。请接好后重试；当前修改没有丢失。"


class LibraryMoved(KnownError):
    sentence = "资料库“{name}”已被移动、改名或删除。请放回原处后重试，或另选一个资料库；当前修改没有丢失。"


class LibraryPathTooLong(KnownError):
    sentence = "资料库“{name}”所在的文件夹路径太长，打不开。请移到路径较短的文件夹；当前修改没有丢失。"


class ReportChanged(KnownError):
    sentence = "这份报告在资料库“{name}”里已被别处改过或删除。保存时可以存为新的一份；当前修改没有丢失。"


class PictureTooLarge(KnownError):
    sentence = "“{name}”太大了（{width} × {height} 像素）。请用 300 DPI 重新扫描，或把图片缩小后再打开。"


class BackupIntoItself(KnownError):
    sentence = "备份和资料库不能是同一个文件“{name}”。请换一个文件名或文件夹。"
