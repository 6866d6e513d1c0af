"""Removes what the reader does not want, a paragraph or words: from the story, or from the outlet after a dry run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from reader.core.cancel import CancelToken
from reader.core.changes import ForgetRule, RemovePassage
from reader.core.errors import ReaderError
from reader.core.evidence import LosingStory, ReaderRule
from reader.core.model import Article
from reader.gui.frame.messages import Message, Weight
from reader.gui.imports.report import RowOpened
from reader.gui.reading.dry_run import DryRunDialog
from reader.gui.reading.html import safe_text
from reader.gui.reading.paragraphs import View
from reader.gui.reading.restoring import LONGEST, RestoreFlow
from reader.gui.reading.rules_dialog import RuleForgotten, RulesDialog
from reader.gui.reading.story_flow import StoryFlow
from reader.gui.reading.story_view import StoryView
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.service.restoring import LONGEST_PART, key_of_part, key_of_text

LEAST_CHARS = 4
"""Words to be removed everywhere are at least as long as this."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule would change: every story, with the words that would go."""

    wish: RemovePassage
    outlet: str
    losing: tuple[LosingStory, ...]

    @property
    def stories(self) -> int:
        """How many stories it would change."""
        return len(self.losing)


class RemoveFlow(QObject):
    """``asked`` carries a ``DryRun``: a rule for an outlet waits for the reader's yes.

    ``story_wanted`` carries a ``RowOpened``: a story of the dry run is to be looked at.
    """

    asked = Signal(object)
    story_wanted = Signal(object)

    def __init__(
        self, window: QWidget, panes: tuple[StoryView, StoryFlow], restoring: RestoreFlow, jobs: Jobs, shelf: Shelf
    ) -> None:
        super().__init__(window)
        self._window, self._restoring, self._jobs, self._shelf = window, restoring, jobs, shelf
        self._view, self._flow = panes
        self._job = CancelToken()
        self.dialog: RulesDialog | None = None
        self.question: DryRunDialog | None = None

    def _paragraph(self, *, everywhere: bool) -> RemovePassage | None:
        """Return the wish to remove the paragraph that the selection begins in, or None with a word why not."""
        story, pane = self._flow.story, self._view.pane
        cursor = pane.textCursor()
        has_caret = bool(pane.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)
        if story is None:
            return None
        if story.request.view is not View.CLEAN or not (cursor.hasSelection() or has_caret):
            self._say(self.tr("Select words of the paragraph to remove first, in the story as it is shown without R."))
            return None
        cursor.setPosition(cursor.selectionStart())
        text = pane.part.shown[cursor.blockNumber()].text
        article = story.story.article
        lines = {key_of_text(line): line for line in _paragraphs(article)}
        key = key_of_text(text)
        if key not in lines:
            self._say(self.tr("Only whole paragraphs of the text can be removed, not the headline or captions."))
            return None
        return RemovePassage(story.story.article_id, key, " ".join(lines[key].split()), everywhere)

    def _words(self, *, everywhere: bool) -> RemovePassage | None:
        """Return the wish to remove the selected words, or None with a word why not."""
        story, pane = self._flow.story, self._view.pane
        if story is None:
            return None
        chosen = pane.selected()
        if story.request.view is not View.CLEAN or chosen is None:
            self._say(self.tr("Select the words to remove first, in the story as it is shown without R."))
            return None
        (first, start), (last, end) = chosen
        words = " ".join(pane.part.shown[first].text[start:end].replace("\u200b", "").split())
        if first != last or len(words) > LONGEST_PART:
            self._say(self.tr("Select words of one paragraph, not more."))
            return None
        if not any(map(str.isalnum, words)) or (everywhere and len(words) < LEAST_CHARS):
            self._say(self.tr("Select a few words: so little cannot be told from other text."))
            return None
        return RemovePassage(story.story.article_id, key_of_part(words), words, everywhere, is_part=True)

    def remove_here(self) -> None:
        """Remove the chosen paragraph from this story."""
        self._here(self._paragraph(everywhere=False))

    def remove_words_here(self) -> None:
        """Remove the selected words from this story."""
        self._here(self._words(everywhere=False))

    def ask_everywhere(self) -> None:
        """Say which stories the chosen paragraph would be removed from, then ask."""
        self._everywhere(self._paragraph(everywhere=True))

    def ask_words_everywhere(self) -> None:
        """Say which stories the selected words would be removed from, then ask."""
        self._everywhere(self._words(everywhere=True))

    def _run(self, wish: RemovePassage, done: Callable[[tuple[LosingStory, ...]], None]) -> None:
        self._job.cancel()
        self._job = self._jobs.run(
            lambda token: self._shelf.library().dry_run(wish, token), done=done, failed=self._fail
        )

    def _here(self, wish: RemovePassage | None) -> None:
        if wish is not None:
            self._run(wish, lambda losing: self._remove(wish, losing))

    def _remove(self, wish: RemovePassage, losing: Sequence[LosingStory]) -> None:
        if all(one.article_id != wish.article_id for one in losing):
            if wish.is_part:
                self._say(self.tr("These words do not stand in the text of the story: headlines and captions stay."))
            else:
                self._say(self.tr("This paragraph cannot be told apart: a table, preformatted, or too long."))
        elif self._restoring.carry_out(wish):
            self._done(wish, self.tr("“{text}” is removed from this story.").format(text=_short(wish.text)))

    def _everywhere(self, wish: RemovePassage | None) -> None:
        story = self._flow.story
        if wish is None or story is None:
            return
        article = story.story.article
        outlet = article.outlet.value if article.outlet else self.tr("stories without a known outlet")
        self._run(wish, lambda losing: self._ask(DryRun(wish, outlet, losing)))

    def _ask(self, run: DryRun) -> None:
        if not run.stories:
            self._remove(run.wish, ())
            return
        if self.question is not None:
            self.question.close()
        text = self.tr("This would change %n stories of {outlet}, and those to come.", "", run.stories)
        dialog = DryRunDialog(text.format(outlet=safe_text(run.outlet)), run.losing, self._window)
        dialog.accepted.connect(lambda: self._yes(run))
        dialog.story_chosen.connect(lambda chosen: self.story_wanted.emit(RowOpened(chosen.article_id)))
        dialog.finished.connect(self._question_closed)
        self.question = dialog
        dialog.show()
        self.asked.emit(run)

    def _yes(self, run: DryRun) -> None:
        if self._restoring.carry_out(run.wish):
            text = self.tr("“{text}” is removed from %n stories of {outlet} and those to come.", "", run.stories)
            self._done(run.wish, text.format(text=_short(run.wish.text), outlet=safe_text(run.outlet)))

    def _done(self, wish: RemovePassage, text: str) -> None:
        undo = ForgetRule(wish.article_id, wish.passage, wish.everywhere)
        self._restoring.said.emit(Message(text, Weight.NOTICE, self.tr("Undo"), lambda: self._undo(undo)))

    def _undo(self, wish: ForgetRule) -> None:
        self._restoring.carry_out(wish)

    def show_rules(self) -> None:
        """Open the list of what the reader removed."""
        if self.dialog is None:
            self.dialog = RulesDialog(self._window)
            self.dialog.rule_forgotten.connect(self._forget)
        self.dialog.show()
        self.dialog.raise_()
        self._jobs.run(
            lambda _token: self._shelf.library().reader_rules(), done=self.dialog.show_rules, failed=self._fail
        )

    def _forget(self, forgotten: RuleForgotten) -> None:
        rule = forgotten.rule
        if self._restoring.carry_out(ForgetRule(rule.article_id, rule.key, rule.is_everywhere)) and self.dialog:
            rules = [row.fact for row in self.dialog.model.rows]
            self.dialog.show_rules([one for one in rules if isinstance(one, ReaderRule) and one != rule])

    def _question_closed(self) -> None:
        self.question = None

    def _say(self, text: str) -> None:
        self._restoring.said.emit(Message(text, Weight.NOTICE))

    def _fail(self, error: ReaderError) -> None:
        self._restoring.said.emit(Message(str(error), Weight.ERROR))


def _paragraphs(article: Article) -> list[str]:
    headline = article.headline.value if article.headline else ""
    return [text for block in article.blocks if (text := article.block_text(block)) != headline]


def _short(text: str) -> str:
    return safe_text(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
