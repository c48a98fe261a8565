"""People found by any part of their names; what is no person is not among them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.ledger import Filter, Ledger, ListKind, NameKind
from dragoman.reading.record import Actor, ActorKind, MeetingState, Record
from tests.factory import make_record


def of_people(page: str, *names: str, state: MeetingState = MeetingState.HELD) -> Record:
    """A record whose only meeting is one of these people; meetings of two states are two."""
    record = make_record(doc_id=page)
    (meeting,) = record.meetings
    people = tuple(Actor(meeting.evidence, name, "", "JPN", ActorKind.PERSON) for name in names)
    return replace(record, meetings=(replace(meeting, participants=people, state=state),), statements=())


def found(ledger: Ledger, begins: str) -> list[str]:
    return [row.word for row in ledger.names(NameKind.ACTORS, begins=begins).rows]


@pytest.mark.parametrize("begins", ["Kishida", "kishi", "Fumio", "fumio ki", "KISHIDA "])
def test_person_is_found_by_any_part_of_the_name(ledger: Ledger, begins: str) -> None:
    ledger.add(of_people("one", "Fumio Kishida", "Abdel Fattah el-Sisi"))

    assert found(ledger, begins) == ["fumio kishida"]


def test_words_after_a_hyphen_and_endings_of_several_words_find_too(ledger: Ledger) -> None:
    ledger.add(of_people("one", "Abdel Fattah el-Sisi", "Recep Tayyip Erdoğan"))

    assert found(ledger, "sisi") == ["abdel fattah el-sisi"]
    assert found(ledger, "el-sisi") == ["abdel fattah el-sisi"]
    assert found(ledger, "tayyip erd") == ["recep tayyip erdogan"]
    assert found(ledger, "dogan") == []


def test_family_name_finds_what_is_told_of_each_who_bears_it(ledger: Ledger) -> None:
    ledger.add_all(
        [
            of_people("one", "Fumio Kishida"),
            of_people("two", "Yuko Kishida", "Xi Jinping", state=MeetingState.CANCELLED),
        ]
    )

    def n_found(actor: str) -> int:
        wanted = Filter({"actor": actor})
        n_things = len(ledger.things(ListKind.MEETINGS, wanted).rows)
        assert n_things == len(ledger.search("", wanted).rows)
        return n_things

    assert [n_found(name) for name in ("kishida", "Fumio Kishida", "xi", "fumi")] == [2, 1, 1, 0]


def test_somebody_of_whom_one_word_is_the_whole_name_is_not_taken_for_others(ledger: Ledger) -> None:
    ledger.add_all([of_people("one", "Lula"), of_people("two", "Fatima Lula", state=MeetingState.CANCELLED)])

    (thing,) = ledger.things(ListKind.MEETINGS, Filter({"actor": "Lula"})).rows

    assert [person["name"] for person in thing["participants"]] == ["Lula"]


def test_houses_and_broadcasters_are_no_people(ledger: Ledger) -> None:
    record = of_people("one", "Fumio Kishida")
    (meeting,) = record.meetings
    house = Actor(meeting.evidence, "White House", "", "USA", ActorKind.STATE)
    station = Actor(meeting.evidence, "BBC", "", "", ActorKind.ORGANISATION)
    meeting = replace(meeting, participants=(*meeting.participants, house, station))
    ledger.add(replace(record, meetings=(meeting,)))

    assert found(ledger, "") == ["fumio kishida"]
    assert len(ledger.things(ListKind.MEETINGS, Filter({"country": "USA"})).rows) == 1
    assert ledger.check() == []


def test_forgotten_people_are_found_no_more(ledger: Ledger) -> None:
    ledger.add_all([of_people("one", "Fumio Kishida"), of_people("two", "Yuko Kishida")])
    (one,) = [row for row in ledger.articles() if row["doc_id"] == "one"]

    ledger.forget(one["id"])

    assert found(ledger, "kishida") == ["yuko kishida"]
    assert ledger.things(ListKind.MEETINGS, Filter({"actor": "fumio"})).rows == []
