"""Pages of special form: archives' frames, AMP, live blogs, interviews, poems, code, galleries, round-ups."""

from reader.clean.pipeline import clean
from reader.core.model import Article, BlockKind, FileKind, Snapshot
from reader.intake.read import read
from tests.clean.choice.sites import BODY, HEADLINE, page_of, paragraphs, site, story


def cleaned(source: str) -> Article:
    return clean(page_of(source))


def lines(article: Article) -> list[str]:
    return article.body.split("\n")


def test_toolbar_of_the_wayback_machine_goes() -> None:
    toolbar = """<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en"><div id="wm-ipp">
    <div id="donato"></div>
    <div id="wm-ipp-inside"><div id="wm-capinfo"><p>The Wayback Machine is an initiative of the Internet Archive, a
    nonprofit library of millions of free books, movies and more.</p><a href=/web/x>41 captures</a>
    <div class=c>05 Mar 2021 - 19 Sep 2024</div></div></div></div></div><!-- END WAYBACK TOOLBAR INSERT -->"""
    source = (
        site(story())
        .replace("</head><body>", f"</head><body>{toolbar}")
        .replace("/w/quill", "/web/2021/http://c.example/w/quill")
    )
    assert lines(cleaned(source)) == list(BODY)


def test_frame_of_archive_today_goes() -> None:
    frame = """<center><div id=HEADER><table><tr><td>Saved from</td><td><input value="https://c.example/ferry"></td>
    <td>no other snapshots from this url</td><td>5 Mar 2021 10:11:12 UTC</td></tr></table>
    <a>Webpage</a><a>Screenshot</a><a href=/share>share</a>
    <a>download .zip</a><a>report bug or abuse</a></div></center>"""
    inner = site(story(), main="div")
    body = inner[inner.index("<header") : inner.index("</body>")]
    source = (
        inner[: inner.index("<header")]
        + f"{frame}<div id=CONTENT><div class=html><div class=body>{body}</div></div></div></body></html>"
    )
    assert lines(cleaned(source)) == list(BODY)


def test_amp_page_keeps_its_story() -> None:
    advertisement = "<amp-ad><p>Advertisement</p></amp-ad>"
    body = f"<amp-img src=a.jpg></amp-img>{paragraphs(BODY[:3])}{advertisement}{paragraphs(BODY[3:])}"
    source = site(story(body))
    source = source.replace("<html lang=en>", "<html ⚡ lang=en>")
    text = "<p>We use cookies to show you advertisements you may like.</p>"
    consent = f"<amp-consent id=consent><div id=consentUI>{text}</div></amp-consent>"
    assert lines(cleaned(source.replace("<main>", f"{consent}<main>"))) == list(BODY)


def test_entries_of_a_live_blog_stay_one_story() -> None:
    entries = "".join(
        f"<article class=live-entry><time>1{n}:15</time><h2>Entry number {n} of the day</h2><p>{text}</p></article>"
        for n, text in enumerate(BODY)
    )
    kept = lines(cleaned(site(f"<article><h1>{HEADLINE}</h1><div class=live-blog>{entries}</div></article>")))
    assert [line for line in kept if line in BODY] == list(BODY)
    assert sum(line.startswith("Entry number") for line in kept) == len(BODY)


def test_questions_of_an_interview_stay() -> None:
    questions = ["When will the ferry sail?", "And who goes first?", "What of the lamp?"]
    talk = "".join(f"<p><strong>{q}</strong></p><p>{a}</p>" for q, a in zip(questions, BODY[2:5], strict=True))
    kept = lines(cleaned(site(story(paragraphs(BODY[:2]) + talk))))
    assert [line for line in kept if line in questions] == questions


def test_lines_of_a_poem_stay_lines() -> None:
    verses = [
        "The tide goes out, the tide comes in,",
        "the gulls are loud, the boats are thin,",
        "and no one sails today.",
    ]
    kept = lines(cleaned(site(story(paragraphs(BODY[:3]) + f"<p>{'<br>'.join(verses)}</p>" + paragraphs(BODY[3:])))))
    assert kept[3:6] == verses


def test_code_keeps_its_lines() -> None:
    code = "def sail(day):\n    if day == 'Friday':\n        return True"
    article = cleaned(site(story(paragraphs(BODY[:3]) + f"<pre><code>{code}</code></pre>" + paragraphs(BODY[3:]))))
    assert [article.block_text(b) for b in article.blocks if b.kind is BlockKind.PREFORMATTED] == [code]


def test_gallery_that_tells_its_story_in_captions_keeps_them() -> None:
    slides = "".join(
        f"<figure class=slide><img src={n}.jpg><figcaption><p>{text}</p></figcaption></figure>"
        for n, text in enumerate(BODY)
    )
    article = cleaned(site(story(f"<div class=slides>{slides}</div>")))
    told = lines(article) + [caption.span.of(article.text) for caption in article.captions]
    assert [text for text in BODY if text not in told] == []


def test_sub_headings_of_a_round_up_stay() -> None:
    heads = ["Harbour", "School", "The mole"]
    parts = "".join(f"<h2>{head}</h2>{paragraphs(BODY[2 * n : 2 * n + 2])}" for n, head in enumerate(heads))
    article = cleaned(site(story(parts)))
    assert [article.block_text(b) for b in article.blocks if b.kind is BlockKind.HEADING] == heads


def test_panel_of_a_consent_tool_is_not_the_story_however_long() -> None:
    panel = "".join(
        f"<p>When you visit our website, we store cookies of kind {n} on your browser to collect information.</p>"
        for n in range(30)
    )
    source = site(
        story(), after=f"<div id=onetrust-consent-sdk><div class=ot-main-content><h2>Privacy</h2>{panel}</div></div>"
    )
    assert lines(cleaned(source)) == list(BODY)


def test_empty_button_inside_a_paragraph_does_not_part_it() -> None:
    body = (
        paragraphs(BODY[:5])
        + "<p>Shares of <span><a href=/q>Coast Line</a><button><i></i></button></span>, the owner, rose.</p>"
    )
    assert lines(cleaned(site(story(body))))[-1] == "Shares of Coast Line, the owner, rose."


def test_what_a_story_does_not_show_goes_with_a_reason() -> None:
    source = (
        b"<div style='display:none'>See what is new on the island this week, and more</div>"
        b"<p>The ferry to the island sails again from Monday, the harbour master said on Friday.</p>"
    )
    page = read(Snapshot(source, "0" * 64, FileKind.STORY, "letter.eml"))
    article = clean(page)
    assert article.clean_text.startswith("The ferry")
    assert [(one.rule, one.reason) for one in article.removals] == [("hidden", "hidden on the page")]
