"""The line rules in the order they are tried, and the walk to the point where none finds anything more."""

from reader.clean.draft import Draft
from reader.clean.flattened.inline import find_inline
from reader.clean.flattened.labels import find_runs
from reader.clean.rules.bylines import find_author_lines, find_bylines, find_datelines
from reader.clean.rules.credits import find_captions
from reader.clean.rules.phrasing import find_phrases
from reader.clean.rules.repeats import find_copied_lists, find_pull_quotes, find_repeated_headline, find_repeated_lines
from reader.clean.rules.repetition import NAME, find_repetition
from reader.clean.rules.rule import Rule
from reader.clean.rules.shapes import (
    find_addresses,
    find_buttons,
    find_kickers,
    find_link_lines,
    find_ornaments,
    find_template_code,
)
from reader.clean.rules.stamps import find_author_boxes, find_glued_bylines, find_stamps, find_top_marks
from reader.clean.rules.teasers import find_arrows, find_box_rests, find_cards, find_labelled_links, find_link_lists

RULES: tuple[Rule, ...] = (
    Rule("headline-repeated", find_repeated_headline),
    Rule("ornament", find_ornaments),
    Rule("template-code", find_template_code),
    Rule("inline-phrase", find_inline),
    Rule("related-run", find_runs),
    Rule("captions", find_captions),
    Rule("phrases", find_phrases),
    Rule("share", find_buttons),
    Rule("address", find_addresses),
    Rule("byline", find_bylines),
    Rule("author-line", find_author_lines),
    Rule("dateline", find_datelines),
    Rule("link-line", find_link_lines),
    Rule("labelled-link", find_labelled_links),
    Rule("arrow", find_arrows),
    Rule("card", find_cards),
    Rule("link-list", find_link_lists),
    Rule("box-rest", find_box_rests),
    Rule("stamp", find_stamps),
    Rule("top-mark", find_top_marks),
    Rule("glued-byline", find_glued_bylines),
    Rule("author-box", find_author_boxes),
    Rule("kicker", find_kickers),
    Rule("line-repeated", find_repeated_lines),
    Rule("list-repeated", find_copied_lists),
    Rule("pull-quote", find_pull_quotes),
)

REPETITION = Rule(NAME, find_repetition)
"""Comes after all others: what recurs in other stories is learned from what those leave."""

MOST_ROUNDS = 8


def apply_rules(draft: Draft) -> Draft:
    """Apply all rules until nothing changes: what is left would pass unchanged through them again."""
    for _ in range(MOST_ROUNDS):
        before = draft
        for rule in RULES:
            draft = rule.apply(draft)
        if draft.lines == before.lines:
            break
    return draft


def apply_evidence(draft: Draft) -> Draft:
    """Cut the passages that recur in the outlet's stories, and what the other rules see only then."""
    after = REPETITION.apply(draft)
    return draft if after is draft else apply_rules(after)
