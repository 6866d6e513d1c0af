"""What each action of the window does."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.core.changes import RebuildIndex
from reader.core.settings import Settings
from reader.gui.views.tabs import ViewName

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow


def doings_of(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """Return what to call for each action, by its name."""
    imports, reading, move = window.imports, window.reading, window.navigation
    copies = (window.desk.contexts.taking.copy, window.desk.listing.copy)
    selects = (window.desk.contexts.select_all, window.desk.listing.select_all)
    return {
        "import_files": imports.import_files,
        "import_folder": imports.import_folder,
        "paste_story": imports.paste,
        "import_sample": imports.import_sample,
        "cancel_import": imports.cancel,
        "show_report": window.reports.show_report,
        "show_past": window.reports.show_past,
        "show_watched": window.watching.show_dialog,
        "print_preview": window.desk.taking.preview,
        "print_story": window.desk.taking.print_story,
        "save_pdf": window.desk.taking.save_pdf,
        "rebuild_index": lambda: window.link.send(RebuildIndex()),
        "quit": window.close,
        "go_to_query": move.go_to_query,
        "save_search": window.saved.save,
        "build_query": window.queries.build,
        "complete": window.queries.complete,
        "show_past_queries": window.queries.show_past,
        "clear_past_queries": window.queries.clear_past,
        "clear_filters": window.query_bar.clear_filters,
        "write_filters": window.query_bar.write_filters,
        "find": reading.open_find,
        "copy_quote": window.desk.taking.copy_quote,
        "copy_citation": window.desk.taking.copy_citation,
        "copy_markdown": window.desk.taking.copy_markdown,
        "toggle_caret": lambda: window.apply_settings(replace(window.settings, caret=not window.settings.caret)),
        "preferences": window.show_preferences,
        "change_keys": window.keys.change,
        "view_stories": lambda: window.views.show_view(ViewName.STORIES),
        "copy": lambda: None if any(copy() for copy in copies) or not reading.story else window.story.pane.copy(),
        "select_all": lambda: (
            None if any(each() for each in selects) or not reading.story else window.story.pane.selectAll()
        ),
        "toggle_table": window.desk.listing.toggle_form,
        "table_columns": window.desk.listing.show_columns,
        "export_list": window.desk.lists.show_dialog,
        "toggle_chosen": move.toggle_chosen,
        "view_context": lambda: window.views.show_view(ViewName.CONTEXT),
        "toggle_collocates": window.desk.contexts.toggle_collocates,
        "export_lines": window.desk.contexts.taking.export_lines,
        "export_collocates": window.desk.contexts.taking.export_collocates,
        "view_timeline": lambda: window.views.show_view(ViewName.TIMELINE),
        "show_removed": move.toggle_removed,
        "show_original": move.toggle_original,
        "open_original": window.desk.original.open_file,
        "compare": window.desk.comparing.compare_views,
        "show_pictures": window.toggle_pictures,
        "larger_text": lambda: window.change_size(window.settings.font_size_px + 1),
        "smaller_text": lambda: window.change_size(window.settings.font_size_px - 1),
        "normal_text": lambda: window.change_size(Settings().font_size_px),
        "toggle_sidebar": lambda: window.sidebar.setVisible(window.sidebar.isHidden()),
        "toggle_histogram": window.charts.toggle_histogram,
        "histogram_outlets": window.charts.toggle_outlets,
        "chart_table": window.charts.show_table,
        "export_chart": window.charts.export,
        "next_pane": move.next_pane,
        "previous_pane": move.previous_pane,
        "back": move.back,
        "next_hit": reading.next_hit,
        "previous_hit": reading.previous_hit,
        "next_story": move.next_story,
        "previous_story": move.previous_story,
        "page_on": move.page_on,
        "star": move.star,
        "unread": move.toggle_unread,
        "tag": window.desk.tagging.edit,
        "restore_here": lambda: window.restoring.restore_chosen(everywhere=False),
        "restore_everywhere": lambda: window.restoring.restore_chosen(everywhere=True),
        "guide": window.commands.show_guide,
        "commands": window.commands.show_palette,
        "query_sheet": window.queries.show_sheet,
        "highlight": window.desk.highlights.highlight,
        "highlight_note": window.desk.highlights.highlight_with_note,
        **{f"colour_{number}": partial(window.desk.highlights.choose_colour, number) for number in range(1, 9)},
        "next_highlight": window.desk.highlights.next_highlight,
        "previous_highlight": window.desk.highlights.previous_highlight,
        "story_note": window.desk.annotations.story_notes.write,
        "show_highlights": window.desk.annotations.show_dialog,
        "show_tags": window.desk.tags.show_dialog,
        "show_missing": window.desk.sidebar.show_missing,
        "export": window.desk.exports.show_dialog,
        "remove_words_here": window.desk.removing.remove_words_here,
        "remove_words_everywhere": window.desk.removing.ask_words_everywhere,
        "remove_here": window.desk.removing.remove_here,
        "remove_everywhere": window.desk.removing.ask_everywhere,
        "reader_rules": window.desk.removing.show_rules,
        "keys": window.keys.show_sheet,
        "about": window.show_about,
    }
