"""What can go wrong that a user can meet, each with a sentence saying what happened and what to do.

ReaderError
├── InputError            a file that cannot be read as an article
│   ├── EmptyFileError
│   ├── UnknownFormatError
│   ├── UnreadableFileError   (missing, no permission, input/output fault)
│   ├── TooLargeError         (a limit was passed: size, depth, time)
│   └── UnclearColumnsError   (a table whose columns only the reader can name)
├── LibraryError          the library folder or its database
│   ├── LibraryLockedError
│   ├── LibraryReadOnlyError
│   ├── LibraryTooNewError
│   ├── LibraryDamagedError
│   └── StorageFullError
├── IndexDamagedError     the search index: a cache, rebuilt from the library
└── SearchCancelledError  a newer search took over
"""


class ReaderError(Exception):
    """Base of all errors that are the environment's fault; ``str()`` is a sentence for the user."""


class InputError(ReaderError):
    """A file that cannot be read as an article."""


class EmptyFileError(InputError):
    """The file has no bytes, or no visible text."""


class UnknownFormatError(InputError):
    """The bytes are of no kind that can be read."""


class UnreadableFileError(InputError):
    """The file is missing, may not be read, or the disk failed."""


class TooLargeError(InputError):
    """A limit on size, depth or time was passed."""


class UnclearColumnsError(InputError):
    """A table of which the text column cannot be told: ``header`` and the first ``rows`` let the reader name them.

    A table without a header has the header "Column 1", "Column 2" and so on.
    """

    def __init__(self, message: str, header: tuple[str, ...] = (), rows: tuple[tuple[str, ...], ...] = ()) -> None:
        super().__init__(message)
        self.header = header
        self.rows = rows


class LibraryError(ReaderError):
    """The library folder or its database cannot be used as asked."""


class LibraryLockedError(LibraryError):
    """Another process is writing to this library."""


class LibraryReadOnlyError(LibraryError):
    """The library was opened for reading only, and a change was asked for."""


class LibraryTooNewError(LibraryError):
    """A newer version of the program made this library."""


class LibraryDamagedError(LibraryError):
    """The database or an original does not hold what it should."""


class StorageFullError(LibraryError):
    """The disk is full, or a quota is reached; nothing acknowledged is lost."""


class IndexDamagedError(ReaderError):
    """The search index cannot be used; it is rebuilt from the library."""


class SearchCancelledError(ReaderError):
    """The search was given up because a newer one took over."""
