"""Measures the cleaning: ``python -m tests.quality`` (two minutes).

Per set of labelled pages: the program as shipped (its model has seen these pages), cross-validated (models that have
not seen the page's site), and trafilatura with default settings, in this process, on the same pages. Exits with 1 when
a figure is below its floor. ``--no-peer`` leaves trafilatura out, ``--noise`` shows the lines of noise that are left.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tests.clean.wholeness import cleaned_again, fault
from tests.quality import corpora, metadata_scores
from tests.quality.corpora import SEGMENT_SET, SETS, TEXT_SETS, Labelled
from tests.quality.floors import below
from tests.quality.languages import group_of
from tests.quality.noise.lines import noise_in, share_of_pages
from tests.quality.scores import SegmentFigures, TextFigures, segment_figures, text_figures
from tests.quality.systems import Outcome, System, article_of, cross_validated, peer, run, shipped

OURS = "ours, shipped"
UNSEEN = "ours, cross-validated"
PEER = "trafilatura"
NEWS_SETS = ("scrapinghub", "fundus")


def main() -> int:
    """Print the figures; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-peer", action="store_true", help="do not run trafilatura")
    parser.add_argument("--noise", action="store_true", help="show the lines of noise that are left on news pages")
    arguments = parser.parse_args()
    if not corpora.is_here():
        print("The labelled pages are not beside this checkout (../shared/corpora): nothing to measure.")
        return 0
    systems: dict[str, System] = {OURS: shipped, UNSEEN: cross_validated}
    if not arguments.no_peer:
        systems[PEER] = peer
    figures: dict[str, dict[str, float]] = {}
    outcomes: dict[str, Outcome] = {}
    everything: list[Labelled] = []
    for page_set in SETS:
        pages = [page for page in corpora.load(page_set) if page.text or page_set == SEGMENT_SET]
        outcomes_here = {name: run(system, pages) for name, system in systems.items()}
        figures |= _report(page_set, pages, outcomes_here)
        if page_set in NEWS_SETS:
            figures[page_set] |= _report_noise(pages, outcomes_here, shown=arguments.noise)
        if page_set in TEXT_SETS:
            everything += pages
            for name, outcome in outcomes_here.items():
                known = outcomes.get(name)
                outcomes[name] = Outcome({**known.texts, **outcome.texts}, 0.0) if known else outcome
    _report_languages(everything, outcomes)
    figures |= _report_wholeness()
    figures |= _report_metadata(with_peer=not arguments.no_peer)
    return _report_floors(figures)


def _report(page_set: str, pages: Sequence[Labelled], outcomes: Mapping[str, Outcome]) -> dict[str, dict[str, float]]:
    """Print the lines of a set and return the figures that have floors."""
    print(f"\n{page_set}: {len(pages)} pages")
    floored: dict[str, dict[str, float]] = {}
    for name, outcome in outcomes.items():
        figures: TextFigures | SegmentFigures
        if page_set == SEGMENT_SET:
            figures = segment_figures(pages, outcome.texts)
        else:
            figures = text_figures(pages, outcome.texts)
        print(f"  {name:22} {figures}  CPU {outcome.ms_per_page:.1f} ms a page", flush=True)
        if name == UNSEEN:
            floored[page_set] = {"f1": figures.f1}
            if isinstance(figures, TextFigures):
                floored[page_set] |= {"exact": figures.exact, "recall": figures.recall}
    if PEER in outcomes:
        ratio = outcomes[OURS].ms_per_page / max(1e-9, outcomes[PEER].ms_per_page)
        print(f"  CPU of ours / peer: {ratio:.2f}")
    return floored


def _report_noise(pages: Sequence[Labelled], outcomes: Mapping[str, Outcome], *, shown: bool) -> dict[str, float]:
    """Print the share of pages with named noise left, and the lines if wanted; return the figure that has a floor."""
    print("  pages with any line of named noise left")
    floored: dict[str, float] = {}
    for name, outcome in outcomes.items():
        share = share_of_pages(pages, outcome.texts)
        print(f"    {name:22} {share:.3f}")
        for noise in (found for page in pages for found in noise_in(page, outcome.texts[page.key]) if shown):
            print(f"      {noise.page} [{noise.kind}] {noise.text[:140]}")
        if name == UNSEEN:
            floored = {"clean": 1 - share}
    return floored


def _report_metadata(*, with_peer: bool) -> dict[str, dict[str, float]]:
    """Print the shares of pages whose metadata is right; return the figures that have floors."""
    print("\nMetadata that is right")
    floored: dict[str, dict[str, float]] = {}
    for page_set in metadata_scores.SETS:
        right = metadata_scores.shares(page_set, metadata_scores.ours)
        print(f"  {page_set:7} {'ours':12} {metadata_scores.as_line(right)}")
        floored[f"{page_set} metadata"] = right
        if with_peer:
            peers = metadata_scores.shares(page_set, metadata_scores.peer)
            print(f"  {page_set:7} {PEER:12} {metadata_scores.as_line(peers)}")
    return floored


def _report_wholeness() -> dict[str, dict[str, float]]:
    """Print on how many pages nothing is lost and cleaning once more changes nothing; return the shares."""
    articles = [article for page_set in SETS for page in corpora.load(page_set) if (article := article_of(page))]
    whole = sum(not fault(article) for article in articles)
    steady = sum(cleaned_again(article) == article.clean_text for article in articles)
    print(f"\nOf {len(articles)} pages")
    print(f"  {whole} have every visible character in the story, a caption or a removal, once and in order")
    print(f"  {steady} are not changed when the clean story is cleaned again")
    return {"every page": {"whole": whole / len(articles), "steady": steady / len(articles)}}


def _report_languages(pages: Sequence[Labelled], outcomes: Mapping[str, Outcome]) -> None:
    """Print F1 by group of languages, over all sets with gold text."""
    groups: dict[str, list[Labelled]] = defaultdict(list)
    for page in pages:
        groups[group_of(page)].append(page)
    print("\nF1 by language")
    for group, members in sorted(groups.items(), key=lambda item: -len(item[1])):
        scores = "  ".join(f"{name} {text_figures(members, o.texts).f1:.4f}" for name, o in outcomes.items())
        print(f"  {group:10} {len(members):4} pages  {scores}")


def _report_floors(figures: Mapping[str, Mapping[str, float]]) -> int:
    fallen = below(figures)
    print("\n" + ("\n".join(fallen) if fallen else "No cross-validated figure is below its floor."))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
