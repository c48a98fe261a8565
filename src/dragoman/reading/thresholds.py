"""The tuned numbers of this stage, in one place, each with what it was tuned on."""

# Likeness (0 to 100) of given and family name above which a written name is taken for the office-holder's, misspelt.
# Garbled names in translated news have 66 and up (Block/Blok, Laudrian/Le Drian); other people's names mostly below 50.
NAME_LOWEST_LIKENESS = 60.0

# Share of diplomacy below which an article is not read. Set by train/relevance.py for a recall of at least 0.99
# on pages that have records; the figures are in its output.
LEAST_RELEVANCE = 0.2

# Score of the best stretch of a page's source below which its article is not made. Set by train/skim.py: of 287
# pages with values none lies below 0.08 in fits that did not see it; of English pages without values four in five do.
LEAST_SKIM = 0.05

# Share by which two lengths of one meeting may differ and still be one ("an hour", "65 minutes"). A choice, not swept.
DURATION_SLACK = 0.12

# Letters of a family name from which two spellings a letter or two apart are one name; shorter ones are often two names.
SPELLING_LEAST_LETTERS = 5

# Words from which the same quotation under two names is odd; shorter ones are said by many ("thank you very much").
QUOTE_LEAST_WORDS = 6

# Confidence of a score, kind by kind: (score, share right) with straight lines between, from the development documents
# and the examples (341 values of 25 documents, bench/reading.py), pulled towards 0.85 by five values a point because
# the rules were written with sight of these documents.
CALIBRATION = {
    "meetings": ((0.45, 0.8), (0.75, 0.87), (0.95, 0.94)),
    "planned": ((0.45, 0.85), (0.95, 0.94)),
    "commitments": ((0.55, 0.75), (0.75, 0.92)),
    "statements": ((0.35, 0.8), (0.75, 0.86), (0.9, 0.91), (0.95, 0.96)),
}

# Share of events of a type that are right in the record of a whole text, from the same documents (114 events), pulled
# towards the share of all types (0.75) by eight values each; the score at which a type has that share in full.
EVENT_TRUST = {
    "REQUEST": 0.83,
    "ACCUSE": 0.82,
    "CONSULT": 0.78,
    "AGREE": 0.69,
    "SUPPORT": 0.52,
}
EVENT_TRUST_OTHERWISE = 0.75
EVENT_FULL_SCORE = 0.85

# Confidence below which an event is left out of the record of an article. Of the development documents and the examples
# about a third of the events below it are right; swept from 0.3 to 0.55 (F1 0.649 at 0, 0.659 here). Sentences read alone
# (`events --jsonl`) keep theirs.
EVENT_LEAST = 0.45

# How surely the tables must know a full name before they say whose country somebody is of.
SURE_NAME = 0.9
