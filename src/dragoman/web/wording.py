"""Values in words for readers: days, numbers, countries, people, codes, in the language of the request.

Dates, numbers and the names of countries come from CLDR; the words for codes of
the record (how people met, what became of a promise) from the catalogues.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from babel.core import get_global
from babel.dates import format_date, format_datetime, format_interval, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from dragoman.interval import Interval, Resolution
from dragoman.web.codes import KIND_NAMES, WORDS
from dragoman.web.language import current_locale, gettext, locale_of

_CODE_LENGTH = 3


def outlet_of(row: Mapping[str, Any]) -> str:
    """Who published a row's page: its outlet, or else the host of its address, as far as either is known."""
    if row.get("outlet"):
        return str(row["outlet"])
    try:
        host = urlsplit(row.get("url") or "").hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or gettext("outlet not named")


def outlets_by_id(value_ids: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Who published the rows with these ids, each once, by name."""
    wanted = set(value_ids)
    return sorted({outlet_of(row) for row in rows if row["id"] in wanted})


def number(value: float) -> str:
    """A number with the separators of the language."""
    return format_decimal(value, locale=current_locale())


def share(value: float) -> str:
    """A share of one as whole per cent."""
    return format_percent(value, locale=current_locale())


def day(value: date | str | None, form: str = "long") -> str:
    """A calendar day; ISO text is read up to its time; empty where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return days(value[:10], form)
    return str(format_date(value, form, locale=current_locale()))


def days(value: str | None, form: str = "long") -> str:
    """Days as a list gives them (ISO, two with "/" between) in words: "21 January 2022", "May 2022"."""
    if not value:
        return ""
    try:
        interval = Interval.parse(value)
    except ValueError:
        return value
    return interval_words(interval, form)


def interval_words(interval: Interval, form: str = "long") -> str:
    """An interval of days as people write it."""
    locale = current_locale()
    first, last = interval.earliest, interval.latest
    if first == last:
        return str(format_date(first, form, locale=locale))
    unit = Interval.between(first, last).resolution
    if unit is Resolution.YEAR:
        return str(first.year)
    if unit is Resolution.MONTH:
        return str(format_skeleton("yMMMM", first, locale=locale))
    if unit is Resolution.QUARTER:
        return str(format_date(first, "QQQQ yyyy", locale=locale))
    skeleton = "yMMMMd" if form == "long" else "yMMMd"
    return str(format_interval(first, last, skeleton, locale=locale))


def moment(value: str | datetime | None) -> str:
    """A time of day with its date; a date alone where no time is known."""
    if not value:
        return ""
    if isinstance(value, str):
        if "T" not in value:
            return days(value)
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            return value
    else:
        at = value
    words = format_datetime(at, "d MMMM yyyy, HH:mm", tzinfo=at.tzinfo, locale=current_locale())
    return str(words) + (" UTC" if at.utcoffset() is not None and not at.utcoffset() else "")


def deadline(value: str, form: str = "long") -> str:
    """The last day of an interval (ISO), on which something is due at the latest."""
    return str(format_date(_last_day(value), form, locale=current_locale()))


def until(value: str, today: date) -> str:
    """How far the last day of an interval lies from today: "in 3 days", "2 weeks ago", "today"."""
    last = _last_day(value)
    if last == today:
        return gettext("today")
    return str(format_timedelta(last - today, add_direction=True, locale=current_locale()))


def _last_day(value: str) -> date:
    return Interval.parse(value).latest


def month(value: str) -> str:
    """A month (YYYY-MM) in words."""
    return days(value)


def month_short(value: date) -> str:
    """The month of a day in a few letters: "Jan"."""
    return str(format_date(value, "LLL", locale=current_locale()))


def month_brief(value: str) -> str:
    """A month (YYYY-MM) in few letters: "Jan 2023"; a year as it is."""
    if len(value) < len("2023-01"):
        return value
    return str(format_skeleton("yMMM", date.fromisoformat(f"{value}-01"), locale=current_locale()))


def weekday_short(value: date) -> str:
    """The day of the week in a few letters: "Mon"."""
    return str(format_date(value, "ccc", locale=current_locale()))


def weekday_day(value: date) -> str:
    """A day with the day of the week, without its year: "Monday, 9 May"."""
    return str(format_skeleton("MMMMEEEEd", value, locale=current_locale()))


def duration(minutes: int | None) -> str:
    """How long something lasted: "1 hour 30 minutes"."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    locale = current_locale()
    parts = [str(format_unit(hours, "hour", locale=locale))] if hours else []
    parts += [str(format_unit(rest, "minute", locale=locale))] if rest or not hours else []
    return " ".join(parts)


def country(code: str | None) -> str:
    """The name of a country or organisation by its code; the code where there is no name."""
    return _country_name(code, current_locale().language) if code else ""


@lru_cache(maxsize=4096)
def _country_name(code: str, language: str) -> str:
    names = locale_of(language).territories
    if code in ("EU", "UN"):
        return str(names.get(code, code))
    aliases = get_global("territory_aliases").get(code, ())
    if len(code) == _CODE_LENGTH and len(aliases) == 1:
        # CLDR's name of a code such as JPN is that of JP; a state with several successors has none.
        return str(names.get(aliases[0], code))
    from dragoman.knowledge import knowledge

    state = knowledge().country(code) if len(code) == _CODE_LENGTH else None
    if state is not None:
        return gettext(state.name)
    group = knowledge().group(code)
    # Where newspapers print the letters (NATO), they say more to readers than the name.
    is_printed = group is None or code in group.aliases[:1]
    return code if group is None or is_printed else group.name


def countries(codes: Iterable[str]) -> str:
    """Several countries and organisations, each once, as a list in the language's manner."""
    return listed(country(code) for code in codes)


def listed(words: Iterable[str]) -> str:
    """Words as a list: "a, b and c"; the empty ones and repetitions left out."""
    kept = list(dict.fromkeys(word for word in words if word))
    return str(format_list(kept, locale=current_locale())) if kept else ""


def word(code: str | None) -> str:
    """A code of the record in words; as it is, without its underlines, where it has none."""
    if not code:
        return ""
    return gettext(WORDS[code]) if code in WORDS else code.replace("_", " ")


def kind_words(kinds: Iterable[str]) -> str:
    """The kinds of things as a list within a sentence: "meetings, commitments and events"."""
    return listed(_small(gettext(KIND_NAMES[kind][1])) for kind in kinds)


def _small(words: str) -> str:
    """Words without the capital at their head; I loses its dot in Turkish, İ keeps it."""
    if words[:1] in "Iİ" and current_locale().language in ("tr", "az"):
        return ("ı" if words[:1] == "I" else "i") + words[1:]
    return words[:1].lower() + words[1:]


def capital(words: str) -> str:
    """Words with a capital at their head; i and ı keep their dots in Turkish."""
    if words[:1] == "i" and current_locale().language in ("tr", "az"):
        return "İ" + words[1:]
    return words[:1].upper() + words[1:]


def topic(code: str) -> str:
    """What was talked about: the word of a topic, or the name of a country."""
    return country(code) if code.isupper() and code not in WORDS else word(code)


def person(actor: dict[str, Any]) -> str:
    """Somebody by name, office and country, as far as they are known."""
    name, office = actor.get("name") or "", actor.get("office") or ""
    of = country(actor.get("country"))
    if name and name == of:
        of = ""
    return ", ".join(part for part in (name, office, of) if part) or gettext("somebody unnamed")


def parties(row: dict[str, Any]) -> list[str]:
    """The codes that have a part in a row of any list, each once."""
    people = row.get("participants") or []
    codes = [one["country"] for one in people] + row.get("hosts", []) + row.get("attendees", [])
    codes += row.get("actors", []) + row.get("source", []) + row.get("target", [])
    if isinstance(row.get("speaker"), dict):
        codes.append(row["speaker"]["country"])
    codes += [one if isinstance(one, str) else one["country"] for one in row.get("to", [])]
    return list(dict.fromkeys(code for code in codes if code))
