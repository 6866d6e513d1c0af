"""Stories that stand only in a page's data are found there, whatever form the data has, and no page takes long."""

import json

import pytest

from reader.core.model import Role
from reader.intake.html.unseen import UnseenStory, share_within, unseen_story
from tests.effort import effort

TEXTS = (
    "The ferry to the island will sail again on Friday after five days of storm, the harbour master said on Thursday.",
    "Some two hundred passengers have waited in the town since Monday, many of them in the gym of the school.",
    "“We will carry those first who have waited longest,” said Marta Olsen, who runs the harbour with a crew of six.",
    "Two extra crossings are planned for Saturday. Freight has to wait until Sunday, because a ship is being repaired.",
    "The storm tore a buoy from its chain & pushed it onto the northern mole, where it damaged the old lamp.",
)
TITLE = "Ferry to the island will sail again"
HTML = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in TEXTS)
OTHERS = [
    {"title": f"Story {n}", "body": f"<p>Quite another story, number {n}, is told at length here.</p>" * 30}
    for n in (1, 2)
]


def found(source: str, body: str = "") -> UnseenStory:
    story = unseen_story(source, body, (TITLE,))
    assert story is not None
    return story


def texts(source: str, body: str = "") -> tuple[str, ...]:
    return tuple(part.text for part in found(source, body).parts)


def assigned(value: object, name: str = "window.__INITIAL_STATE__") -> str:
    return f"<script>var a=1;{name} = {json.dumps(value)};\nstart();</script>"


def next_data(value: object) -> str:
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": value}})}</script>'


def streamed(rows: str) -> str:
    half = len(rows) // 2
    parts = (rows[:half], rows[half:])
    return "".join(f"<script>self.__next_f.push({json.dumps([1, part])})</script>" for part in parts)


@pytest.mark.parametrize("body", [HTML, "\n\n".join(TEXTS), HTML.replace("&", "&amp;").replace("<", "&lt;")])
def test_declared_body_is_flattened_to_paragraphs(body: str) -> None:
    assert texts("", body) == TEXTS


BLOCKS = {
    "plain strings": {"story": {"paragraphs": list(TEXTS)}},
    "one string of markup": {"post": {"title": {"rendered": TITLE}, "content": {"rendered": HTML}}},
    "elements of a newsroom system": {
        "content_elements": [{"type": "text", "_id": f"x{n}", "content": text} for n, text in enumerate(TEXTS)]
    },
    "rich text with inline nodes": {
        "document": {
            "nodeType": "document",
            "content": [
                {
                    "nodeType": "paragraph",
                    "content": [
                        {"nodeType": "text", "value": text[:20]},
                        {"nodeType": "hyperlink", "content": [{"nodeType": "text", "value": text[20:]}]},
                    ],
                }
                for text in TEXTS
            ],
        }
    },
    "the same text in two forms": {
        "blocks": [
            {
                "type": "text",
                "model": {
                    "blocks": [
                        {
                            "type": "paragraph",
                            "model": {"text": text, "blocks": [{"type": "fragment", "model": {"text": text}}]},
                        }
                    ]
                },
            }
            for text in TEXTS
        ]
    },
}


@pytest.mark.parametrize("state", BLOCKS.values(), ids=BLOCKS.keys())
def test_story_is_found_in_a_page_state(state: object) -> None:
    related = {"relatedStories": OTHERS}
    assert texts(next_data({"article": state, **related})) == TEXTS
    assert texts(assigned({"article": state, **related})) == TEXTS
    as_text = json.dumps(json.dumps({"article": state, **related}))
    assert texts(f"<script>window.STATE = JSON.parse({as_text})</script>") == TEXTS


def test_headline_tells_the_story_from_others_in_the_state() -> None:
    state = {"items": [OTHERS[0], {"title": TITLE, "body": HTML}, OTHERS[1]]}
    assert texts(next_data(state)) == TEXTS


def test_sub_headings_and_quotes_keep_their_role() -> None:
    blocks = [{"type": "header", "content": "What comes next"}, {"type": "quote", "content": TEXTS[2]}]
    elements = [{"type": "text", "content": text} for text in TEXTS]
    story = found(next_data({"content_elements": [*elements[:2], *blocks, *elements[3:]]}))
    assert [part.role for part in story.parts][2:4] == [Role.HEADING, Role.QUOTE]


def test_text_that_react_streams_is_found() -> None:
    length = len(HTML.encode())
    assert texts(streamed(f'1:"$Sreact.fragment"\n2:T{length:x},{HTML}3:["$","div",null,{{}}]\n')) == TEXTS
    tree = [
        "$",
        "article",
        None,
        {"children": [["$", "p", str(n), {"children": text}] for n, text in enumerate(TEXTS)]},
    ]
    assert texts(streamed(f"1:I[1,[]]\n2:{json.dumps(tree)}\n")) == TEXTS


def test_notation_of_javascript_is_read() -> None:
    body = json.dumps(HTML)
    story = f"{{title:undefined,tags:['a',],isLive:!1,body:{body},}}"
    source = f"<script>window.__STATE__={{article:{story},user:void 0}};</script>"
    assert texts(source) == TEXTS
    single = "\\'".join(('{"body":"' + HTML.replace('"', "") + " <p>It is the town", 's.</p>"}'))
    assert texts(f"<script>window.data=JSON.parse('{single}')</script>")[-1] == "It is the town's."


@pytest.mark.parametrize("name", ["template", "noscript"])
def test_markup_out_of_sight_is_read(name: str) -> None:
    assert texts(f"<main></main><{name}><div>{HTML}</div></{name}>") == TEXTS


def test_nothing_is_taken_for_a_story_where_there_is_none() -> None:
    source = assigned({"texts": {"login": "Log in", "terms": "By going on you agree."}}) + "<script>f({a:1})</script>"
    assert unseen_story(source, "", ()) is None
    assert unseen_story(source, "A body too short to be one.", ()) is None


def test_share_within_a_text() -> None:
    story = found("", HTML)
    assert share_within(story, "\n".join(TEXTS)) == 1.0
    assert share_within(story, "Nothing of the sort.") == 0.0


HOSTILE = {
    "nested lists": "<script>window.a=" + "[" * 400_000 + "</script>",
    "nested objects": "<script>window.__a__=" + '{"a":' * 300_000 + "</script>",
    "broken starts": "<script>" + '={"a":1,' * 300_000 + "</script>",
    "unclosed strings": "<script>" + "='a" * 400_000 + "</script>",
    "unclosed scripts": "<script>" * 100_000,
    "unclosed templates": "<template>" * 100_000,
    "a long list": next_data({"body": ["A short sentence stands here for the whole of it."] * 60_000}),
    "deep blocks": next_data(json.loads('{"body":[' * 180 + "]}" * 180)),
    "a loose object": "<script>window.__a__={" + "a:b," * 500_000 + "}</script>",
    "streamed rows": streamed("0:T10," * 200_000),
    "ten megabytes": assigned({"story": {"body": HTML * 20_000}}),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_data_is_read_in_bounded_time(source: str) -> None:
    assert effort(lambda: unseen_story(source, "", (TITLE,)), at_most=1200) <= 1200
