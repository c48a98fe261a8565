"""The notebook of the examples runs from pages to a plot."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent / "examples" / "notebooks"
# Those that the notebook's own text speaks of: Hiroshima is reported twice and counted once.
N_MEETINGS = 11

pytestmark = pytest.mark.slow  # the extra "notebook"


@pytest.mark.filterwarnings("ignore")  # of Jupyter's own machinery
def test_the_notebook_finds_the_meetings_of_the_year_and_draws_them() -> None:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(FOLDER / "year-of-meetings.ipynb", as_version=4)
    done = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()

    outputs = [output for cell in done.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    printed = [output.text for output in outputs if output.get("name") == "stdout"]
    assert printed[-1].count(" | ") == N_MEETINGS
