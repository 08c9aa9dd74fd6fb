"""Parses that are kept: the same tokens, asked for once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.annotate import RememberedParses
from communique.model import Token


class Counting:
    """A parser of one token a sentence that writes down what it is asked for."""

    name, version = "counting", "1"

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def parse(self, sentences: Iterable[str]) -> Iterator[tuple[Token, ...]]:
        wanted = list(sentences)
        self.asked.append(wanted)
        for one in wanted:
            yield (Token(start=0, end=len(one), text=one, lemma=one, pos="X", tag="X", dep="ROOT", head=0),)


def texts(parses: Iterator[tuple[Token, ...]]) -> list[str]:
    return [tokens[0].text for tokens in parses]


def test_a_sentence_is_parsed_once_and_the_rest_in_one_batch() -> None:
    inner = Counting()
    parser = RememberedParses(inner)
    assert texts(parser.parse(["a", "b", "a"])) == ["a", "b", "a"]
    assert texts(parser.parse(["c", "b", "d"])) == ["c", "b", "d"]
    assert inner.asked == [["a", "b"], ["c", "d"]]


def test_the_longest_unasked_goes_first_and_a_large_batch_is_still_whole() -> None:
    inner = Counting()
    parser = RememberedParses(inner, most=2)
    assert texts(parser.parse(["a", "b", "c"])) == ["a", "b", "c"]
    assert texts(parser.parse(["b"])) == ["b"]
    assert texts(parser.parse(["d"])) == ["d"]
    assert texts(parser.parse(["b"])) == ["b"]
    assert inner.asked == [["a", "b", "c"], ["d"]]


def test_it_is_known_by_the_name_of_what_parses() -> None:
    parser = RememberedParses(Counting())
    assert (parser.name, parser.version) == ("counting", "1")
