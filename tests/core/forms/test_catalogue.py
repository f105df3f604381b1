from collections.abc import Iterator
from pathlib import Path

import pytest

from core import resources
from core.forms.catalogue import Alias, catalogue, use_folder
from core.forms.reading.rows import row_kind


@pytest.fixture(autouse=True)
def no_folder() -> Iterator[None]:
    """Whatever folder a test uses, the next begins without."""
    yield
    use_folder(None)


FORM_IDS = {path.stem for path in resources.path("forms").glob("*.toml")}


def test_every_file_is_a_form_of_its_name() -> None:
    assert set(catalogue().forms) == FORM_IDS


def test_forms_come_in_their_standard_order() -> None:
    assert [form.order for form in catalogue()] == sorted(form.order for form in catalogue())


def test_aliases_ignore_width_and_white_space() -> None:
    assert Alias.of("因公出国（境）费").matches("因公 出国(境)费")
    assert not Alias.of("合计").matches("本年合计")
    assert Alias.of("~“三公”").matches('一般公共预算"三公"经费')


def test_header_paths_are_matched_from_the_leaf() -> None:
    assert Alias.of("基本支出/小计").matches_path(("支出", "基本支出", "小计"))
    assert not Alias.of("基本支出/小计").matches_path(("小计",))


def test_a_user_file_extends_a_form_and_adds_another(tmp_path: Path) -> None:
    (tmp_path / "income.toml").write_text('[form]\nid = "income"\ntitles = ["经费来源表"]\n', "utf-8")
    (tmp_path / "mine.toml").write_text('[form]\nid = "mine"\nname = "会费表"\ntitles = ["~会费"]\n', "utf-8")
    use_folder(tmp_path)
    forms = catalogue()
    assert forms["income"].titled("经费来源表") and forms["income"].titled("部门收入总表")
    assert forms["mine"].titled("会费收缴表")
    use_folder(None)
    assert catalogue().get("mine") is None


def test_what_was_asked_before_is_asked_again_of_another_folder(tmp_path: Path) -> None:
    (tmp_path / "income.toml").write_text('[form]\nid = "income"\n[[row]]\nid = "dues"\nnames = ["会费"]\n', "utf-8")
    assert row_kind("income", "会费") is None
    use_folder(tmp_path)
    assert row_kind("income", "会费") is not None


def test_a_wrong_user_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[form]\nid = "x"\ntitles = ["~("]\n', "utf-8")
    with pytest.raises(ValueError, match=r"bad\.toml"):
        use_folder(tmp_path)
        catalogue()
