"""One person under one word, however reports write the name; two who may be two stay two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import PageDate
from dragoman.interval import Interval
from dragoman.ledger import Decision, Filter, Ledger, ListKind, NameKind, Selection, Span, Verdict
from dragoman.ledger.person_keys import person_word, spelling_word, written_in
from dragoman.reading.known_people import Called
from dragoman.reading.record import Actor, ActorKind, Record
from tests.factory import make_record
from tests.ledger.snapshot import snapshot

BIDEN, XI, PUTIN = "wd:Q6279", "wd:Q15031", "wd:Q7747"


@dataclass(frozen=True, slots=True)
class Report:
    """A page that names one person as speaker, on a day."""

    page: str
    called: Called

    def record(self) -> Record:
        """The record of the page, with a statement of the person."""
        record = make_record(doc_id=self.page, outlet=self.page)
        name, office, country, day, person_id = self.called
        statement = record.statements[0]
        speaker = Actor(
            statement.evidence, name, office, country, ActorKind.PERSON, person_id=person_id or None
        )
        published = PageDate(day, Interval.parse(day), "text") if day else None
        return replace(
            record,
            article=replace(record.article, published=published),
            statements=(replace(statement, speaker=speaker),),
            meetings=(),
        )


FULL = Report("full", Called("Joe Biden", "President", "USA", "2022-05-01", BIDEN))
SHORT = Report("short", Called("Biden", "President", "USA", "2022-05-03", BIDEN))
LONG = Report("long", Called("Joseph R. Biden Jr.", "", "USA", "2026-05-01", ""))
OTHER = Report("other", Called("Biden", "analyst", "USA", "2022-05-03", ""))


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    ledger.add_all([one.record() for one in (FULL, SHORT, LONG)])
    return ledger


def words_in(ledger: Ledger) -> list[str]:
    return [one.word for one in ledger.names(NameKind.ACTORS).rows]


def test_three_spellings_are_one_person(told: Ledger) -> None:
    (one,) = told.names(NameKind.ACTORS).rows

    assert (one.word, one.n_articles) == ("joe biden", 3)
    assert told.check() == []


def test_values_keep_the_name_as_written_and_say_who_is_meant(told: Ledger) -> None:
    speakers = {
        row["doc_id"]: (row["speaker"]["name"], row["speaker"].get("known_as"))
        for row in told.rows(Selection(ListKind.STATEMENTS))
    }

    assert speakers["short"] == ("Biden", "Joe Biden")
    assert speakers["full"] == ("Joe Biden", None)


@pytest.mark.parametrize("asked", ["Biden", "Joe Biden", "joseph r. biden jr.", "JOE BIDEN"])
def test_every_spelling_finds_all_reports(told: Ledger, asked: str) -> None:
    found = told.search("", Filter({"actor": asked})).rows

    assert {row["doc_id"] for row in found} == {"full", "short", "long"}


def test_parts_of_another_spelling_find_the_person(told: Ledger) -> None:
    assert [one.word for one in told.names(NameKind.ACTORS, begins="joseph").rows] == ["joe biden"]
    assert told.person_word("Biden") == "joe biden"
    assert [(one.word, one.shown) for one in told.words("actor", Span())] == [("joe biden", "Joe Biden")]


def test_name_is_shown_in_full_where_no_report_writes_it_so(ledger: Ledger) -> None:
    ledger.add(SHORT.record())

    assert [(one.word, one.shown) for one in ledger.words("actor", Span())] == [("joe biden", "Joe Biden")]


def test_namesake_stays_another(ledger: Ledger) -> None:
    ledger.add_all([one.record() for one in (FULL, SHORT, OTHER)])

    assert words_in(ledger) == ["biden", "joe biden"]
    assert {row["doc_id"] for row in ledger.search("", Filter({"actor": "biden"})).rows} == {"other"}
    assert ledger.person_word("Biden") == "biden"


def test_pair_is_found_by_the_names_that_reports_write(ledger: Ledger) -> None:
    record = SHORT.record()
    (statement,) = record.statements
    other = Actor(statement.evidence, "Xi", "President", "CHN", ActorKind.PERSON, person_id=XI)
    ledger.add(replace(record, statements=(replace(statement, to=(other,)),)))

    for asked in ("biden & xi", "Joe Biden & Xi Jinping", "xi jinping & biden"):
        assert len(ledger.things(ListKind.STATEMENTS, Filter({"pair": asked})).rows) == 1, asked
    assert [one.word for one in ledger.company("Biden")] == ["xi jinping"]


def test_forgotten_spelling_finds_no_more(told: Ledger) -> None:
    told.forget(told.record("long").article_id)

    assert told.names(NameKind.ACTORS, begins="joseph").rows == []
    assert told.names(NameKind.ACTORS, begins="biden").rows[0].n_articles == 2


def test_reading_again_changes_nothing_and_decisions_stay(told: Ledger) -> None:
    (thing,) = [one for one in told.things(ListKind.STATEMENTS).rows if one["n_reports"] == 2]
    told.decide(thing["id"], Decision(Verdict.ACCEPT, "Mia", "seen"))
    before = words_in(told)

    told.add_all(
        [replace(one.record(), versions=replace(one.record().versions, rules="9")) for one in (SHORT, FULL)]
    )

    reviews = {one["id"]: one["review"] for one in told.things(ListKind.STATEMENTS).rows}
    assert words_in(told) == before
    assert reviews[thing["id"]] == "accept"


REPORTS = [
    FULL,
    SHORT,
    LONG,
    OTHER,
    Report("xi", Called("Xi", "", "CHN", "2022-05-01", XI)),
    Report("xi-jinping", Called("Xi Jinping", "President", "CHN", "2022-05-02", XI)),
    Report("xi-undated", Called("Xi", "President", "CHN", "", "")),
    Report("putin", Called("Putin", "researcher", "RUS", "2022-05-02", "")),
    Report("president-putin", Called("Putin", "President", "RUS", "2022-05-02", PUTIN)),
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(REPORTS), st.integers(1, 4))
def test_order_of_arrival_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[Report], at_once: int
) -> None:
    def filled(folder: Path, reports: list[Report], number: int) -> dict[str, list[object]]:
        target = str(folder / f"{number}.db")
        with Ledger.open(target, create=True, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as opened:
            for start in range(0, len(reports), number):
                opened.add_all([one.record() for one in reports[start : start + number]])
            assert opened.check() == []
        return snapshot(target)

    folder = tmp_path_factory.mktemp("order")

    assert filled(folder, order, at_once) == filled(folder, REPORTS, len(REPORTS))


def test_spellings_are_told_apart_from_the_word() -> None:
    assert written_in(spelling_word("joe biden", "Biden")) == ("joe biden", "Biden")
    assert spelling_word("recep tayyip erdogan", "Recep Tayyip Erdoğan") == ""
    assert spelling_word("joe biden", "B" * 100) == ""


def test_word_of_somebody_whom_nobody_knows_is_the_name() -> None:
    assert person_word(Called("Ada Ünal", "envoy", "TUR", "2022-05-01", "")) == "ada unal"
