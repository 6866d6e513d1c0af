"""The style sheet of the reading pane, made from the preferences and the theme. Pure."""

from reader.core.settings import Settings
from reader.gui.look.themes import Colours


def style_sheet(settings: Settings, colours: Colours, natural: float) -> str:
    """Return the rules for the classes of ``reading/html.py``. Sizes in px, since the document knows no em.

    ``natural`` is the font's own line distance in multiples of its size: a percentage in Qt is one of that.
    """

    def leading(multiple: float) -> str:
        return f"line-height: {round(100 * multiple / natural)}%"

    size, line = settings.font_size_px, settings.line_height
    small = max(11, round(size * 0.78))
    gap = round(size * max(0.55, line * 0.5))
    indent = round(size * 1.6)
    close = min(line, 1.5)
    return f"""
p, li, h1, h2 {{ white-space: pre-wrap; margin: 0; color: {colours.text}; }}
h1.headline {{ font-size: {round(size * 1.75)}px; font-weight: 600; {leading(1.25)};
  margin-top: {round(size * 1.2)}px; margin-bottom: {round(size * 0.5)}px; }}
p.meta {{ font-family: sans-serif; font-size: {small}px; color: {colours.muted}; {leading(1.5)};
  margin-bottom: {round(size * 1.3)}px; }}
p.standfirst {{ font-size: {round(size * 1.12)}px; color: {colours.muted}; {leading(min(line, 1.45))};
  margin-bottom: {round(size * 1.1)}px; }}
p.body {{ {leading(line)}; margin-bottom: {gap}px; }}
p.row {{ {leading(line)}; margin-bottom: {round(gap * 0.4)}px; }}
p.plain {{ {leading(line)}; margin-bottom: {round(size * 0.3)}px; }}
h2.heading {{ font-size: {round(size * 1.16)}px; font-weight: 600; {leading(1.35)};
  margin-top: {round(size * 1.1)}px; margin-bottom: {round(size * 0.45)}px; }}
ul {{ margin-top: 0; margin-bottom: 0; }}
li.last {{ {leading(line)}; margin-bottom: {gap}px; }}
li.item {{ {leading(line)}; margin-bottom: {round(size * 0.3)}px; }}
p.quote {{ margin-left: {indent}px; margin-right: {indent}px; margin-bottom: {gap}px; font-style: italic;
  {leading(line)}; }}
p.pre {{ font-family: monospace; font-size: {round(size * 0.86)}px; {leading(close)}; margin-bottom: {gap}px; }}
p.label {{ font-family: sans-serif; font-size: {small}px; font-weight: 600; color: {colours.muted};
  margin-top: {round(size * 1.6)}px; margin-bottom: {round(size * 0.35)}px; }}
p.caption, p.caption-last {{ font-family: sans-serif; font-size: {small}px; color: {colours.muted}; {leading(1.5)};
  margin-bottom: {round(size * 0.35)}px; }}
p.caption-last {{ margin-bottom: {round(gap * 1.3)}px; }}
p.picture, p.picture-last {{ margin-top: {round(gap * 0.5)}px; margin-bottom: {round(size * 0.45)}px; }}
p.picture-last {{ margin-bottom: {round(gap * 1.3)}px; }}
p.removed {{ font-size: {round(size * 0.89)}px; background-color: {colours.removed}; {leading(close)};
  margin-bottom: {round(size * 0.45)}px; }}
span.removed {{ color: {colours.removed_text}; background-color: {colours.removed}; text-decoration: line-through; }}
span.chip {{ font-family: sans-serif; font-size: {small}px; font-variant: small-caps; color: {colours.chip};
  background-color: {colours.removed}; text-decoration: none; }}
a {{ color: {colours.accent}; text-decoration: none; }}
code {{ font-family: monospace; font-size: {round(size * 0.88)}px; }}
"""
