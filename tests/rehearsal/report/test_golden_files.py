"""The comparison with golden files can fail, and none of the files is left over."""

import pytest

import golden
from golden import GOLDEN, assert_golden
from plans import PLANS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(golden, "GOLDEN", tmp_path)
    monkeypatch.delenv(golden.UPDATE, raising=False)
    return tmp_path


def test_a_difference_fails_and_names_the_file(folder):
    (folder / "a.txt").write_text("one\n")

    assert_golden("a.txt", "one\n")
    with pytest.raises(AssertionError, match=r"tests/golden/a\.txt differs; run make golden and review the difference"):
        assert_golden("a.txt", "two\n")
    with pytest.raises(AssertionError):
        assert_golden("a.txt", "one\r\n")


def test_a_missing_file_fails(folder):
    with pytest.raises(pytest.fail.Exception, match=r"there is no golden file b/a\.txt"):
        assert_golden("b/a.txt", "one\n")


def test_an_update_writes_the_file(folder, monkeypatch):
    monkeypatch.setenv(golden.UPDATE, "1")

    assert_golden("b/a.txt", "ä\n")

    assert (folder / "b" / "a.txt").read_bytes() == "ä\n".encode()


def test_every_golden_file_belongs_to_a_test():
    reports = {f"{name}.{ending}" for name in PLANS for ending in ("txt", "json", "sarif", "xml")}

    assert {path.name for path in (GOLDEN / "rehearsal").iterdir()} == reports | {"full.ansi", "command.txt"}
