"""Statements: what persons, offices and governments said, with the speaker resolved.

Takes the attributions of the text whose cue reports something uttered, gives each
its speaker from the cast, and counts as the record schema does: a quotation of one
paragraph is one statement, its next paragraph another; what somebody condemns,
asks for or welcomes in the sentence in which he also says something is part of
that statement. Plans, feelings and pledges are no statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.article import Article, Evidence, PartKind
from dragoman.language import Analysis, Token
from dragoman.language.times import TimeExpression, TimeKind
from dragoman.reading._attribution_types import Attribution, Span
from dragoman.reading.attribution import find_attributions
from dragoman.reading.cast import Cast, MentionKind
from dragoman.reading.prose import is_prose
from dragoman.reading.record import Actor, Manner, Statement, When
from dragoman.reading.speakers import SpeakerFinder, source_nouns
from dragoman.reading.syntax import Syntax
from dragoman.reading.wordlists import words

# Kinds of cue that report an utterance, not a plan, a feeling, a pledge or a finding.
_UTTERED = frozenset(
    {
        "said", "told", "answered", "wrote", "announced", "admitted", "suggested", "highlighted",
        "warned", "threatened", "asked", "accused", "denied", "criticised", "praised", "regretted", "called",
        "according", "noun",
    }
)  # fmt: skip
_MAY_QUOTE = frozenset({"believed", "planned", "known", "discussed", "refused"})
_UNREAD = (PartKind.HEADLINE, PartKind.HEADING)
_GUESTS = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN)
_BARE = 2  # words
_LONGEST_DAYS = 31
_CLOSE = 3  # words between a cue and the day beside it
_FULL_STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution with its speaker; `extra` are contents of the same sentence that belong to it."""

    attribution: Attribution
    speakers: tuple[Actor, ...]
    trust: float
    extra: tuple[Span, ...] = ()
    cues: tuple[int, ...] = ()  # tokens of the cues of `extra`


def read_statements(
    article: Article,
    analysis: Analysis,
    cast: Cast,
    times: Sequence[TimeExpression],
    syntax: Syntax | None = None,
    home: Actor | None = None,
) -> list[Statement]:
    """What the article reports that somebody said, in order of the text.

    Attributions whose speaker is nobody in the cast are left out, and so are those
    of headlines, which the text repeats.

    Args:
        home: The state whose bodies the article names without it.
    """
    syntax = syntax or Syntax(analysis)
    reader = _Reader(article, syntax, times, SpeakerFinder(syntax, cast, home))
    return reader.read(find_attributions(analysis, source_nouns("carrier"), syntax))


def _is_uttered(one: Attribution) -> bool:
    """Whether words were said: by the cue, or because some of them are quoted."""
    if not one.factual:
        return False
    return one.kind in _UTTERED or (one.kind in _MAY_QUOTE and one.manner is not Manner.INDIRECT)


class _Reader:
    """Reads the statements of one article."""

    def __init__(
        self, article: Article, syntax: Syntax, times: Sequence[TimeExpression], speakers: SpeakerFinder
    ) -> None:
        self._article = article
        self._analysis = syntax.analysis
        self._speakers = speakers
        self._cast = speakers.cast
        self._times = times
        self._syntax = syntax

    def read(self, attributions: Sequence[Attribution]) -> list[Statement]:
        """The statements among the attributions."""
        said: list[_Said] = []
        for one in attributions:
            if not _is_uttered(one) or self._is_unread(one) or self._is_turned_round(one):
                continue
            if self._is_reception(one):
                continue
            actors, trust = self._speakers.find(one)
            if actors:
                said.append(_Said(one, actors, trust))
        spoken = [one for one in self._merged(said) if self._says_something(one)]
        return [statement for one in spoken for statement in self._statements(one)]

    def _is_unread(self, one: Attribution) -> bool:
        return any(
            part.start <= one.start < part.end
            for part in self._article.parts
            if part.kind in _UNREAD or not is_prose(self._article.text, part)
        )

    def _is_turned_round(self, one: Attribution) -> bool:
        """Whether what is taken for the content is the cue's subject: "Clinton, who flew in, thanked Mursi"."""
        subject = self._syntax.own_subject(one.cue_token) if one.cue_token is not None else None
        if subject is None or one.source_token is None or subject == one.source_token:
            return False
        position = self._syntax.tokens[subject].start
        return any(start <= position < end for start, end in one.content)

    def _is_reception(self, one: Attribution) -> bool:
        """Whether people are received and nothing is said: "welcomed the Chancellor to the palace"."""
        cue = one.cue_token
        if cue is None or one.manner is not Manner.INDIRECT:
            return False
        if self._syntax.tokens[cue].lemma.lower() not in words("welcoming"):
            return False
        met = [self._cast.at(each) for each in self._syntax.objects(cue)]
        return any(each is not None and each.kind in _GUESTS for each in met)

    def _says_something(self, one: _Said) -> bool:
        """Whether what is said is more than a bare name or noun: not "her" in "congratulated her"."""
        spans = (*one.attribution.content, *one.extra)
        if self._is_turn(one.attribution):  # "Good afternoon." and "Thank you." are turns, and no statements
            said = [each for span in spans for each in self._tokens_within(span)]
            return any(each.upos in ("VERB", "AUX") and each.lemma.lower() != "thank" for each in said)
        if one.attribution.manner is not Manner.INDIRECT or any(map(self._is_quoted, spans)):
            return True
        tokens = [each for span in spans for each in self._tokens_within(span) if each.upos != "PUNCT"]
        return len(tokens) > _BARE or any(each.upos in ("VERB", "AUX") for each in tokens)

    def _is_turn(self, one: Attribution) -> bool:
        """Whether an attribution is a turn of a transcript, whose words are the speaker's own: "MR. HALE: We will"."""
        return (
            one.manner is Manner.DIRECT
            and one.cue is not None
            and self._analysis.text[slice(*one.cue)].strip() == ":"
            and not any(map(self._is_quoted, one.content))
        )

    def _tokens_within(self, span: Span) -> list[Token]:
        first = self._syntax.token_at(span[0])
        found = []
        while (
            first is not None
            and first < len(self._syntax.tokens)
            and self._syntax.tokens[first].end <= span[1]
        ):
            found.append(self._syntax.tokens[first])
            first += 1
        return found

    # ------------------------------------------------------------ one statement or several

    def _merged(self, said: list[_Said]) -> list[_Said]:
        """Joins what one speaker condemns or asks for to what he says in the same sentence."""
        merged: list[_Said] = []
        for one in said:
            host = next((index for index, other in enumerate(merged) if self._belong(other, one)), None)
            if host is None:
                merged.append(one)
                continue
            first, second = merged[host], one
            if second.attribution.clause and not first.attribution.clause:
                first, second = second, first
            extra = (*first.extra, *second.attribution.content, *second.extra)
            cue = second.attribution.cue_token
            cues = (*first.cues, *second.cues, *(() if cue is None else (cue,)))
            merged[host] = replace(first, extra=tuple(sorted(extra)), cues=cues)
        return merged

    def _belong(self, left: _Said, right: _Said) -> bool:
        """Whether two attributions are one statement.

        One speaker in one sentence, and one of them reports no clause, or goes on
        from the other without quoting ("..., adding that ...").
        """
        one, other = left.attribution, right.attribution
        if one.source is None or one.source != other.source or None in (one.cue_token, other.cue_token):
            return False
        goes_on = self._is_participle(other) and Manner.DIRECT not in (one.manner, other.manner)
        if one.clause and other.clause and not goes_on:
            return False
        sentences = {
            self._syntax.sentence_number(cue) for cue in (one.cue_token, other.cue_token) if cue is not None
        }
        return len(sentences) == 1

    def _is_participle(self, one: Attribution) -> bool:
        if one.cue_token is None:
            return False
        is_ing = self._syntax.tokens[one.cue_token].text.lower().endswith("ing")
        return is_ing and not self._syntax.children(one.cue_token, "aux")

    def _statements(self, one: _Said) -> list[Statement]:
        attribution = one.attribution
        groups = self._groups(attribution)
        return [
            self._statement(one, tuple(sorted({*group, *one.extra})) if number == 0 else group)
            for number, group in enumerate(groups)
        ]

    def _groups(self, attribution: Attribution) -> list[tuple[Span, ...]]:
        """The content by paragraphs; an unquoted sentence before a quotation stands alone."""
        text = self._analysis.text
        groups: list[list[Span]] = []
        for span in attribution.content:
            if groups:
                between = text[groups[-1][-1][1] : span[0]]
                closes = text[groups[-1][-1][1] - 1] in _FULL_STOPS or between.strip()[-1:] in _FULL_STOPS
                new_kind = closes and not self._is_quoted(groups[-1][-1]) and self._is_quoted(span)
                if "\n" not in between and not new_kind:
                    groups[-1].append(span)
                    continue
            groups.append([span])
        return [tuple(group) for group in groups]

    def _is_quoted(self, span: Span) -> bool:
        return self._analysis.text[span[0]] in "\"“„«‘'`"

    # ------------------------------------------------------------ its parts

    def _statement(self, one: _Said, content: tuple[Span, ...]) -> Statement:
        attribution = one.attribution
        return Statement(
            evidence=self._evidence(attribution, content),
            speaker=one.speakers[0],
            manner=self._manner(attribution, content, one.extra),
            content=tuple(self._words(span) for span in content),
            cue=None if attribution.cue is None else self._words(attribution.cue),
            said_on=self._said_on(one),
            to=self._addressees(attribution),
            co_speakers=one.speakers[1:],
            confidence=round(attribution.confidence * one.trust, 3),
        )

    def _words(self, span: Span) -> Evidence:
        return Evidence(self._article.id, span[0], span[1])

    def _manner(self, attribution: Attribution, content: tuple[Span, ...], extra: tuple[Span, ...]) -> Manner:
        if self._is_turn(attribution):
            return Manner.DIRECT
        quoted = [self._is_quoted(span) for span in content]
        if attribution.manner is Manner.DIRECT and all(quoted):
            return Manner.DIRECT
        if attribution.manner is Manner.MIXED and not extra and len(content) < len(attribution.content):
            return Manner.DIRECT if all(quoted) else Manner.INDIRECT if not any(quoted) else Manner.MIXED
        marks = any(mark in self._analysis.text[start:end] for start, end in content for mark in '"“„«')
        return Manner.MIXED if marks else Manner.INDIRECT

    def _evidence(self, attribution: Attribution, content: tuple[Span, ...]) -> tuple[Evidence, ...]:
        """The whole sentences of the content and of the cue, each run of them one piece."""
        places = list(content)
        if attribution.cue is not None and len(content) == len(attribution.content):
            places.append(attribution.cue)
        found: list[list[int]] = []
        for sentence in self._analysis.sentences:
            if not any(start < sentence.end and sentence.start < end for start, end in places):
                continue
            between = self._analysis.text[found[-1][1] : sentence.start] if found else "\n"
            if "\n" in between or between.strip():
                found.append([sentence.start, sentence.end])
            else:
                found[-1][1] = sentence.end
        return tuple(self._words((start, end)) for start, end in found) or tuple(map(self._words, content))

    def _said_on(self, one: _Said) -> When | None:
        """The day that hangs on a cue, outside of the content ("said on Thursday")."""
        content = (*one.attribution.content, *one.extra)
        for cue in (one.attribution.cue_token, *one.cues):
            for time in self._times:
                is_inside = any(start < time.end and time.start < end for start, end in content)
                is_day = (
                    time.kind in (TimeKind.DATE, TimeKind.TIME)
                    and time.interval is not None
                    and time.interval.n_days <= _LONGEST_DAYS
                )
                if is_day and not is_inside and cue is not None and self._hangs_on(time, cue):
                    assert time.interval is not None
                    return When((self._words((time.start, time.end)),), time.interval)
        return None

    def _hangs_on(self, time: TimeExpression, cue: int) -> bool:
        """Whether the words of a time depend on the cue or stand at the head of its clause."""
        tokens = self._syntax.tokens
        sentence = self._syntax.sentence(cue)
        if time.start < sentence.start or sentence.end < time.end:
            return False
        for index in range(sentence.first, sentence.last):
            if not (time.start <= tokens[index].start < time.end):
                continue
            current, n_steps = index, 0
            while tokens[current].head >= 0 and n_steps < 4:
                if tokens[current].deprel == "acl:relcl":
                    return False  # "X, who came on Tuesday, said"
                current, n_steps = tokens[current].head, n_steps + 1
                if current == cue or self._begins_row(current, cue):
                    return True
                if tokens[current].upos in ("VERB", "AUX"):
                    break
            between = range(min(index, cue), max(index, cue))
            if abs(index - cue) <= _CLOSE and not any(tokens[each].text in (",", ";") for each in between):
                return True
        return False

    def _begins_row(self, verb: int, cue: int) -> bool:
        """Whether a cue goes on from the verb of the same subject: "promised on Monday to ..., and said"."""
        is_joined = self._syntax.relation(cue) == "conj" and self._syntax.tokens[cue].head == verb
        return is_joined and self._syntax.own_subject(cue) is None

    def _addressees(self, attribution: Attribution) -> tuple[Actor, ...]:
        """Whom it was said to, where the cue names a person or a body of the cast."""
        if attribution.cue_token is None:
            return ()
        syntax = self._syntax
        heads = [*syntax.children(attribution.cue_token, "iobj")]
        if attribution.kind in ("told", "asked"):
            heads += syntax.children(attribution.cue_token, "obj")
        asks = attribution.kind == "asked"  # "called on Peru", but "said on Twitter"
        heads += syntax.obliques(attribution.cue_token, *(("to", "on") if asks else ("to",)))
        found = [self._cast.at(each) for head in heads for each in syntax.conjuncts(head)]
        return tuple(
            dict.fromkeys(mention.actors[0] for mention in found if mention is not None and mention.actors)
        )
