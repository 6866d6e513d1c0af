"""What a story of a container was made of, as JSON beside its kept bytes: enough to clean it anew without it."""

import json
from datetime import datetime

from reader.core.model import Candidate, Field, FileKind, Moment, Precision, Snapshot, Source
from reader.store.encoding import storable


def snapshot_column(snapshot: Snapshot | None) -> str | None:
    """Return the snapshot without its bytes, or None."""
    if snapshot is None:
        return None
    saved = snapshot.saved
    made = {
        "kind": snapshot.kind.value,
        "path": snapshot.path,
        "member": snapshot.member,
        "url": snapshot.url,
        "charset": snapshot.charset,
        "stated": [[one.field.value, one.value, one.source.value] for one in snapshot.stated],
        "saved": saved and [saved.value.isoformat(), saved.precision.value, saved.source.value, saved.written],
    }
    return storable(json.dumps(made, ensure_ascii=False))


def snapshot_value(column: str | None, sha256: str) -> Snapshot | None:
    """Return the snapshot that ``snapshot_column`` was given, with no content, or None."""
    if column is None:
        return None
    made = json.loads(column)
    saved = made["saved"]
    return Snapshot(
        content=b"",
        sha256=sha256,
        kind=FileKind(made["kind"]),
        path=made["path"],
        member=made["member"],
        url=made["url"],
        charset=made["charset"],
        stated=tuple(Candidate(Field(field), value, Source(source)) for field, value, source in made["stated"]),
        saved=saved and Moment(datetime.fromisoformat(saved[0]), Precision(saved[1]), Source(saved[2]), saved[3]),
        is_apart=True,
    )
