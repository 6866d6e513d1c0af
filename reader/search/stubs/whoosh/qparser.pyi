from collections.abc import Sequence

from whoosh.fields import Schema
from whoosh.query import Query

class MultifieldParser:
    def __init__(self, fieldnames: Sequence[str], schema: Schema) -> None: ...
    def parse(self, text: str) -> Query: ...
