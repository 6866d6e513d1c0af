"""What the view of hits in context remembers until the next start: order, width, and what counts as a collocate."""

from reader.core.query import Measure
from reader.gui.frame.window_state import WindowState
from reader.gui.study.view import ContextView
from reader.study.sorting import Level


def restore(view: ContextView, state: WindowState) -> None:
    """Set the view as it was left; what cannot be read stays as it is."""
    levels = {level.value: level for level in Level}
    for box, name in zip(view.sorts, state.text("context_sort").split("|"), strict=False):
        if name in levels:
            box.setCurrentIndex(box.findData(levels[name]))
    for measure in Measure:
        size = state.text(f"context_{measure.value}")
        if size.isdecimal():
            view.remember_size(measure, int(size))
    named = {measure.value: measure for measure in Measure}.get(state.text("context_measure"))
    if named is not None:
        view.measure.setCurrentIndex(view.measure.findData(named))
    view.take_measure()
    panel = view.panel
    for spin, name in ((panel.left, "left"), (panel.right, "right"), (panel.least, "least")):
        size = state.text(f"collocates_{name}")
        if size.isdecimal():
            spin.setValue(int(size))
    panel.without_function_words.setChecked(state.flag("collocates_without_function_words", default=True))
    view.collocates.setChecked(state.flag("collocates", default=False))


def save(view: ContextView, state: WindowState) -> None:
    """Remember how the view is set."""
    levels = (box.currentData() for box in view.sorts)
    state.save_text("context_sort", "|".join(level.value for level in levels if isinstance(level, Level)))
    for measure, size in view.sizes.items():
        state.save_text(f"context_{measure.value}", str(size))
    state.save_text("context_measure", view.width_wanted.measure.value)
    panel = view.panel
    for spin, name in ((panel.left, "left"), (panel.right, "right"), (panel.least, "least")):
        state.save_text(f"collocates_{name}", str(spin.value()))
    state.save_flag("collocates_without_function_words", value=panel.without_function_words.isChecked())
    state.save_flag("collocates", value=view.collocates.isChecked())
