from __future__ import annotations

import pytest
from athena_plugin_lstm.ending import closed, ends_sentence


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It is late.\nI go,", "It is late.\nI go."),
        ("It is late!\nI go \u2014", "It is late!\nI go."),
        ('He said. "I go', 'He said. "I go."'),
        ('"Come!" he said. "Go.\n\n"Stay.', '"Come!" he said. "Go.\n\n"Stay."'),
        ('He said, "I go."', 'He said, "I go."'),
        (
            "no full stops here\nand none at the end",
            "no full stops here\nand none at the end",
        ),
        ("रात सुनती है।", "रात सुनती है।"),
        ("夜在听. 海", "夜在听. 海"),
        ("", ""),
    ],
)
def test_a_poem_that_breaks_off_is_closed(text: str, whole: str) -> None:
    assert closed(text) == whole


def test_a_closing_mark_is_known_in_any_script() -> None:
    assert all(map(ends_sentence, ("a.", "a!", "है।", "听。", "سمع؟", 'a."')))
    assert not any(map(ends_sentence, ("a", "a,", "a—", "a、", "")))
