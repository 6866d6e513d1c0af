"""Kinds of pages: what is kept of each, and why the rest is not."""

import pytest

from reader.clean.choice import choose
from reader.core.model import Page
from tests.clean.choice.sites import (
    BODY,
    DECK,
    HEADLINE,
    TEASERS,
    judged,
    kept,
    page_of,
    paragraphs,
    rule_of,
    site,
    story,
    teasers,
)


def test_the_body_is_kept_and_the_frame_is_not() -> None:
    chosen = kept(site(story()))
    assert [text for text in chosen if text in BODY] == list(BODY)
    assert not {"Home", "Politics", "About us", "Privacy", "© 2021 The Coast Mail. All rights reserved."} & set(chosen)


def test_every_removal_has_a_rule_and_a_reason_and_a_kept_piece_has_none() -> None:
    for _, verdict in judged(site(story(), after=teasers())):
        assert bool(verdict.rule) == bool(verdict.reason) == (not verdict.kept)
        assert 0 <= verdict.probability <= 1


def test_a_standfirst_apart_from_the_body_is_kept() -> None:
    head = f'<meta name=description content="{DECK}">'
    assert DECK in kept(site(story(deck=f"<p class=standfirst>{DECK}</p>"), head=head))


def test_a_body_split_over_several_containers_is_kept_whole() -> None:
    parts = "".join(f"<div class=text-block>{paragraphs(BODY[n : n + 2])}</div><div class=ad></div>" for n in (0, 2, 4))
    assert [text for text in kept(site(story(parts))) if text in BODY] == list(BODY)


def test_a_lead_apart_from_the_body_is_kept() -> None:
    article = f"""<article><h1>{HEADLINE}</h1><div class=article-lead><p>{BODY[0]}</p></div>
    <figure><img src=f.jpg><figcaption>The ferry in the harbour</figcaption></figure>
    <div class=article-body>{paragraphs(BODY[1:])}</div></article>"""
    chosen = kept(site(article))
    assert [text for text in chosen if text in BODY] == list(BODY)
    assert "The ferry in the harbour" not in chosen


def test_a_sidebar_is_left_out_by_its_name() -> None:
    long_teaser = "The choir of the school has won the national contest for a third time, in front of a full house."
    source = site(story(), after=f"<aside class=sidebar><h2>Also</h2><p>{long_teaser}</p></aside>")
    assert rule_of(source, long_teaser) == "sidebar"


def test_comments_are_left_out_even_when_they_are_longer_than_the_story() -> None:
    comment = (
        "I have waited since Monday and nobody told us anything. The beds in the gym were good, though, thank you."
    )
    comments = "".join(f"<li class=comment><p>{comment} ({n})</p></li>" for n in range(30))
    source = site(
        story(paragraphs(BODY[:3])), after=f"<section id=comments><h2>Comments</h2><ol>{comments}</ol></section>"
    )
    assert [text for text in kept(source) if text in BODY] == list(BODY[:3])
    assert rule_of(source, comment) == "comments"


def test_a_body_in_a_container_with_a_misleading_name_is_kept() -> None:
    body = f"<div class='comment-article'>{paragraphs()}</div>"
    assert [text for text in kept(site(body, main="div")) if text in BODY] == list(BODY)


def test_a_list_of_teasers_is_left_out() -> None:
    chosen = kept(site(story(), after=teasers()))
    assert not set(TEASERS) & set(chosen)


def test_a_tiny_story_is_kept() -> None:
    source = site(story(paragraphs(BODY[:1])), after=teasers())
    assert BODY[0] in kept(source)


def test_a_list_and_subheadings_within_the_body_are_kept() -> None:
    points = ("Friday: two crossings, at nine and at four", "Saturday: four crossings", "Sunday: freight only")
    items = "".join(f"<li>{point}</li>" for point in points)
    body = f"{paragraphs(BODY[:3])}<h2>The timetable</h2><ul>{items}</ul>{paragraphs(BODY[3:])}"
    chosen = kept(site(story(body)))
    assert {"The timetable", *points} <= set(chosen)


def test_a_quotation_within_the_body_is_kept() -> None:
    quote = "I have never seen the water stand so high, not even in the winter when the old mole broke in two."
    body = f"{paragraphs(BODY[:3])}<blockquote><p>{quote}</p></blockquote>{paragraphs(BODY[3:])}"
    assert quote in kept(site(story(body)))


def test_hidden_text_is_left_out_and_says_so() -> None:
    notice = "This text is kept for later and nobody has ever seen it on this page, whatever may happen."
    source = site(story(), after=f"<div style='display:none'><p>{notice}</p></div>")
    assert rule_of(source, notice) == "hidden"


def test_the_entries_of_a_live_blog_are_kept() -> None:
    entries = "".join(
        f"<article class=entry><time>1{n}:05</time><h3>Update number {n}</h3><p>{text}</p></article>"
        for n, text in enumerate(BODY)
    )
    source = site(f"<div class=live-blog><h1>{HEADLINE}</h1><p>{DECK}</p>{entries}</div>")
    assert [text for text in kept(source) if text in BODY] == list(BODY)


@pytest.mark.parametrize(
    "sentences",
    [
        (
            "台风过后，通往该岛的渡轮将于周五恢复航行，港口负责人周四表示，已有两百名乘客在镇上等候了五天，"
            "消防队在学校体育馆为他们搭起了床铺，等待时间最长的人将首先登船。",
            "港口方面计划周六增开两班渡轮，货物运输则要等到周日，因为较大的一艘船仍在船厂修理，"
            "潜水员将在水变清后立即检查防波堤的基础，这是自一九八七年冬天以来最长的一次中断。",
        ),
        (
            "Паром на остров снова пойдёт в пятницу после пяти дней шторма, сообщил в четверг начальник порта, "
            "и первыми повезут тех, кто ждал дольше всех.",
            "На субботу назначены два дополнительных рейса, а груз подождёт до воскресенья, потому что большее из двух "
            "судов всё ещё стоит на ремонте на верфи.",
        ),
        (
            "ستعود العبارة إلى الإبحار نحو الجزيرة يوم الجمعة بعد خمسة أيام من العاصفة، "
            "بحسب ما قاله مدير الميناء يوم الخميس.",
            "وتقرر تسيير رحلتين إضافيتين يوم السبت، أما البضائع فعليها الانتظار حتى يوم الأحد، "
            "لأن السفينة الكبرى ما زالت قيد الإصلاح في الحوض.",
        ),
    ],
)
def test_stories_in_other_scripts_are_kept(sentences: tuple[str, ...]) -> None:
    body = sentences * 3
    assert [text for text in kept(site(story(paragraphs(body)))) if text in sentences] == list(body)


def test_a_page_without_prose_still_gives_its_sentences() -> None:
    assert kept("<body><div>A short note stands here alone.</div></body>") == ["A short note stands here alone."]


def test_a_page_of_one_word_gives_a_verdict() -> None:
    assert len(choose(page_of("<p>word"))) == 1


def test_no_pieces_give_no_verdicts(empty_page: Page) -> None:
    assert choose(empty_page) == ()
