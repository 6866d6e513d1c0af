"""The pieces of a query's text and what each was taken for, for colouring it in an editor."""

from reader.core.model import Span
from reader.core.query import QueryToken, TokenKind
from reader.search.language.scan import Kind, Lexeme

_KINDS = {
    Kind.PHRASE: TokenKind.PHRASE,
    Kind.OPEN: TokenKind.BRACKET,
    Kind.CLOSE: TokenKind.BRACKET,
    Kind.FIELD: TokenKind.FIELD,
    Kind.DATE: TokenKind.DATE,
    Kind.LENGTH: TokenKind.LENGTH,
    Kind.STATE: TokenKind.STATE,
    Kind.EXACT: TokenKind.WORD,
}
_WILD = "*?~"


def tokens_of(lexemes: list[Lexeme], passed: set[int], plain: set[int], query: str) -> tuple[QueryToken, ...]:
    """Return the pieces of a query in order, with what lies behind its end as one that was passed over.

    ``passed`` has the numbers of the lexemes that were passed over, ``plain`` of those read as plain words.
    """
    found: list[QueryToken] = []
    for number, lexeme in enumerate(lexemes):
        kind = _kind(lexeme, lexemes[number - 1] if number else None, lexemes[number + 1 : number + 2])
        if number in passed:
            kind = TokenKind.PASSED
        elif number in plain:
            kind = TokenKind.WORD
        found.append(QueryToken(kind, Span(lexeme.start, lexeme.end)))
    end = lexemes[-1].end if lexemes else 0
    rest = query[end:]
    if rest.strip():
        start = end + len(rest) - len(rest.lstrip())
        found.append(QueryToken(TokenKind.PASSED, Span(start, start + len(rest.strip()))))
    return tuple(found)


def _kind(lexeme: Lexeme, before: Lexeme | None, following: list[Lexeme]) -> TokenKind:
    if lexeme.kind is Kind.SAME:
        between = before is not None and bool(following) and following[0].kind is not Kind.CLOSE
        return TokenKind.OPERATOR if between else TokenKind.WORD
    if lexeme.kind is Kind.WORD:
        is_wild = any(sign in lexeme.text.rstrip("?!") for sign in _WILD) or lexeme.text.rstrip("?").endswith("!")
        return TokenKind.WILDCARD if is_wild else TokenKind.WORD
    return _KINDS.get(lexeme.kind, TokenKind.OPERATOR)
