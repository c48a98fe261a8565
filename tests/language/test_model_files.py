"""A model that does not fit is refused in words; the lists of names say what stands in them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.language import analyse, use_model
from dragoman.language.encoder import FORMAT, MODEL_FOLDER, Model, UnfitModel
from dragoman.language.word_lists import COLUMNS, WordLists


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped model in a folder of its own, its large file as a link."""
    for file in ("model.json", "tokenizer.json", "word_lists.txt", "labels.onnx", "tags.onnx"):
        shutil.copy(MODEL_FOLDER / file, tmp_path / file)
    (tmp_path / "model.onnx").symlink_to(MODEL_FOLDER / "model.onnx")
    return tmp_path


def change(folder: Path, **values: object) -> None:
    """Write other values into model.json; None takes a key out."""
    about = json.loads((folder / "model.json").read_text(encoding="utf-8")) | values
    about = {key: value for key, value in about.items() if value is not None}
    (folder / "model.json").write_text(json.dumps(about), encoding="utf-8")


def test_a_model_of_an_older_form_is_refused(folder: Path) -> None:
    change(folder, format=FORMAT - 1)
    with pytest.raises(UnfitModel, match=f"format {FORMAT - 1}, this version reads format {FORMAT}"):
        Model(folder)


def test_a_model_from_before_forms_were_counted_is_refused(folder: Path) -> None:
    change(folder, format=None)
    with pytest.raises(UsageError, match="format none"):
        Model(folder)


def test_a_description_without_labels_is_refused(folder: Path) -> None:
    change(folder, deprel=None)
    with pytest.raises(UnfitModel, match="lacks deprel"):
        Model(folder)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnfitModel, match=r"model\.json"):
        Model(tmp_path)


def test_a_file_that_is_no_network_is_refused(folder: Path) -> None:
    (folder / "labels.onnx").write_bytes(b"no network")
    with pytest.raises(UnfitModel, match=r"labels\.onnx.*cannot be opened"):
        Model(folder)


def test_a_foreign_network_is_refused_by_what_it_lacks(folder: Path) -> None:
    (folder / "model.onnx").unlink()
    shutil.copy(folder / "tags.onnx", folder / "model.onnx")
    with pytest.raises(UnfitModel, match="made for another version of dragoman: it lacks arcs"):
        Model(folder)


def test_the_lists_take_the_longest_phrase_that_begins_with_a_capital(tmp_path: Path) -> None:
    path = tmp_path / "lists.txt"
    path.write_text("[given]\nada\n[country]\nguinea\nguinea - bissau\n[people]\nkenyan\n", encoding="utf-8")
    words = ["Ada", "left", "Guinea", "-", "Bissau", "with", "a", "kenyan", "and", "Kényan", "ada"]
    found = [(word, COLUMNS[column]) for word, column in WordLists(path).columns(words)]
    assert found == [(0, "given"), (2, "B-country"), (3, "I-country"), (4, "I-country"), (9, "B-people")]


def test_another_model_is_read_with_until_the_next_choice(folder: Path) -> None:
    text = "Xi Jinping met Joe Biden in Bali."
    before = analyse(text)
    change(folder, upos=["X"] * 17)
    try:
        use_model(folder)
        assert {token.upos for token in analyse(text).tokens} == {"X"}
    finally:
        use_model(MODEL_FOLDER)
    assert analyse(text) == before


def test_a_refused_model_leaves_the_one_before(tmp_path: Path) -> None:
    with pytest.raises(UnfitModel):
        use_model(tmp_path)
    assert analyse("Xi met Biden.").tokens
