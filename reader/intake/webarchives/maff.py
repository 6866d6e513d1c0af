"""MAFF, the Mozilla Archive Format: a zip archive with a folder for each saved page, described by an index.rdf."""

from collections.abc import Iterator

from reader.core.errors import InputError, UnreadableFileError
from reader.core.terms import Terms
from reader.intake.containers.members import Archive, is_zip, names_at_edges, opened_zip
from reader.intake.format import Format, Item, LeftOut
from reader.intake.source import Source
from reader.intake.webarchives.zipped import Described, index_of, page_in

NO_PAGE = "There is no saved page in this MAFF archive. Open it in the program that saved it and save the page again."
_DESCRIPTION = "index.rdf"
_DESCRIPTION_BYTES = 1_000_000
_NAMESPACE = "maf.mozdev.org"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


def _is_maff(source: Source) -> bool:
    if not is_zip(source):
        return False
    names = names_at_edges(source)
    if any(name.count("/") == 1 and name.endswith(f"/{_DESCRIPTION}") for name in names):
        return True
    return source.suffix == ".maff" and bool(names)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    with opened_zip(source, terms) as archive:
        has_page = False
        for folder in _folders(archive):
            described = _description(archive, folder)
            index = index_of(archive, folder, described.get("indexfilename", ""))
            if index is None:
                continue
            has_page = True
            known = Described(*(described.get(key, "") for key in ("originalurl", "title", "archivetime", "charset")))
            try:
                yield page_in(source, archive, index, known, terms, member=index.name)
            except InputError as error:
                yield LeftOut(index.name, failure=str(error))
        if not has_page:
            raise UnreadableFileError(NO_PAGE)
        if archive.damage:
            yield LeftOut("", failure=archive.damage)


MAFF = Format("MAFF archives", _is_maff, _unpack, is_container=True)


def _folders(archive: Archive) -> list[str]:
    """Return the top folders, in their order, with "" for pages that lie in none."""
    tops = (member.name.split("/", 1)[0] + "/" if "/" in member.name else "" for member in archive.members)
    return list(dict.fromkeys(tops))


def _description(archive: Archive, folder: str) -> dict[str, str]:
    """Return what the folder's index.rdf says, by the names of its elements; nothing where it cannot be read."""
    from lxml import etree  # noqa: PLC0415 - heavy, and needed for this format alone

    member = archive.by_name.get(folder + _DESCRIPTION)
    if member is None:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(archive.read(member, _DESCRIPTION_BYTES), parser)
    except (InputError, etree.XMLSyntaxError, ValueError):
        return {}
    found: dict[str, str] = {}
    for element in root.iter("*") if root is not None else ():
        value = element.get(_RESOURCE) or element.text or ""
        for name, text in ((element.tag, value), *element.attrib.items()):  # attributes are RDF's short form
            namespace, _, local = str(name).rpartition("}")
            if _NAMESPACE in namespace:
                found.setdefault(local.lower(), str(text).strip())
    return found
