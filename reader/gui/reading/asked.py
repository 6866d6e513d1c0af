"""What the reader asks of the window by a click, a key or the wheel in a story."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkClicked:
    """The address of a link the reader clicked, as written."""

    address: str


@dataclass(frozen=True, slots=True)
class RemovalChosen:
    """The reader wants a removed passage back, by its number in the article: in this story, or everywhere."""

    number: int
    everywhere: bool


@dataclass(frozen=True, slots=True)
class ZoomAsked:
    """The reader turned the wheel with Ctrl: so many steps larger, or smaller below 0."""

    steps: int
