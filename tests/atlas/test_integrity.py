"""The tables fit together: sources resolve, days are in order, and what one table names another one has."""

import json
from collections import Counter
from datetime import date

import pytest

from bailiwick.atlas import UNKNOWN_COUNTRY, Fact, locate, providers, vocabulary
from bailiwick.atlas.adequacy import adequacies, challenges
from bailiwick.atlas.capability_rows import ANY, Answer, stated, wrong_claims
from bailiwick.atlas.countries import bloc, country
from bailiwick.atlas.fact import Confidence
from bailiwick.atlas.frameworks import Kind, framework, frameworks
from bailiwick.atlas.hosts import hosts
from bailiwick.atlas.inventory import entries, tables
from bailiwick.atlas.key_backups import all_key_backups
from bailiwick.atlas.kubernetes_plans import plans
from bailiwick.atlas.machines import machines
from bailiwick.atlas.operators import disputes, operator, operators, reaches, subsidiaries
from bailiwick.atlas.sources import Kind as SourceKind
from bailiwick.atlas.sources import source, sources
from bailiwick.atlas.tables import DATA
from bailiwick.atlas.territories import territories
from bailiwick.errors import ConfigurationError

WRITTEN = sorted(path.stem for path in DATA.glob("*.json"))


def rows_with_a_source(value, inherited=None):
    if isinstance(value, dict):
        if "source" in value:
            yield {**(inherited or {}), **value}
        for item in value.values():
            yield from rows_with_a_source(item, {**(inherited or {}), **value} if "source" in value else inherited)
    elif isinstance(value, list):
        for item in value:
            yield from rows_with_a_source(item, inherited)


@pytest.mark.parametrize("table", [name for name in WRITTEN if name not in {"sources", "vocabulary"}])
def test_every_written_row_is_dated_and_sourced(table):
    found = list(rows_with_a_source(json.loads((DATA / f"{table}.json").read_text(encoding="utf-8"))))
    assert found
    for row in found:
        fact = Fact.of(row)
        assert fact.as_of < fact.review_after, row
        assert fact.confidence in set(Confidence)


@pytest.mark.parametrize("table", tables())
def test_every_entry_is_named_once_and_has_a_source(table):
    found = entries(table)
    assert found
    assert [name for name, times in Counter(entry.id for entry in found).items() if times > 1] == []
    for entry in found:
        assert source(entry.fact.source_key).title in entry.fact.source
        assert entry.id in entry.names


def test_what_is_our_own_guess_is_not_called_verified():
    for entry in entries():
        if entry.fact.source_key in {"general-knowledge", "nothing-found"}:
            assert entry.fact.confidence is Confidence.UNVERIFIED, entry.id
        if source(entry.fact.source_key).kind is SourceKind.SECONDARY:
            assert entry.fact.confidence is not Confidence.VERIFIED, entry.id


def test_no_source_stands_there_for_nothing():
    used = {entry.fact.source_key for entry in entries()}
    assert [item.key for item in sources() if item.key not in used] == []


def test_an_unknown_source_is_refused_with_the_nearest():
    with pytest.raises(ConfigurationError) as caught:
        source("sdk-ohv")
    assert caught.value.diagnostics()[0].nearest == "sdk-ovh"


def test_countries_resolve():
    codes = {row.country for row in (*adequacies(), *challenges()) if row.country}
    codes |= {code for row in territories() for code in (row.code, row.state)}
    codes |= {code for row in operators() for code in (row.country, row.owner_country, *row.establishments)}
    codes |= {code for row in disputes() for code in row.data_in} | {row.country for row in reaches()}
    codes |= {row.country for row in (*hosts(), *subsidiaries())} - {UNKNOWN_COUNTRY}
    codes |= {row.jurisdiction for row in frameworks() if row.jurisdiction and bloc(row.jurisdiction) is None}
    assert {code for code in codes if country(code) is None} == set()


def test_operators_and_laws_resolve():
    for row in (*reaches(), *disputes()):
        assert operator(row.operator) is not None
        assert framework(row.law).kind is Kind.REACH
    assert all(operator(row.operator) for row in subsidiaries())
    assert all(operator(row.parent) for row in operators() if row.parent)
    assert {row.provider for row in operators()} == set(providers())
    certificates = {item.certificate for law in frameworks() for item in law.consequences if item.certificate}
    assert all(framework(scheme).kind is Kind.SCHEME for scheme in certificates)


@pytest.mark.parametrize("provider", providers())
def test_places_and_words_of_capabilities_resolve(provider):
    for row in stated(provider):
        assert all(place == ANY or locate(provider, place).code == place for place in row.places), row
        assert all(item == ANY or vocabulary.product(item).id == item for item in row.products), row
        assert all(vocabulary.feature(item).id == item for item in row.features), row
        if row.instead:
            assert vocabulary.feature(row.instead) or vocabulary.product(row.instead)
        if row.valid_from and row.valid_until:
            assert row.valid_from < row.valid_until
        if row.answer is not Answer.YES:
            assert not row.conditions


def test_places_of_machines_plans_and_keys_resolve():
    for row in (*machines(), *plans()):
        assert all(locate(row.provider, place).code == place for place in row.places), row
        assert len(set(row.places)) == len(row.places)
    for machine in machines():
        assert (machine.accelerator is None) == (machine.accelerators == 0)
        assert machine.accelerator is None or vocabulary.feature(machine.accelerator).group == "accelerator"
    for row in all_key_backups():
        assert all(locate(row.provider, code).region == code for code in (row.region, *(row.regions or ())))
    assert all(vocabulary.feature(cni) for plan in plans() for cni in plan.cnis)


def test_certifications_are_frameworks():
    schemes = [term.id for term in vocabulary.features() if term.group == "certification"]
    assert all(framework(scheme).kind is Kind.SCHEME for scheme in schemes)


def test_no_word_has_two_meanings():
    assert [word for word, times in Counter(map(str.casefold, vocabulary.words())).items() if times > 1] == []
    for provider in providers():
        assert [word for word in vocabulary.words() if locate(provider, word)] == []


@pytest.mark.parametrize("provider", providers())
def test_a_wrong_claim_is_contradicted_in_words(provider):
    assert wrong_claims(provider)
    for row in wrong_claims(provider):
        assert row.answer in {Answer.NO, Answer.PLANNED}
        assert row.note


def test_no_row_is_due_on_the_day_it_was_gathered():
    assert [entry.id for entry in entries() if entry.fact.stale(date(2026, 11, 23))] == []
