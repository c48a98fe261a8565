"""The tuned numbers of this stage, in one place, each with what it was tuned on."""

# Likeness (0 to 100) of given and family name above which a written name is taken for the office-holder's, misspelt.
# Garbled names in translated news have 66 and up (Block/Blok, Laudrian/Le Drian); other people's names mostly below 50.
NAME_LOWEST_LIKENESS = 60.0

# Share of diplomacy below which an article is not read. Set by train/relevance.py for a recall of at least 0.99
# on pages that have records; the figures are in its output.
LEAST_RELEVANCE = 0.2

# Share by which two lengths of one meeting may differ and still be one ("an hour", "65 minutes"). A choice, not swept.
DURATION_SLACK = 0.12

# Letters of a family name from which two spellings a letter or two apart are one name; shorter ones are often two names.
SPELLING_LEAST_LETTERS = 5

# Words from which the same quotation under two names is odd; shorter ones are said by many ("thank you very much").
QUOTE_LEAST_WORDS = 6
