"""What the description promises, tried with values that fit it and values that do not (schemathesis)."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from schemathesis.engine import events, from_schema

from tests.web.conftest import MakeClient
from tests.web.desk import without_limits


def faults(app: Any, n_examples: int, phases: dict[str, dict[str, bool]]) -> tuple[list[str], int]:
    """What does not do what the description says, a line each; and the number of requests."""
    given = {"seed": 20, "generation": {"max-examples": n_examples, "database": "none"}, "phases": phases}
    config = schemathesis.Config.from_dict(given)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=config)
    found, n_requests = [], 0
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(repr(event))
        if isinstance(event, events.ScenarioFinished):
            n_requests += len(event.recorder.interactions)
            for checks in event.recorder.checks.values():
                found += [
                    f"{event.recorder.label}: {one.failure_info.failure.message} {one.failure_info.code_sample}"
                    for one in checks
                    if one.failure_info is not None
                ]
    return found, n_requests


def test_api_does_what_it_says(make_client: MakeClient) -> None:
    client = without_limits(make_client())
    few = {"coverage": {"enabled": False}, "stateful": {"enabled": False}}

    found, n_requests = faults(client.app, 6, few)

    assert found == []
    assert n_requests > 150


@pytest.mark.slow
def test_api_does_what_it_says_at_length(make_client: MakeClient) -> None:
    client = without_limits(make_client())

    found, n_requests = faults(client.app, 150, {"stateful": {"enabled": False}})

    assert found == []
    assert n_requests > 5000


def test_description_is_openapi_3_1_with_words_examples_and_one_error(make_client: MakeClient) -> None:
    description = make_client().get("/api/v1/openapi.json").json()

    assert description["openapi"].startswith("3.1")
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            place = f"{method} {path}"
            assert operation.get("description") or operation.get("summary"), place
            for parameter in operation.get("parameters", []):
                assert parameter.get("description") or parameter["schema"].get("description"), place
            for status, answer in operation["responses"].items():
                if status[0] in "45":
                    shape = answer["content"]["application/json"]["schema"]
                    assert shape == {"$ref": "#/components/schemas/FaultAnswer"}, place


def test_every_key_of_a_row_is_described(make_client: MakeClient) -> None:
    client = make_client()
    shapes = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    names = {"meetings": "Meeting", "commitments": "Commitment", "statements": "Statement", "events": "Event"}
    names |= {"findings": "Finding"}

    for path, name in names.items():
        row = client.get(f"/api/v1/{path}?limit=1").json()["rows"][0]
        report = client.get(row["links"]["self"]).json()["reports"][0]
        assert set(row) <= set(shapes[f"{name}Told"]["properties"]), path
        assert set(report) <= set(shapes[f"{name}Report"]["properties"]), path
    article = client.get("/api/v1/articles?limit=1").json()["rows"][0]
    assert set(article) <= set(shapes["ArticleRow"]["properties"])
