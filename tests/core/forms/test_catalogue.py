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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[form]\nid = "x"\ntitles = ["~("]\n', "titles 里有不是正则表达式的写法"),
        ('[form]\nid = "x"\ntitles = "一张表"\n', "titles 应当是一列文字"),
        ('[form]\nid = "x"\norder = "3"\n', "order 应当是整数"),
        ('[form]\nid = "x"\ntitel = ["表"]\n', "没有“titel”这样的键"),
        ('[form]\nid = "x"\n[[colum]]\nid = "a"\n', "没有“colum”这样的键"),
        ('[form]\nid = "x"\n[[column]]\nid = "a"\nrole = "amout"\npaths = ["合计"]\n', "“a”的 role 写成了“amout”"),
        ('[form]\nid = "x"\n[[row]]\nid = "a"\n', "[[row]]“a”缺少 names"),
        ('name = "x"\n', "缺少 form"),
        ('[form]\nid = x\n', "第 2 行附近不合 TOML 的写法"),
    ],
)  # fmt: skip
def test_a_slip_in_a_user_file_is_named_and_the_rest_is_there(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    (tmp_path / "good.toml").write_text('[form]\nid = "mine"\ntitles = ["会费表"]\n', "utf-8")
    use_folder(tmp_path)
    (wrong,) = catalogue().wrong
    assert wrong.startswith("bad.toml：") and said in wrong
    assert catalogue().titled("会费表") and set(catalogue().forms) == {*FORM_IDS, "mine"}


def test_the_example_of_the_readme_is_a_good_one(tmp_path: Path) -> None:
    readme = resources.path("forms", "README.md").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(readme.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    use_folder(tmp_path)
    assert catalogue().wrong == ()
    assert catalogue()["income"].titled("经费来源表")


def test_a_user_file_that_was_changed_counts_when_its_folder_is_used_again(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[form]\nid = "mine"\ntitles = ["会费表"]\n', "utf-8")
    use_folder(tmp_path)
    assert catalogue().titled("会费表")
    (tmp_path / "mine.toml").write_text('[form]\nid = "mine"\ntitles = ["会费收缴表"]\n', "utf-8")
    use_folder(tmp_path)
    assert catalogue().titled("会费收缴表") and not catalogue().titled("会费表")
