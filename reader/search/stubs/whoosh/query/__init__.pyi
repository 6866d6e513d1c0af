from collections.abc import Iterator, Sequence

from whoosh.matching import Matcher
from whoosh.reading import IndexReader
from whoosh.searching import SearchContext, Searcher

class Query:
    boost: float
    def estimate_size(self, ixreader: IndexReader) -> int: ...
    def matcher(self, searcher: Searcher, context: SearchContext | None = ...) -> Matcher: ...

class Term(Query):
    fieldname: str
    text: object
    def __init__(self, fieldname: str, text: object, boost: float = ...) -> None: ...

class MultiTerm(Query):
    fieldname: str
    def _btexts(self, ixreader: IndexReader) -> Iterator[bytes]: ...

class CompoundQuery(Query):
    subqueries: Sequence[Query]
    def __init__(self, subqueries: Sequence[Query], boost: float = ...) -> None: ...

class Prefix(MultiTerm):
    text: str
    def __init__(self, fieldname: str, text: str, boost: float = ...) -> None: ...

class And(CompoundQuery): ...
class Or(CompoundQuery): ...

class Every(Query):
    fieldname: str | None
    def __init__(self, fieldname: str | None = ..., boost: float = ...) -> None: ...

class FuzzyTerm(MultiTerm):
    def __init__(self, fieldname: str, text: str, maxdist: int = ...) -> None: ...

class Wildcard(MultiTerm):
    def __init__(self, fieldname: str, text: str) -> None: ...

class Phrase(Query):
    def __init__(self, fieldname: str, words: Sequence[str]) -> None: ...

NullQuery: Query
