"""Exports of Retriever as it makes them, with invented papers and stories."""

from tests.intake.databases.texts import wrapped

FERGE = (
    "Fergen mellom Nordhavn og øyene var forsinket igjen mandag, og rundt fire hundre passasjerer ventet i regnet til "
    "langt ut på kvelden.",
    "Havnesjefen sa at en kjent feil hadde skylden, og at reparasjonen ikke ville ta mer enn en uke.",
)
_BETWEEN, _BELOW = "=" * 78, "-" * 78

RETRIEVER = "\n".join(
    [
        "Uttak fra Retriever 12.03.2015",
        "",
        "Fergen forsinket igjen",
        "",
        _BELOW,
        "Nordhavn Avis, 10.03.2015 06:00",
        "Publisert på trykk.",
        "",
        wrapped(FERGE),
        "",
        "© Nordhavn Avis",
        "",
        _BETWEEN,
        "",
        "Fjære sjø",
        "",
        _BELOW,
        "Øyposten.no, 11.03.2015",
        "Seksjon: Kultur",
        "Publisert på nett.",
        "",
        "Sjøen trakk seg tilbake, og den tok seg god tid.",
        "",
        "© Øyposten",
        "Se webartikkelen på http://oyposten.example/2015/fjaere",
        "",
    ]
)
