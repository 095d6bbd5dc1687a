"""Adequacy, territories and frameworks."""

from datetime import date

import pytest

from bailiwick.atlas.adequacy import Extent, Law, adequacies, adequacy, adequate_countries, challenges
from bailiwick.atlas.countries import bloc
from bailiwick.atlas.frameworks import Aspect, Effect, Kind, Status, framework, frameworks
from bailiwick.atlas.territories import territory

TODAY = date(2026, 11, 23)


def test_the_bloc_of_the_adequate_is_what_the_decisions_say():
    assert bloc("EEA-ADEQUATE").members == bloc("EEA").members | adequate_countries(on=TODAY)


def test_the_decision_on_the_united_kingdom_ends():
    assert adequacy("GB", on=date(2031, 12, 27)) is not None
    assert adequacy("GB", on=date(2031, 12, 28)) is None
    assert "GB" not in adequate_countries(on=date(2032, 1, 1))


@pytest.mark.parametrize("code", ["US", "CA"])
def test_a_decision_for_some_recipients_does_not_cover_the_country(code):
    found = adequacy(code, on=TODAY)
    assert found.extent is Extent.RECIPIENTS
    assert found.limits
    assert code not in adequate_countries(on=TODAY)


def test_a_decision_does_not_hold_before_it_was_adopted():
    assert adequacy("BR", on=date(2025, 12, 31)) is None
    assert adequacy("BR", on=TODAY) is not None


def test_the_swiss_list_is_not_the_union_s():
    swiss = adequate_countries(under=Law.FADP, on=TODAY)
    assert bloc("EEA").members < swiss
    assert {"GI", "MC"} <= swiss
    assert not {"JP", "KR", "BR", "US", "CH"} & swiss


def test_members_of_the_area_need_no_decision():
    assert not {row.country for row in adequacies(Law.GDPR)} & bloc("EEA").members


def test_challenges_are_told_in_order():
    days = [row.date for row in challenges()]
    assert days == sorted(days)
    assert any("C-703/25 P" in row.event for row in challenges())


def test_territories_do_not_follow_their_state():
    assert territory("RE").in_union
    assert territory("RE").code not in bloc("EU").members
    assert not territory("NC").in_union
    assert territory("FR") is None


def test_all_frameworks_that_rules_need_are_there():
    needed = {"gdpr", "hds", "secnumcloud", "c5", "sgb-v-393", "dora", "eu-ai-act", "data-act", "pipl", "uk-gdpr"}
    assert {*needed, "swiss-fadp", "eucs", "cada"} <= {item.id for item in frameworks()}


@pytest.mark.parametrize("identifier", ["eucs", "cada", "csa2"])
def test_a_draft_binds_nobody(identifier):
    assert framework(identifier).status is Status.DRAFT
    assert not framework(identifier).binding
    assert framework(identifier).in_force_from is None


def test_consequences_can_be_checked():
    hds = framework("hds")
    storage = next(item for item in hds.consequences if item.aspect is Aspect.STORAGE)
    assert (storage.effect, storage.within, storage.unless) == (Effect.ERROR, bloc("EEA").members, ())
    owners = next(item for item in framework("secnumcloud").consequences if item.aspect is Aspect.OWNERSHIP)
    assert owners.limits == {"single_percent": 24, "joint_percent": 39}
    health = next(item for item in framework("sgb-v-393").consequences if item.aspect is Aspect.STORAGE)
    assert "scc" not in health.unless
    assert "CH" in health.within


def test_a_doubtful_consequence_keeps_its_doubt():
    doubtful = {item.fact.confidence for item in framework("secnumcloud").consequences}
    assert {"unverified", "secondary"} <= doubtful


def test_every_regime_in_force_has_a_consequence():
    for item in frameworks():
        if item.kind is Kind.REGIME and item.binding:
            assert item.consequences, item.id


def test_what_is_not_there_is_none():
    assert framework("hipaa") is None
    assert adequacy("IN") is None
