"""The tuned numbers of this stage, in one place, each with what it was tuned on."""

# A name this unlike the office-holder's is somebody else's; one this like it is another transliteration.
# Set on spelling variants in the tables (Sergei/Sergey 0.93 and up) and on garbled names in translated news
# (Laudrian/Le Drian 0.8, Block/Blok with another given name 0.74).
NAME_LOWEST_LIKENESS = 66.0
NAME_HIGHEST_LIKENESS = 88.0

# Share of diplomacy below which an article is not read. Set by train/relevance.py for a recall of at least 0.99
# on pages that have records; the figures are in its output.
LEAST_RELEVANCE = 0.2
