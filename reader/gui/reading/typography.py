"""The style sheet of the reading pane, made from the preferences and the theme. Pure."""

from reader.core.settings import Settings
from reader.gui.themes import Colours


def style_sheet(settings: Settings, colours: Colours) -> str:
    """Return the rules for the classes of ``reading/html.py``. Sizes in px, since the document knows no em."""
    size = settings.font_size_px
    leading = round(settings.line_height * 100)
    small = max(11, round(size * 0.78))
    gap = round(size * 0.85)
    indent = round(size * 1.6)
    return f"""
p, li, h1, h2 {{ white-space: pre-wrap; margin: 0; line-height: {leading}%; color: {colours.text}; }}
h1.headline {{ font-size: {round(size * 1.75)}px; font-weight: 600; line-height: 122%;
  margin-top: {gap}px; margin-bottom: {round(size * 0.55)}px; }}
p.meta {{ font-family: sans-serif; font-size: {small}px; color: {colours.muted}; line-height: 145%;
  margin-bottom: {round(size * 1.3)}px; }}
p.standfirst {{ font-size: {round(size * 1.12)}px; color: {colours.muted}; line-height: {max(120, leading - 12)}%;
  margin-bottom: {round(size * 1.2)}px; }}
p.body, p.row {{ margin-bottom: {gap}px; }}
p.plain {{ margin-bottom: {round(size * 0.35)}px; }}
h2.heading {{ font-size: {round(size * 1.16)}px; font-weight: 600; line-height: 135%;
  margin-top: {round(size * 0.9)}px; margin-bottom: {round(size * 0.4)}px; }}
li.item {{ margin-bottom: {round(size * 0.35)}px; }}
p.quote {{ margin-left: {indent}px; margin-right: {indent}px; margin-bottom: {gap}px; font-style: italic; }}
p.pre {{ font-family: monospace; font-size: {round(size * 0.86)}px; margin-bottom: {gap}px; }}
p.label {{ font-family: sans-serif; font-size: {small}px; font-weight: 600; color: {colours.muted};
  margin-top: {round(size * 1.6)}px; margin-bottom: {round(size * 0.3)}px; }}
p.caption {{ font-family: sans-serif; font-size: {small}px; color: {colours.muted}; line-height: 145%;
  margin-bottom: {round(size * 0.45)}px; }}
p.removed {{ font-size: {round(size * 0.86)}px; background-color: {colours.removed}; line-height: 145%;
  margin-bottom: {round(size * 0.4)}px; }}
span.removed {{ color: {colours.removed_text}; background-color: {colours.removed}; text-decoration: line-through; }}
span.chip {{ font-family: sans-serif; font-size: {small}px; font-variant: small-caps; color: {colours.chip};
  background-color: {colours.removed}; text-decoration: none; }}
a {{ color: {colours.accent}; text-decoration: none; }}
code {{ font-family: monospace; font-size: {round(size * 0.88)}px; }}
"""
