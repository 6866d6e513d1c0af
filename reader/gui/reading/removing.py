"""Removes a paragraph the reader does not want: from the story, or from all of the outlet after saying which."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from reader.core.changes import ForgetRule, RemovePassage
from reader.core.errors import ReaderError
from reader.core.evidence import ReaderRule
from reader.core.model import Article, ArticleId
from reader.gui.jobs import Jobs
from reader.gui.messages import Message, Weight
from reader.gui.ports import LibraryPort, Shelf
from reader.gui.reading.html import safe_text
from reader.gui.reading.paragraphs import View
from reader.gui.reading.restoring import LONGEST, RestoreFlow
from reader.gui.reading.rules_dialog import RuleForgotten, RulesDialog
from reader.gui.reading.story_flow import StoryFlow
from reader.gui.reading.story_view import StoryView
from reader.service.restoring import key_of_text

MOST_NAMED, MOST_SHOWN = 500, 5


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule would change: how many stories, and the headlines of the first of them."""

    wish: RemovePassage
    outlet: str
    stories: int
    headlines: tuple[str, ...]


class RemoveFlow(QObject):
    """``asked`` carries a ``DryRun``: a rule for an outlet waits for the reader's yes."""

    asked = Signal(object)

    def __init__(
        self, window: QWidget, panes: tuple[StoryView, StoryFlow], restoring: RestoreFlow, jobs: Jobs, shelf: Shelf
    ) -> None:
        super().__init__(window)
        self._window, self._restoring, self._jobs, self._shelf = window, restoring, jobs, shelf
        self._view, self._flow = panes
        self.dialog: RulesDialog | None = None
        self.box: QMessageBox | None = None

    def _chosen(self, *, everywhere: bool) -> RemovePassage | None:
        """Return the wish to remove the paragraph that the selection begins in, or None with a word why not."""
        story, pane = self._flow.story, self._view.pane
        cursor = pane.textCursor()
        if story is None:
            return None
        if story.request.view is not View.CLEAN or not cursor.hasSelection():
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

    def remove_here(self) -> None:
        """Remove the chosen paragraph from this story."""
        wish = self._chosen(everywhere=False)
        if wish is not None:
            self._jobs.run(
                lambda _token: self._shelf.library().stories_losing(wish.article_id, wish.passage),
                done=lambda losing: self._remove(wish, losing),
                failed=self._fail,
            )

    def _remove(self, wish: RemovePassage, losing: Sequence[ArticleId]) -> None:
        if wish.article_id not in losing:
            self._say(self.tr("This paragraph cannot be told apart from the rest: a table, preformatted, or too long."))
        elif self._restoring.carry_out(wish):
            self._done(wish, self.tr("“{text}” is removed from this story.").format(text=_short(wish.text)))

    def ask_everywhere(self) -> None:
        """Say which stories the chosen paragraph would be removed from, then ask."""
        wish, story = self._chosen(everywhere=True), self._flow.story
        if wish is None or story is None:
            return
        article = story.story.article
        outlet = article.outlet.value if article.outlet else self.tr("stories without a known outlet")
        self._jobs.run(lambda _token: _dry_run(self._shelf.library(), wish, outlet), done=self._ask, failed=self._fail)

    def _ask(self, run: DryRun) -> None:
        if not run.stories:
            self._remove(run.wish, ())
            return
        box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel, self._window)
        box.setWindowTitle(self.tr("Remove everywhere"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        text = self.tr("This would change %n stories of {outlet}.", "", run.stories)
        box.setText(text.format(outlet=safe_text(run.outlet)))
        some = "\n".join(f"• {headline}" for headline in run.headlines[:MOST_SHOWN])
        box.setInformativeText(f"“{_short(run.wish.text)}”\n\n{some}")
        rest = run.stories - len(run.headlines)
        more = [self.tr("… and %n more", "", rest)] if rest else []
        box.setDetailedText("\n".join([*run.headlines, *more]))
        button = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        button.setAccessibleName(self.tr("Remove the paragraph from all of these stories"))
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda pressed: self._everywhere(run) if pressed is button else None)
        box.destroyed.connect(self._box_closed)
        self.box = box
        box.open()
        self.asked.emit(run)

    def _everywhere(self, run: DryRun) -> None:
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

    def _box_closed(self) -> None:
        self.box = None

    def _say(self, text: str) -> None:
        self._restoring.said.emit(Message(text, Weight.NOTICE))

    def _fail(self, error: ReaderError) -> None:
        self._restoring.said.emit(Message(str(error), Weight.ERROR))


def _dry_run(library: LibraryPort, wish: RemovePassage, outlet: str) -> DryRun:
    losing = library.stories_losing(wish.article_id, wish.passage)
    named = (library.story(each).article.headline for each in losing[:MOST_NAMED])
    headlines = tuple(safe_text(headline.value) if headline else "—" for headline in named)
    return DryRun(wish, outlet, len(losing), headlines)


def _paragraphs(article: Article) -> list[str]:
    headline = article.headline.value if article.headline else ""
    return [text for block in article.blocks if (text := article.block_text(block)) != headline]


def _short(text: str) -> str:
    return safe_text(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
