class Span:
    start: int
    end: int
    def __init__(self, start: int, end: int | None = ...) -> None: ...
