"""How long copyright lasts where: years after a maker's death, by country.

Not legal advice, and careful on purpose: a place is listed only with its source, a
longer term is taken wherever one is possible (wars, transitions), and a place that is
not listed is unknown, which refuses. The term counts from the first of January after
the death, which is never earlier than the law has it. Left out on purpose: places where
the term depends on more than a death, such as a rehabilitation (Russia, Ukraine).

None of this covers works first published long after the maker's death (some places
protect these by publication), nor the moral rights that never end.

Sources: the law named at each place, as quoted at the page of that place under
https://commons.wikimedia.org/wiki/Commons:Copyright_rules_by_territory. For the USA:
17 U.S.C. 303 and 304, https://www.copyright.gov/title17/92chap3.html.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

USUAL = "usual"
"""No country: the USA and the places where copyright lasts for life + 70 years."""
USUAL_YEARS = 70
USA = "US"
US_YEARS = 95
"""Years after first publication, for works published before 1978 (17 U.S.C. 304)."""
EVER = 9999


@dataclass(frozen=True, slots=True)
class Law:
    """The term of one place, and deaths for which it is, or may be, a longer one."""

    years: int
    source: str
    longer: tuple[tuple[int, int, int], ...] = ()
    """Rows of first year, last year (both counted) and years of protection."""

    def term(self, died: int | None) -> int:
        """Return the years after a death in `died`; the longest where none is told."""
        possible = (
            years
            for first, last, years in self.longer
            if died is None or first <= died <= last
        )
        return max((self.years, *possible))


_UNION = "Directive 2006/116/EC, article 1"
_MEMBERS = "AT BE BG CY CZ DE DK EE FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_LAWS: dict[str, Law] = {
    **{place: Law(70, _UNION) for place in _MEMBERS.split()},
    "AR": Law(70, "Ley 11.723, articulo 5"),
    "AU": Law(70, "Copyright Act 1968, section 33"),
    "BW": Law(50, "Copyright and Neighbouring Rights Act 2000, section 10"),
    "BR": Law(70, "Lei 9.610 de 1998, artigo 41"),
    "CA": Law(70, "Copyright Act, section 6, since 30 December 2022"),
    "CH": Law(70, "Urheberrechtsgesetz, article 29"),
    # The law of 1996; that of 2016 has 70 years, and it is not clear for whom.
    "CI": Law(99, "Loi 96-564, article 45"),
    "CL": Law(70, "Ley 17.336, articulo 10"),
    "CO": Law(80, "Ley 23 de 1982, articulo 21"),
    # Killed for France: 30 years more, beside the years of two wars.
    "FR": Law(
        70,
        f"{_UNION}; Code de la propriete intellectuelle, L123-8 to L123-10",
        longer=((1914, 1926, 115), (1939, 1964, 115)),
    ),
    # Makers who died before the law of 7 December 1987 keep the 80 years of 1879.
    "ES": Law(
        70,
        f"{_UNION}; Ley de propiedad intelectual, 4th transitory provision",
        longer=((0, 1987, 80),),
    ),
    "GB": Law(70, "Copyright, Designs and Patents Act 1988, section 12"),
    "GT": Law(75, "Ley de derecho de autor, articulo 43"),
    "HN": Law(75, "Ley del derecho de autor, articulo 44"),
    "IL": Law(70, "Copyright Act 2007, section 38"),
    "IN": Law(60, "Copyright Act 1957, section 22"),
    "IS": Law(70, "Copyright Act 73/1972, article 43"),
    "JM": Law(95, "Copyright Act, section 10, as amended in 2015"),
    # Not expired in 2018, and up to 4,413 days more for makers of the Allied Powers.
    "JP": Law(70, "Copyright Act, article 51", longer=((1956, EVER, 83),)),
    "KR": Law(70, "Copyright Act, article 39"),
    "LI": Law(70, "Urheberrechtsgesetz of 19 May 1999"),
    "MX": Law(100, "Ley Federal del Derecho de Autor, articulo 29"),
    "NO": Law(70, "Copyright Act 40/2018, section 11"),
    # 50 years by the Act of 1994; 70 are agreed with the United Kingdom and the Union.
    "NZ": Law(70, "Free trade agreement with the United Kingdom, article 17.48"),
    "TR": Law(70, "Law 5846, article 27"),
    "WS": Law(75, "Copyright Act 1998, as amended in 2011"),
    "ZA": Law(50, "Copyright Act 98 of 1978, section 3"),
}


def first_day(year: int, years: int) -> dt.date:
    """Return the first day without copyright: a first of January.

    `year` is that of the death, or of the first publication in the USA.
    """
    return dt.date(year + years + 1, 1, 1)


def known(place: str) -> bool:
    """Whether a place's rule is known here: `usual`, the USA, or a listed country."""
    return place in {USUAL, USA} or place in _LAWS


def term(place: str, died: int | None = None) -> int | None:
    """Return the years of protection after a death in `died`.

    Without `died` it is the longest that the place knows. None for the USA, where first
    publication counts (`US_YEARS`), and for a place that is not known.
    """
    if place == USUAL:
        return USUAL_YEARS
    law = _LAWS.get(place)
    return law.term(died) if law else None


def run_out(died: int, place: str, on: dt.date) -> bool | None:
    """Whether copyright in the works of a maker who died in `died` has run out.

    None when that is not known here: for a place that is not listed, and for the USA,
    where it goes by each work's first publication. `usual` answers for life + 70 years;
    its other half, the USA, has to be asked by `published_long_ago`.
    """
    years = term(place, died)
    return None if years is None else on >= first_day(died, years)


def published_long_ago(published: int, on: dt.date) -> bool:
    """Whether a work first published in that year is free in the USA by age alone."""
    return on >= first_day(published, US_YEARS)


def source(place: str) -> str:
    """Return the law that a place's term comes from; empty when it is not listed."""
    law = _LAWS.get(place)
    return law.source if law else ""


def listed() -> tuple[str, ...]:
    """Return the countries whose term after death is known, in order."""
    return tuple(sorted(_LAWS))
