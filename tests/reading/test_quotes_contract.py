"""One line of `dragoman quotes --jsonl`."""

from dragoman.reading.quotes_contract import quotes_line


def test_line_gives_spans_of_the_text_that_was_given() -> None:
    text = '"We are ready," the envoy said. "The rest is up to them."'
    line = quotes_line({"id": "x", "text": text})
    assert line["id"] == "x"
    (quote,) = line["quotes"]
    assert text[slice(*quote["quote"])] == text
    assert [text[slice(*span)] for span in quote["frags"]] == ['"We are ready,"', '"The rest is up to them."']
    assert (text[slice(*quote["speaker"])], text[slice(*quote["cue"])]) == ("the envoy", "said")
    assert quote["manner"] == "direct"


def test_same_text_gives_the_same_line_whatever_was_read_before() -> None:
    item = {"id": 1, "text": "The minister said the talks would go on."}
    first = quotes_line(item)
    quotes_line({"id": 2, "text": "“No,” he said."})
    assert quotes_line(item) == first


def test_empty_text_has_no_quotes() -> None:
    assert quotes_line({"id": "x", "text": ""}) == {"id": "x", "quotes": []}


def test_line_without_text_says_what_is_missing() -> None:
    line = quotes_line({"id": "x"})
    assert line["error"]["message"] == "\"text\" of 'x' is NoneType, not a string."
