"""Derive the tables of the lemmatiser from the treebanks.

    python train/lemma_table.py [--data ../shared/data/nlp] [--out src/dragoman/language/data]

``verbs.txt`` lists the infinitives. A pair of word and tag enters
``lemmas.tsv`` when the rules of ``dragoman.language.lemmas`` get its most
frequent lemma wrong.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

from data import FILES, iter_blocks, read_lines

# Above this share of small initials a lemma is written small ("national"), else as printed ("Chinese").
SMALL_SHARE = 0.3
KEPT_AS_WRITTEN = {"PROPN", "PUNCT", "SYM", "X"}
HEAD = "# {}; facts from UD_English-EWT and GUM (train), made by train/lemma_table.py\n"
Counts = dict[tuple[str, str], Counter[tuple[str, str]]]


def read_lemmas(folder: Path, part: str) -> Counts:
    """How often each (folded word, tag) is written how with which lemma."""
    found: Counts = defaultdict(Counter)
    for name in ("ewt", "gum"):
        for rows in iter_blocks(read_lines(folder / FILES[name].format(part=part))):
            for row in rows:
                if row[0].isdigit() and row[3] not in KEPT_AS_WRITTEN and "Typo=Yes" not in row[5]:
                    found[row[1].casefold().replace("’", "'"), row[3]][row[1], row[2]] += 1
    return found


def infinitives(found: Counts) -> list[str]:
    """The lemmas of verbs, in small letters."""
    verbs = {lemma for (_, upos), pairs in found.items() if upos == "VERB" for _, lemma in pairs}
    return sorted(verb for verb in verbs if re.fullmatch("[a-z]{2,}", verb))


def irregular(found: Counts) -> list[tuple[str, str, str]]:
    """(word, tag, lemma) where the rules are wrong; words of letters only."""
    from dragoman.language.lemmas import rule_lemma

    rows = []
    for (word, upos), pairs in found.items():
        lemmas: Counter[str] = Counter()
        for (_, lemma), n in pairs.items():
            lemmas[lemma] += n
        lemma = max(lemmas, key=lambda key: (lemmas[key], key))
        n_small = sum(n for (written, _), n in pairs.items() if written == word)
        if lemma.casefold() == word and n_small > SMALL_SHARE * pairs.total():
            lemma = word
        if re.fullmatch(r"[a-z][a-z'-]*", word) and rule_lemma(word, upos) != lemma:
            rows.append((word, upos, lemma))
    return sorted(row for row in rows if re.fullmatch(r"[a-zA-Z' .-]+", row[2]))


def main() -> None:
    """Write the tables."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    parser.add_argument("--out", type=Path, default=root / "src" / "dragoman" / "language" / "data")
    args = parser.parse_args()
    found = read_lemmas(args.data, "train")
    verbs = HEAD.format("infinitives") + "\n".join(infinitives(found)) + "\n"
    (args.out / "verbs.txt").write_text(verbs, encoding="utf-8")
    rows = HEAD.format("word, UPOS, lemma") + "".join("\t".join(row) + "\n" for row in irregular(found))
    (args.out / "lemmas.tsv").write_text(rows, encoding="utf-8")


if __name__ == "__main__":
    main()
