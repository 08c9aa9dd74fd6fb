from __future__ import annotations

import pytest

from communique.merge import EventMention, corefer
from communique.merge.mentions import head


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("took", "talks"), ("talked",)), (("was", "killed"), ("killing",)), (("shot", "down"), ("shooting",)),
        (("the", "peace", "agreement"), ("agreed",)), (("made", "a", "visit"), ("visiting",)),
    ],
)  # fmt: skip
def test_the_head_names_the_act(words: tuple[str, ...], same: tuple[str, ...]) -> None:
    assert head(words) == head(same)


def test_mentions_are_one_event_only_within_a_story() -> None:
    said = [("1", "s", "attacked"), ("2", "s", "attack"), ("3", "t", "attack"), ("4", "s", "arrest")]
    mentions = [EventMention(id=i, story=story, words=(word,)) for i, story, word in said]
    assert corefer(mentions) == (("1", "2"), ("3",), ("4",))
