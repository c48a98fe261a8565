"""Users, their passwords, sessions and tokens, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from dragoman.errors import UsageError
from dragoman.ledger import Ledger, ListKind, NameKind, Role, upgrade_ledger
from dragoman.ledger.accounts import SESSION_LENGTH
from dragoman.ledger.passwords import Cost, hash_password, is_password
from dragoman.ledger.place import place_of
from tests.factory import make_record
from tests.ledger.conftest import SteppingClock
from tests.ledger.older import lay_back

PASSWORD = "seven readings by noon"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.ledger.passwords.STANDARD", Cost(2**4, 1, 1))


def test_user_is_known_by_name_and_password_alone(ledger: Ledger) -> None:
    ledger.accounts.add("ayse", Role.REVIEWER, PASSWORD)

    found = ledger.accounts.check("ayse", PASSWORD)

    assert found is not None
    assert found.role is Role.REVIEWER
    assert ledger.accounts.check("ayse", PASSWORD + " ") is None
    assert ledger.accounts.check("nobody", PASSWORD) is None
    assert ledger.accounts.check("ay\x00se\ud800", PASSWORD) is None


@pytest.mark.parametrize("name", ["", " ", "a b", "dragoman 1", "_x", "a" * 65, "x\x00", "\ud800", "<b>"])
def test_what_is_no_name_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name"):
        ledger.accounts.add(name, Role.READER, PASSWORD)


def test_short_password_and_taken_name_say_what_to_do(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="10 to 1000"):
        ledger.accounts.add("ayse", Role.READER, "short")
    ledger.accounts.add("ayse", Role.READER, PASSWORD)
    with pytest.raises(UsageError, match="users password ayse"):
        ledger.accounts.add("ayse", Role.ADMIN, PASSWORD)


def test_session_ends_by_logging_out_by_time_and_by_a_new_password(
    ledger: Ledger, clock: SteppingClock
) -> None:
    accounts = ledger.accounts
    accounts.add("ayse", Role.READER, PASSWORD)
    first, second, third = (accounts.start_session("ayse") for _ in range(3))

    accounts.end_session(first)
    assert accounts.session_user(first) is None
    assert accounts.session_user(second) is not None
    clock.at += SESSION_LENGTH + timedelta(days=1)
    assert accounts.session_user(second) is None
    third = accounts.start_session("ayse")
    accounts.set_password("ayse", PASSWORD + "!")
    assert accounts.session_user(third) is None


def test_secrets_are_not_stored_as_they_are_sent(ledger: Ledger, target: str) -> None:
    ledger.accounts.add("ayse", Role.REVIEWER, PASSWORD)
    secrets = [ledger.accounts.start_session("ayse"), ledger.accounts.add_token("ayse", "import")]

    engine = create_engine(place_of(target).url)
    with engine.connect() as connection:
        stored = [
            str(row)
            for table in ("users", "sessions", "api_tokens")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    engine.dispose()

    assert not any(secret in row for secret in [*secrets, PASSWORD] for row in stored)
    assert ledger.accounts.token_user(secrets[1]) is not None
    assert ledger.accounts.end_tokens("ayse") == 1
    assert ledger.accounts.token_user(secrets[1]) is None


def test_removed_user_is_out_at_once_and_the_last_admin_stays(ledger: Ledger) -> None:
    accounts = ledger.accounts
    accounts.add("ayse", Role.ADMIN, PASSWORD)
    accounts.add("mehmet", Role.REVIEWER, PASSWORD)
    session = accounts.start_session("mehmet")

    accounts.remove("mehmet")

    assert accounts.session_user(session) is None
    assert [user.name for user in accounts.users()] == ["ayse"]
    accounts.add("mehmet", Role.REVIEWER, PASSWORD)
    with pytest.raises(UsageError, match="only admin"):
        accounts.remove("ayse")
    with pytest.raises(UsageError, match="only admin"):
        accounts.set_role("ayse", Role.READER)
    with pytest.raises(UsageError, match="users list"):
        accounts.set_role("nobody", Role.READER)


def test_older_ledger_has_no_users_once_it_is_upgraded(target: str) -> None:
    with Ledger.open(target, create=True) as ledger:
        ledger.add(make_record())
    lay_back(target, "0002")

    assert upgrade_ledger(target)[0] == "0002"

    with Ledger.open(target) as ledger:
        assert not ledger.accounts.has_users()
        assert ledger.accounts.check("ayse", PASSWORD) is None
        ledger.accounts.add("ayse", Role.READER, PASSWORD)
        assert ledger.accounts.has_users()
        assert ledger.check() == []


def test_hash_says_what_it_cost_and_takes_no_other_make() -> None:
    kept = hash_password("pässword\ud800", Cost(2**5, 2, 1))

    assert kept.startswith("scrypt$32$2$1$")
    assert is_password("pässword\ud800", kept)
    assert not is_password("password", kept)
    assert not is_password("x", "md5$abc")


def test_names_go_by_letter_and_count_their_articles(ledger: Ledger) -> None:
    ledger.add_all([make_record(doc_id=name, outlet=name) for name in ("Ankara Post", "Bern Post")])

    page = ledger.names(NameKind.OUTLETS, limit=1)
    rest = ledger.names(NameKind.OUTLETS, limit=5, after=page.next)

    assert [one.word for one in [*page.rows, *rest.rows]] == ["Ankara Post", "Bern Post"]
    assert rest.next is None
    (japan,) = ledger.names(NameKind.COUNTRIES, begins="jp").rows
    assert (japan.word, japan.n_articles, japan.first_on) == ("JPN", 2, "2022-10-22")
    assert ledger.names(NameKind.ACTORS, begins="%").rows == []
    assert ledger.names(NameKind.TOPICS, begins="\x00\ud800").rows == []


def test_evidence_names_the_field_and_gives_the_words(ledger: Ledger) -> None:
    record = make_record()
    ledger.add(record)
    row = ledger.things(ListKind.MEETINGS).rows[0]

    found = ledger.evidence([row["id"]])[row["id"]]

    assert {one["field"] for one in found} >= {"evidence", "participants"}
    assert all(record.article.text[one["start"] : one["end"]] == one["words"] for one in found)
    assert ledger.evidence(["none"]) == {}
