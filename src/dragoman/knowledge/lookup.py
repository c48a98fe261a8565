"""Who is meant by a mention: candidates, best first, each with its reasons.

The mention gives a name, an office, a country, or some of them; the date and the
country of the text around it give the rest. A candidate is HELD when the tables
have the person in that office then, NOT_HELD when they rule it out, UNKNOWN else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.interval import Interval
from dragoman.knowledge.alike_names import AlikeNames
from dragoman.knowledge.facts import Candidate, Tenure, Verdict
from dragoman.knowledge.holders import Holders, OfficeQuery
from dragoman.knowledge.mentions import Mention
from dragoman.knowledge.people import PARTICLES, People, name_score

# A name that fits less than this is somebody else. Swept 0.6-0.85 on the visits and
# trips of the development data: below 0.70 wrong holders come in, above 0.76 spellings are lost.
SAME_PERSON = 0.72
# From here on nobody else of the country is looked at for another spelling.
_SPELLED_RIGHT = 0.9
_MAX_CANDIDATES = 8
_VERDICT_RANK = {Verdict.HELD: 2, Verdict.UNKNOWN: 1, Verdict.NOT_HELD: 1}
_HIGH_OFFICES = {"head_of_state", "head_of_government", "vice_president", "foreign_minister"}
_HEADS = {"head_of_state", "head_of_government"}


@dataclass(frozen=True, slots=True)
class Question:
    """A mention with what the text around it says."""

    mention: Mention
    when: Interval | None
    country: str | None

    @property
    def query(self) -> OfficeQuery:
        """The office asked for."""
        return OfficeQuery(self.mention.lemmas, self.mention.classes, self.country, self.when)


class Lookup:
    """Finds candidates among the people and their tenures."""

    def __init__(self, people: People, holders: Holders) -> None:
        self._people = people
        self._alike = AlikeNames(people.by_id.values())
        self._holders = holders

    def candidates(self, question: Question) -> list[Candidate]:
        """The candidates, best first; empty when nobody fits."""
        found = self._by_office(question) if not question.mention.words else self._by_name(question)
        found.sort(
            key=lambda each: (
                -_VERDICT_RANK[each.verdict],
                -each.score,
                each.person.id if each.person else "",
            )
        )
        return found[:_MAX_CANDIDATES]

    def _by_office(self, question: Question) -> list[Candidate]:
        """The holders of an office that is named without its holder."""
        if question.country is None or not question.mention.classes:
            return []
        held = self._tenures_asked(question)
        if question.mention.is_former and question.when is not None:
            before = question.when.earliest
            held = [
                each for each in self._tenures_asked(replace(question, when=None)) if each.last_day < before
            ][-1:]
        share = 1.0 / max(1, len({each.person_id for each in held}))
        return [
            self._candidate(
                question,
                each.person_id,
                each,
                Verdict.HELD,
                0.5 + 0.5 * share,
                ("holder of the office then",),
            )
            for each in {each.person_id: each for each in held}.values()
        ]

    def _tenures_asked(self, question: Question) -> list[Tenure]:
        assert question.country is not None
        classes = dict.fromkeys(
            [*question.mention.classes, *(_HEADS if set(question.mention.classes) & _HEADS else ())]
        )
        return [
            tenure
            for office_class in classes
            for tenure in self._holders.holders_of(question.country, office_class, question.when)
            if self._holders.answers_to(tenure, question.query)
        ]

    def _by_name(self, question: Question) -> list[Candidate]:
        words = question.mention.words
        alike, sharing = self._alike.may_fit(words), self._people.with_word(words)
        if question.country is not None:
            in_country = alike & self._holders.persons_of(question.country)
            scored = self._scores(question, in_country & sharing)
            if max(scored.values(), default=0.0) < _SPELLED_RIGHT:
                scored |= self._scores(question, in_country - sharing)
        else:
            scored = self._scores(question, alike & sharing) or self._fuzzy_everywhere(question, alike)
        return [self._judge(question, person_id, score) for person_id, score in scored.items()]

    def _scores(self, question: Question, person_ids: Iterable[str]) -> dict[str, float]:
        """Those whose name fits, with how well."""
        words, by_id = question.mention.words, self._people.by_id
        scored = {each: name_score(words, by_id[each]) for each in person_ids}
        return {each: score for each, score in scored.items() if score >= SAME_PERSON}

    def _fuzzy_everywhere(self, question: Question, alike: Iterable[str]) -> dict[str, float]:
        """Holders of the office in any country whose name is spelled alike."""
        if question.when is None:
            return {}
        query = question.query
        holding = (each for each in alike if self._holders.may_have_held(each, query))
        scored = self._scores(question, holding)
        return {each: score for each, score in scored.items() if score >= SAME_PERSON + 0.04}

    def _judge(self, question: Question, person_id: str, name: float) -> Candidate:
        query, mention = question.query, question.mention
        if question.country is None:
            query = replace(query, country=self._own_country(person_id, query))
        if mention.is_former and question.when is not None:
            return self._judge_former(question, person_id, name, query)
        verdict, tenure = self._holders.held(person_id, query)
        reasons = [f"name fits ({name:.2f})", *self._why(query, verdict, tenure)]
        if (
            verdict is Verdict.NOT_HELD
            and question.country is None
            and not self._is_surely_meant(mention, tenure)
        ):
            verdict, reasons = Verdict.UNKNOWN, [*reasons, "one name and no country: it may be somebody else"]
        if mention.is_elect:
            verdict, reasons = Verdict.UNKNOWN, [*reasons, "elected, not yet in office"]
        factor = {Verdict.HELD: 1.0, Verdict.UNKNOWN: 0.7, Verdict.NOT_HELD: 0.6}[verdict]
        if verdict is not Verdict.HELD:
            reasons += (earlier := self._before(person_id, query))
            factor += self._nearness(person_id, query) if earlier else 0.0
            factor += (
                0.12 if tenure is not None and query.when is not None and tenure.overlaps(query.when) else 0.0
            )
        return self._candidate(question, person_id, tenure, verdict, name * factor, tuple(reasons))

    @staticmethod
    def _is_surely_meant(mention: Mention, tenure: Tenure | None) -> bool:
        """Whether a name without a country is enough to deny: two words, or the surname of one in high office then."""
        telling = [word for word in mention.words if word not in PARTICLES]
        high = tenure is not None and tenure.office_class in _HIGH_OFFICES
        return len(telling) > 1 or (len(telling) == 1 and high)

    def _before(self, person_id: str, query: OfficeQuery) -> list[str]:
        """That the person held the office at another time, if so: "President Trump" in 2023."""
        if query.when is None:
            return []
        own = [t for t in self._holders.by_person.get(person_id, []) if self._holders.answers_to(t, query)]
        if open_then := [
            each for each in own if each.end is None and each.start.earliest <= query.when.latest
        ]:
            return [f"in office when last verified, {open_then[-1].verified.isoformat()}"]
        past = [each for each in own if each.end is not None and each.end.latest < query.when.earliest]
        if past:
            last = max(past, key=lambda each: each.last_day)
            return [f"held the office until {last.last_day.isoformat()}"]
        return ["held the office at another time"] if own else []

    def _nearness(self, person_id: str, query: OfficeQuery) -> float:
        """0.02 to 0.2, more for one who held the office nearer to the day: whom a text of that day means."""
        assert query.when is not None
        own = [t for t in self._holders.by_person.get(person_id, []) if self._holders.answers_to(t, query)]
        days = min(
            max((query.when.earliest - t.last_day).days, (t.start.earliest - query.when.latest).days, 0)
            for t in own
        )
        return max(0.02, 0.2 - days / 365 / 200)

    def _judge_former(self, question: Question, person_id: str, name: float, query: OfficeQuery) -> Candidate:
        """ "Former president" is right for one who held the office and no longer does."""
        assert question.when is not None
        verdict, tenure = self._holders.held(person_id, replace(query, when=None))
        ended = tenure is not None and tenure.last_day < question.when.latest
        reason = "held the office before" if ended else "not known to have left the office"
        verdict = Verdict.HELD if verdict is Verdict.HELD and ended else Verdict.UNKNOWN
        score = name * (0.95 if verdict is Verdict.HELD else 0.6)
        return self._candidate(
            question, person_id, tenure, verdict, score, (f"name fits ({name:.2f})", reason)
        )

    def _own_country(self, person_id: str, query: OfficeQuery) -> str | None:
        """The country in which the person held an office, the one asked for first."""
        own = self._holders.by_person.get(person_id, [])
        asked = [each for each in own if self._holders.answers_to(each, query)]
        then = [each for each in (asked or own) if query.when is None or each.overlaps(query.when)]
        home = self._people.by_id[person_id].country
        best = sorted(then or asked or own, key=lambda each: each.country == home)[-1:]
        return best[0].country if best else None

    def _why(self, query: OfficeQuery, verdict: Verdict, tenure: Tenure | None) -> list[str]:
        if verdict is Verdict.HELD and tenure is not None:
            until = (
                tenure.end.isoformat()
                if tenure.end is not None
                else f"at least {tenure.verified.isoformat()}"
            )
            return [f"{tenure.title} of {tenure.country} {tenure.start.isoformat()} to {until}"]
        reasons = []
        if verdict is Verdict.NOT_HELD and self._holders.lacks_office(query):
            reasons.append(f"{query.country} had no such office then")
        elif verdict is Verdict.NOT_HELD:
            reasons.append("another held the office then")
        if tenure is not None:
            reasons.append(
                f"was {tenure.title or tenure.office_class} of {tenure.country} from {tenure.start.isoformat()}"
            )
        return reasons or ["the tables do not cover the office then"]

    def _candidate(
        self,
        question: Question,
        person_id: str,
        tenure: Tenure | None,
        verdict: Verdict,
        score: float,
        reasons: tuple[str, ...],
    ) -> Candidate:
        person = self._people.by_id.get(person_id)
        country = tenure.country if tenure is not None else person.country if person is not None else ""
        classes = classes_answered(question.mention, tenure, verdict)
        office = question.mention.office or (tenure.title if tenure is not None else "")
        return Candidate(
            person, country, office, classes, tenure, verdict, round(min(score, 1.0), 3), reasons
        )


def classes_answered(mention: Mention, tenure: Tenure | None, verdict: Verdict) -> tuple[str, ...]:
    """The office classes of an answer: those asked for, and that of the tenure when it is the one."""
    classes = dict.fromkeys(mention.classes)
    if tenure is not None and (verdict is Verdict.HELD or not classes):
        classes[tenure.office_class] = None
        if "monarch" in classes or tenure.title.lower().startswith(
            ("king", "queen", "emperor", "sultan", "amir", "emir")
        ):
            classes["monarch"] = None
    return tuple(classes)
