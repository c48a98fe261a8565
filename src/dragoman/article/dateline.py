"""The dateline that opens a wire story: "WASHINGTON, March 11 (Reuters) -"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.article.article import PageDate
from dragoman.article.page_date import parse_page_date
from dragoman.interval import Interval

# A dash, or a colon or an agency in capitals right after the day: "LUSAKA, May 9:", "YEREVAN, OCTOBER 21, WIRE."
_DASH = r"(?:\s*[-–—]{1,3}\s|(?<=\d):\s|(?<=\)):\s|(?<=\d), [A-Z]{3,20}\.\s)"
_DATELINE = re.compile(
    r"\s*(?!(?:On|In|At|By|From|Since|Until|After|Before|The|This)\b)"
    r"(?P<place>[A-ZÀ-ÞĞİŞŁŚŻ][^\W\d_]+(?:[ .'’\-]+[^\W\d_]+){0,3}(?:,\s[A-Z][A-Za-z. ]{1,20})?)"
    r"(?:,?\s+(?P<day>[A-Z][A-Za-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:\s\d{4})?))?"
    r"\s*,?\s*(?P<agency>\([A-Z][A-Za-z .&/\-]{1,30}\))?" + _DASH
)


def read_dateline(text: str, published: PageDate | None) -> tuple[str | None, Interval | None]:
    """The place and the day of a dateline, each None where it is not stated.

    A day without a year lies in the twelve months up to the day after publication;
    where the publication is not known either, the day stays open.
    """
    match = _DATELINE.match(text[:140])
    if match is None:
        return None, None
    place = match["place"].strip()
    if match["day"] is None and match["agency"] is None and not place.split(",")[0].isupper():
        return None, None
    return place, _day_of(match["day"], published)


def _day_of(words: str | None, published: PageDate | None) -> Interval | None:
    if words is None:
        return None
    if stated := parse_page_date(words, "dateline"):
        return stated.interval
    if published is None:
        return None
    latest = published.interval.latest + timedelta(days=1)
    for year in (latest.year, latest.year - 1):
        stated = parse_page_date(f"{words} {year}", "dateline")
        if stated is not None and stated.interval.earliest <= latest:
            return _checked(stated.interval, latest)
    return None


def _checked(interval: Interval, latest: date) -> Interval | None:
    return interval if latest - interval.latest < timedelta(days=366) else None
