"""The bytes of a story's pictures: found where they were saved, decoded within limits, written anew."""

from reader.intake.pictures.collect import collected

__all__ = ["collected"]
