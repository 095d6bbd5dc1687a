"""Text of others cannot command a terminal or break XML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal.report.characters import printable

ORDINARY = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")) | st.sampled_from("\n\t"))


@given(st.text())
def test_no_control_character_is_left(text):
    left = printable(text)

    assert not {char for char in left if (ord(char) < 32 or 127 <= ord(char) < 160) and char not in "\n\t"}
    assert printable(left) == left


@given(ORDINARY)
def test_ordinary_text_stays(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    "text", ["\x1b[31mred\x1b[0m", "\x1b[38;5;9mred", "\x1b[2Kred", "r\x1b[1Aed", "\x1b]red", "re\rd\x00"]
)
def test_terminal_sequences_disappear_whole(text):
    assert printable(text) == "red"
