"""A text in, the text with the names of a policy out.

A name changes only if its place is sure, the text around it is in the language of the policy, and
the form that the new name has there is known. What differs and stays is told with the reason.
"""

import os
import re
from collections.abc import Sequence

from toponyms.annotation.annotate import annotate
from toponyms.arguments import check_text, read_date
from toponyms.dates import bounds
from toponyms.language.cues import conjunctions, cues, given_names, surnames
from toponyms.language.romanize import romanize
from toponyms.matching.forms import INDEPENDENCE
from toponyms.model import UNIT_KINDS, Mention, Toponym, shown
from toponyms.naming.policies import Policy, policy
from toponyms.rewriting import keeping
from toponyms.rewriting.beside import beside
from toponyms.rewriting.changes import Change, Left, Rewriting
from toponyms.rewriting.grammar import AS_BEFORE, LANGUAGES, word_before
from toponyms.rewriting.names import New, Same, Stays, Verdict, alike, new_name
from toponyms.rewriting.parts import view
from toponyms.rewriting.seen import Seen
from toponyms.rewriting.words import nouns
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.typed import Any, Final

_ASIDE: Final = re.compile(r"\s*[,(\[/–—=-]+\s*(?:[\w.'’]+[\s:.,]*){0,4}[«\"“(]?\s*\Z")
"""What stands between two names of one place, where a text tells how it was or is called."""
_SENTENCE: Final = re.compile(r"[^\W\d_]{5,}[.!?]\s")
"""The end of a sentence; words before other full stops are short."""
_LISTED: Final = re.compile(r"\s*(?:[,;/]\s*)?(?:(\w+)\s+)?(?:(?:м|с|смт|г|пгт)\.?\s*)?\Z")
"""What stands between two names of a list: a comma, a conjunction."""
_FARTHEST: Final = 60
"""Characters between names that stand beside one another, at most."""


def rewrite(
    store: Store,
    text: str,
    *,
    policy: str | os.PathLike[str] | Policy,
    within: Any = None,
    on: object = None,
    keep_quotes: bool = False,
    first: str | None = None,
    format: str = "text",
) -> Rewriting:
    """A text with the names of a policy.

    Args:
        store: where to look.
        text: the text.
        policy: whose names; it has to write Ukrainian, Russian or English, or to romanize.
        within: where it plays, as for `toponyms.annotate`.
        on: the names of that time: a date, an ISO 8601 string or a year.
        keep_quotes: whether what stands in quotation marks stays.
        first: how a new name is written for the first time, with ``{new}`` and ``{old}``.
        format: what the text is, one of `toponyms.rewriting.parts.FORMATS`: its markup stays.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
    """
    check_text(text)
    seen = Seen(store, view(text, format), _policy_of(policy), read_date(on), keep_quotes)
    mentions = annotate(store, seen.text, within=within, on=on)
    changes: list[Change] = []
    left: list[Left] = []
    case, end = None, 0
    for index, mention in enumerate(mentions):
        beside_it = mentions[max(0, index - 1) : index] + mentions[index + 1 : index + 2]
        listed = case if case and _in_one_list(seen.text, end, mention.start) else None
        verdict = _verdict(seen, mention, beside_it, listed)
        case, end = getattr(verdict, "case", None), mention.end
        if isinstance(verdict, Stays):
            place = mention.resolution.place
            start, stop = mention.name_start, mention.name_end
            id = None if place is None else place.id
            left.append(Left(start, stop, text[start:stop], id, verdict.reason))
        elif isinstance(verdict, New):
            changes.append(_change(seen, text, mention, verdict))
    if first is not None:
        changes = _with_old(changes, first)
    return Rewriting(_applied(text, changes), tuple(changes), tuple(left))


def _policy_of(given: str | os.PathLike[str] | Policy) -> Policy:
    """A policy that texts can be rewritten by.

    Raises:
        ValueError: there is no such policy, or no grammar for its language.
    """
    chosen = given if isinstance(given, Policy) else policy(given)
    if chosen.script == "Cyrl" and chosen.language.split("-")[0] not in LANGUAGES:
        raise ValueError(
            f"policy {shown(chosen.id)} writes {chosen.language}, whose cases are unknown"
        )
    return chosen


def _in_one_list(text: str, end: int, start: int) -> bool:
    """Whether a name that begins at a position stands in a list with one that ends before it."""
    found = _LISTED.match(text[end:start]) if start - end <= _FARTHEST else None
    return found is not None and (found[1] is None or fold(found[1]) in conjunctions())


def _verdict(
    seen: Seen, mention: Mention, beside_it: Sequence[Mention], listed: str | None
) -> Verdict:
    """What becomes of a name."""
    text, start, end = seen.text, mention.name_start, mention.name_end
    surface = text[start:end]
    best = mention.resolution.best
    if best is None or surface[:1].islower() or surface[:1].isdigit():
        return Same()
    if _is_cyrillic(surface) is not seen.cyrillic:
        return Same()  # a script is never mixed into a text of another
    if not mention.resolution:
        return _of_several(seen, mention, surface)
    verdict = new_name(seen, mention, best, surface, listed)
    if not isinstance(verdict, New):
        return verdict
    why = _kept(seen, mention, verdict, beside_it)
    return verdict if why is None else Stays(why)


def _is_cyrillic(name: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in name)


def _of_several(seen: Seen, mention: Mention, surface: str) -> Verdict:
    """A name of several places: it stays, which is told if one of them is called otherwise now."""
    for candidate in mention.resolution.candidates:
        verdict = new_name(seen, mention, candidate, surface, None)
        if not isinstance(verdict, Same):
            return Stays("ambiguous")
    return Same()


def _kept(seen: Seen, mention: Mention, new: New, beside_it: Sequence[Mention]) -> str | None:
    """Why a name stays for what stands around it; None if it need not."""
    text, start, end = seen.text, mention.name_start, mention.name_end
    if seen.is_masked(start, end):
        return "no text"
    if seen.is_quoted(start, end):
        return "direct speech"
    if keeping.title(text, start, end):
        return "in quotation marks, as a title"
    found = keeping.phrase(text, start, end, seen.grammar)
    if found is not None:
        return f"a set phrase: {found}"
    if any(_is_aside(text, mention, other) for other in beside_it):
        return "another name of it stands beside it"
    found = keeping.called(text, mention.start, mention.end, seen.grammar)
    if found is not None:
        return f"of another time or tongue: {found}"
    found = keeping.renamed(keeping.sentence(text, start, end), seen.grammar)
    if found is not None:
        return f"the sentence speaks of names: {found}"
    if keeping.is_part(text, start, end, seen.cyrillic):
        return "a part of a longer name"
    if any(_touch(text, mention, other) for other in beside_it):
        return "a part of a longer name"
    own = new.old.language if seen.cyrillic else None
    if seen.is_foreign(start, end, own):
        return "in a text of another language"
    return _of_the_past(seen, new.old, start, end) or _of_a_person(seen, mention, new)


def _of_the_past(seen: Seen, old: Toponym, start: int, end: int) -> str | None:
    """Why a name is right for what it stands in: a former name in a text of its time."""
    if seen.on is not None or old.status != "former":
        return None
    until = int((bounds(old.valid_to)[1] if old.valid_to else INDEPENDENCE)[:4])
    if until < int(INDEPENDENCE[:4]):
        return f"given up in {until}"
    years = keeping.years(keeping.sentence(seen.text, start, end))
    earlier = next((year for year in years if year < until), None)
    return None if earlier is None else f"the sentence is of {earlier}"


def _of_a_person(seen: Seen, mention: Mention, new: New) -> str | None:
    """Why a name may be of a person, or of a thing called after one."""
    text, start, end = seen.text, mention.start, mention.end
    found = keeping.after(text, start, seen.grammar)
    if found is not None:
        return f"a thing called after somebody: {found}"
    if mention.start < mention.name_start:
        return None  # it has a type word
    if new.adjectival and _BEFORE_NOUN.match(text, end):
        return "before a noun that it agrees with"
    word, first = word_before(text, start)
    if fold(word) in given_names() and text[first : first + 1].isupper():
        return f"behind a given name: {word}"
    if not _is_surname(seen, mention, new):
        return None
    placed = fold(word) in cues("preposition") or fold(word) in nouns()
    of_it = new.case == "genitive" and word and _VERB.search(word) is None
    return None if placed or of_it or new.reason == AS_BEFORE else "a surname too"


def _is_surname(seen: Seen, mention: Mention, new: New) -> bool:
    """True for a former name that is a surname too, Жданов; in Latin script by its letters."""
    if seen.cyrillic:
        return new.old.status == "former" and fold(new.old.text) in surnames()
    place = mention.resolution.candidates[0].place
    former = [name for name in place.toponyms if name.status == "former"]
    return any(
        alike(romanize(name.text, standard), seen.text[mention.name_start : mention.name_end])
        for name in former
        for standard in _STANDARDS.get(name.language, ())
        if fold(name.text) in surnames()
    )


_STANDARDS: Final = {"uk": ("kmu-2010",), "ru": ("bgn-pcgn-1947",)}
_BEFORE_NOUN: Final = re.compile(r"(?<=[ое]го) (?!\w+(?:ла|ся|сь)\b)[а-яёєіїґ]+[аяую]\b")
_VERB: Final = re.compile(r"(?:[аиуїюя]в|[аеиуыюя]л|л[аои])(?:ся|сь)?\Z")
"""Ends of verbs of the past, behind which a name is hardly that of whose something is."""


def _touch(text: str, one: Mention, other: Mention) -> bool:
    """Whether two names stand side by side as one: ``Dnepr Dnepropetrovsk``."""
    first, second = sorted((one, other))
    if any(
        each.resolution.best is None or each.resolution.best.place.kind in UNIT_KINDS
        for each in (one, other)
    ):
        return False
    return text[first.end : second.start] in (" ", "-") and first.name_end == first.end


def _is_aside(text: str, one: Mention, other: Mention) -> bool:
    """Whether two names of one place stand side by side: ``Кіровоград (нині Кропивницький)``."""
    here, there = one.resolution.place, other.resolution.place
    if here is None or there is None or here.id != there.id:
        return False
    if fold(one.surface) == fold(other.surface):
        return False
    start, end = sorted((one, other))[0].end, sorted((one, other))[1].start
    between = text[start:end]
    return (
        len(between) <= _FARTHEST
        and _ASIDE.match(between) is not None
        and _SENTENCE.search(between) is None
    )


def _change(seen: Seen, text: str, mention: Mention, new: New) -> Change:
    """A change of a text, with the preposition or article beside the name."""
    start, end = mention.name_start, mention.name_end
    place = mention.resolution.candidates[0].place
    written = new.text
    if mention.start == start:
        fixed = beside(seen.text, start, seen.grammar, text[start:end], written)
        if fixed is not None:
            begin, word = fixed
            written = word + text[start - 1 : start] + written
            start = begin
    return Change(start, end, text[start:end], written, place.id, new.case, new.reason)


def _with_old(changes: Sequence[Change], form: str) -> list[Change]:
    """Changes in which each place is named both ways for the first time.

    Raises:
        ValueError: the form lacks the new name, or has other fields.
    """
    check_text(form, "first")
    try:
        form.format(new="", old="")
    except (KeyError, IndexError, ValueError) as error:
        raise ValueError(
            f"first: {shown(form)} may have {{new}} and {{old}} alone: {error}"
        ) from None
    if form.count("{new}") != 1:
        raise ValueError(f"first: {shown(form)} has to have {{new}} once")
    seen: set[str] = set()
    found = []
    for change in changes:
        if change.place not in seen:
            seen.add(change.place)
            change = change._replace(new=form.format(new=change.new, old=change.old))
        found.append(change)
    return found


def _applied(text: str, changes: Sequence[Change]) -> str:
    """A text with its changes, which stand in its order."""
    parts: list[str] = []
    done = 0
    for change in changes:
        parts += (text[done : change.start], change.new)
        done = change.end
    return "".join((*parts, text[done:]))
