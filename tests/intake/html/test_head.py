"""What a page declares: handed over in document order, as written."""

from reader.intake.html import ItemProp, LinkTag, MetaTag, TimeTag, read_html


def test_title_language_base_and_meta_are_read() -> None:
    head = read_html(
        "<html lang=de-AT><head><title> Zwei \n Wörter &amp; mehr</title><base href=/b/>"
        "<meta property=og:title content='A &quot;B&quot;'><meta name=Author content=X><meta name=empty content=''>"
    ).head
    assert (head.title, head.language, head.base) == ("Zwei Wörter & mehr", "de-AT", "/b/")
    assert head.meta == (MetaTag("og:title", 'A "B"'), MetaTag("author", "X"))


def test_links_are_split_by_relation_and_those_of_authors_in_the_body_count() -> None:
    head = read_html(
        "<link rel='canonical alternate' href=/c hreflang=en><link rel=icon><body><a rel=author href=/me>Me</a>"
        "<a rel=nofollow href=/n>n</a>"
    ).head
    assert head.links == (
        LinkTag("canonical", "/c", "en"),
        LinkTag("alternate", "/c", "en"),
        LinkTag("author", "/me"),
    )


def test_json_scripts_are_read_wherever_they_stand() -> None:
    head = read_html(
        '<script type="application/ld+json">{"a": 1}</script><script>x()</script><body>'
        '<script type="application/json">{"b": 2}</script><div><script type=application/ld+json>[3]</script></div>'
    ).head
    assert head.json_ld == ('{"a": 1}', "[3]")
    assert head.data_scripts == ('{"b": 2}',)


def test_times_and_item_properties_know_their_elements() -> None:
    tree = read_html(
        "<body><article><time datetime=2020-01-02 itemprop=datePublished pubdate>2 January</time>"
        "<span itemprop='author name'>A  Writer</span><meta itemprop=dateModified content=2020-01-03></article>"
    )
    row = tree.elements.tags.index("time")
    assert tree.head.times == (TimeTag("2020-01-02", "2 January", row, "datepublished", is_pubdate=True),)
    article, span = tree.elements.tags.index("article"), tree.elements.tags.index("span")
    assert tree.head.item_props == (
        ItemProp("datePublished", "2020-01-02", row),
        ItemProp("author", "A Writer", span),
        ItemProp("name", "A Writer", span),
        ItemProp("dateModified", "2020-01-03", article),
    )


def test_marks_of_savers_and_archives_are_read_from_both_ends() -> None:
    saved = "<!-- saved from url=(0019)https://example.org/ -->"
    tree = read_html(f"{saved}<!doctype html><p>{'x' * 30_000}</p><!-- FILE ARCHIVED ON 10:00:00 -->")
    assert tree.head.comments == ("saved from url=(0019)https://example.org/", "FILE ARCHIVED ON 10:00:00")


def test_amp_pages_are_known_by_their_root() -> None:
    assert read_html("<html amp><p>x").head.is_amp
    assert read_html("<html ⚡><p>x").head.is_amp
    assert not read_html("<html><p>x").head.is_amp
