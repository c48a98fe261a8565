"""Questions to the tree: the answers are kept, and nobody who changes one changes the next."""

from __future__ import annotations

from tests.reading.factory import brief_of

_TEXT = "Peru said that Chile, which had been asked to help, would send doctors and rice to Lima on Friday."


def test_an_answer_that_was_changed_is_given_again_as_it_was() -> None:
    syntax = brief_of(_TEXT).syntax
    for token in range(len(syntax.tokens)):
        questions = (syntax.subtree, syntax.children, syntax.conjuncts, syntax.objects)
        for ask in (
            *questions,
            lambda each: syntax.children(each, "obl"),
            lambda each: syntax.obliques(each, "to"),
        ):
            first = ask(token)
            wanted = list(first)
            first.append(-7)
            assert ask(token) == wanted


def test_what_is_kept_does_not_depend_on_what_was_asked_before() -> None:
    forwards, backwards = brief_of(_TEXT).syntax, brief_of(_TEXT).syntax
    order = range(len(forwards.tokens))
    there = {
        each: (forwards.subject(each), forwards.own_subject(each), forwards.span(each)) for each in order
    }
    back = {
        each: (backwards.subject(each), backwards.own_subject(each), backwards.span(each))
        for each in reversed(order)
    }
    assert there == back


def test_a_verb_without_auxiliary_is_active_in_a_sentence_and_passive_in_a_headline() -> None:
    told = brief_of("Egypt called on Israel to withdraw its forces.").syntax
    headed = brief_of("Russian envoy expelled from Poland").syntax
    assert not told.is_passive(1)
    assert headed.is_passive(2)


def test_dependents_of_one_relation_are_those_among_all() -> None:
    syntax = brief_of(_TEXT).syntax
    order = range(len(syntax.tokens))
    for token in order:
        for relation in {syntax.relation(each) for each in order}:
            wanted = [each for each in syntax.children(token) if syntax.relation(each) == relation]
            assert syntax.children(token, relation) == syntax.children(token, relation, "none") == wanted
