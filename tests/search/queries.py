"""Random queries with their brute-force readings."""

from hypothesis import strategies as st

from tests.search.oracle import (
    RANGES,
    WORDS,
    Asked,
    Marks,
    alone,
    apart,
    at_least,
    cased,
    dated,
    edited,
    in_byline,
    in_zone,
    is_near,
    is_together,
    like,
    long,
    one_of,
    pair,
    quoted,
    some_word,
    this_form,
    touches_near,
    touches_unit,
)

word = st.sampled_from(WORDS)
form = st.one_of(word.map(this_form), st.sampled_from(["ru*", "*s", "t?x", "min*r", "?as", "vot!", "*e*"]).map(like))
plain = st.one_of(
    word.map(some_word),
    word.map(this_form),
    st.sampled_from(["ru*", "run*", "tax!", "mini*", "o*", "zebra*", "*s", "t?x", "*o*", "v*t*"]).map(like),
    st.tuples(st.sampled_from([*WORDS, "rnu", "tx", "minster", "ooil"]), st.sampled_from([1, 2])).map(
        lambda each: edited(*each)
    ),
    st.lists(form, min_size=2, max_size=3).map(quoted),
)
single = st.one_of(
    plain,
    st.tuples(st.sampled_from(["caps", "allcaps", "nocaps"]), plain).map(lambda each: cased(*each)),
)
operand = st.one_of(single, single, st.lists(single, min_size=2, max_size=3).map(one_of))
steps = st.integers(1, 12)
ZONES = st.sampled_from(["headline", "standfirst", "body", "lead", "hlead"])
NEAR = {False: ["w/{}", "W/{}", "/{}", "near/{}", "NEAR{}"], True: ["pre/{}", "onear/{}", "adj{}", "+{}"]}
UNITS = {
    "sentence": {False: ["w/s", "/s", "NEAR/S"], True: ["pre/s"]},
    "paragraph": {False: ["w/p", "SAME", "/p"], True: ["pre/p"]},
}


@st.composite
def proximities(draw: st.DrawFn) -> Asked:
    """Return queries with one proximity operator, in any of its spellings."""
    left, right = draw(operand), draw(operand)
    kind = draw(st.sampled_from(["near", "apart", "together", "lonely"]))
    ordered = draw(st.booleans())
    if kind == "near":
        most = draw(steps)
        operator = draw(st.sampled_from(NEAR[ordered])).format(most)
        return pair(left, operator, right, is_near(most, ordered=ordered))
    if kind == "apart":
        most = draw(steps)
        return apart(left, f"not w/{most}", right, touches_near(most))
    unit = draw(st.sampled_from(sorted(UNITS)))
    if kind == "together":
        return pair(left, draw(st.sampled_from(UNITS[unit][ordered])), right, is_together(unit, ordered=ordered))
    return apart(left, f"not w/{unit[0]}", right, touches_unit(unit))


leaf = st.one_of(
    operand.map(alone),
    proximities(),
    proximities(),
    st.tuples(ZONES, operand).map(lambda each: in_zone(*each)),
    st.tuples(st.integers(1, 4), operand).map(lambda each: at_least(*each)),
    word.map(in_byline),
    st.sampled_from(sorted(RANGES)).map(dated),
    st.sampled_from([0, 10, 40]).map(long),
)


def combined(children: st.SearchStrategy[Asked]) -> st.SearchStrategy[Asked]:
    """Return queries made of two or three smaller ones."""

    def marks(parts: list[Asked]) -> Marks:
        return lambda text: set().union(*(part.marks(text) for part in parts))

    def both(parts: list[Asked], joint: str) -> Asked:
        written = f"({joint.join(part.written for part in parts)})"
        return Asked(written, lambda text: all(part.test(text) for part in parts), marks(parts))

    def either(parts: list[Asked], joint: str) -> Asked:
        written = f"({joint.join(part.written for part in parts)})"
        return Asked(written, lambda text: any(part.test(text) for part in parts), marks(parts))

    def without(kept: Asked, dropped: Asked, joint: str) -> Asked:
        written = f"({kept.written}{joint}{dropped.written})"
        return Asked(written, lambda text: kept.test(text) and not dropped.test(text), kept.marks)

    def negated(part: Asked) -> Asked:
        return Asked(f"(not {part.written})", lambda text: not part.test(text), lambda _: set())

    several = st.lists(children, min_size=2, max_size=3)
    return st.one_of(
        st.tuples(several, st.sampled_from([" and ", " AND ", " & ", " "])).map(lambda each: both(*each)),
        st.tuples(several, st.sampled_from([" or ", " OR ", " | "])).map(lambda each: either(*each)),
        st.tuples(children, children, st.sampled_from([" and not ", " not ", " but not ", " -"])).map(
            lambda each: without(*each)
        ),
        children.map(negated),
    )


queries = st.recursive(leaf, combined, max_leaves=5)
