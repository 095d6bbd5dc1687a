"""What a provider can do where, and how a question is answered from the rows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas import providers, spellings, vocabulary
from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.capability_rows import Answer
from bailiwick.errors import ConfigurationError

TODAY = date(2026, 11, 23)
QUESTIONS = st.sampled_from(providers()).flatmap(
    lambda provider: st.tuples(
        st.just(provider),
        st.sampled_from([term.id for term in vocabulary.products()]),
        st.sampled_from([term.id for term in vocabulary.features()]),
        st.sampled_from(spellings(provider)),
    )
)


def ask(provider, feature="offered", **rest):
    return capability(provider, feature, on=TODAY, **rest)


@pytest.mark.parametrize(
    ("provider", "product", "place", "feature", "answer"),
    [
        ("scaleway", "", "fr-par-2", "H100", Answer.YES),
        ("scaleway", "", "fr-par", "H100", Answer.YES),
        ("scaleway", "kapsule", "pl-waw-2", "h100", Answer.YES),
        ("scaleway", "", "nl-ams-1", "H100", Answer.NO),
        ("scaleway", "kubernetes", "pl-waw-2", "H100-SXM", Answer.NO),
        ("scaleway", "kubernetes", "fr-par-2", "A100", Answer.NO),
        ("scaleway", "kubernetes", "", "sev-snp", Answer.NO),
        ("scaleway", "kubernetes", "", "secnumcloud", Answer.PLANNED),
        ("scaleway", "kubernetes", "fr-par", "hds", Answer.YES),
        ("scaleway", "kubernetes", "pl-waw", "hds", Answer.NO),
        ("scaleway", "object-storage", "pl-waw", "hds", Answer.UNKNOWN),
        ("scaleway", "kms", "it-mil", "offered", Answer.NO),
        ("scaleway", "kms", "it-mil", "byok", Answer.NO),
        ("scaleway", "s3", "fr-par", "cmk", Answer.YES),
        ("scaleway", "databases", "fr-par", "cmk", Answer.NO),
        ("scaleway", "public-gateway", "fr-par-3", "offered", Answer.NO),
        ("ovh", "mks", "", "SecNumCloud", Answer.NO),
        ("ovh", "snc-platform", "eu-west-gra-snc", "SecNumCloud", Answer.YES),
        ("ovh", "hosted-private-cloud", "US-EAST-VA", "SecNumCloud", Answer.NO),
        ("ovh", "mks", "GRA11", "H100", Answer.YES),
        ("ovh", "mks", "gra", "A100", Answer.YES),
        ("ovh", "mks", "EU-WEST-PAR", "H200", Answer.UNKNOWN),
        ("ovh", "instances", "EU-WEST-PAR", "H200", Answer.YES),
        ("ovh", "mks", "DE1", "H100", Answer.NO),
        ("ovh", "mks", "GRA9", "H100", Answer.UNKNOWN),
        ("ovh", "mks", "GRA11", "cilium", Answer.NO),
        ("ovh", "mks", "eu-west-par-a", "cilium", Answer.YES),
        ("ovh", "volumes", "EU-WEST-PAR", "cmk", Answer.YES),
        ("ovh", "volumes", "GRA11", "cmk", Answer.NO),
        ("ovh", "s3", "EU-WEST-PAR", "cmk", Answer.NO),
        ("ovh", "mks", "BHS5", "hds", Answer.NO),
        ("ovh", "mks", "", "sgx", Answer.NO),
        ("ovh", "dedicated-servers", "", "sgx", Answer.YES),
        ("ovh", "company", "", "ownership-de", Answer.NO),
        ("ovh", "company", "", "ownership-pl", Answer.NO),
        ("ovh", "iam", "", "region-lock", Answer.NO),
    ],
)
def test_answers(provider, product, place, feature, answer):
    found = ask(provider, feature, product=product, place=place)
    assert found.answer is answer, found
    assert found.fact is not None
    assert bool(found) == (answer is Answer.YES)


def test_a_wide_question_says_where_the_answer_holds():
    assert ask("scaleway", "H100", product="kubernetes").places == ("fr-par-2", "pl-waw-2")
    assert ask("ovh", "secnumcloud").products == ("hosted-private-cloud", "bare-metal-pod", "snc-platform")


def test_a_certificate_ends_on_its_last_day():
    question = {"product": "hosted-private-cloud", "place": "GRA"}
    assert capability("ovh", "secnumcloud", **question, on=date(2026, 12, 29))
    after = capability("ovh", "secnumcloud", **question, on=date(2026, 12, 30))
    assert after.answer is Answer.NO
    assert "Expired on 2026-12-29" in after.note
    before = capability("ovh", "secnumcloud", **question, on=date(2023, 1, 1))
    assert before.answer is Answer.PLANNED


def test_what_no_row_speaks_of_is_unknown():
    found = ask("scaleway", "mistral-models", product="redis")
    assert (found.answer, found.fact) == (Answer.UNKNOWN, None)


@given(QUESTIONS)
def test_nothing_is_affirmed_of_a_product_that_is_not_known_to_be_there(question):
    provider, product, feature, place = question
    found = ask(provider, feature, product=product, place=place)
    assert not found or ask(provider, product=product, place=place)
    assert not found or found.fact is not None


@given(QUESTIONS)
def test_case_changes_no_answer(question):
    provider, product, feature, place = question
    shouted = ask(provider, feature.upper(), product=product.upper(), place=place.upper())
    assert shouted == ask(provider, feature, product=product, place=place)


def test_all_unknown_words_are_told_at_once():
    with pytest.raises(ConfigurationError) as caught:
        ask("ovh", "secnumclod", product="mkz", place="GRA111")
    assert [item.nearest for item in caught.value.diagnostics()] == ["mks", "secnumcloud", "GRA11"]


def test_an_unknown_provider_is_refused():
    with pytest.raises(ConfigurationError) as caught:
        ask("scalway", "H100")
    assert caught.value.diagnostics()[0].nearest == "scaleway"
