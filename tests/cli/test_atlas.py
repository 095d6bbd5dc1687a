"""``bailiwick atlas``: what it answers, and how it ends."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from bailiwick.cli import app
from golden import assert_golden

TODAY = ("--on", "2026-11-23")


def atlas(*words):
    done = CliRunner().invoke(app, ["atlas", *words])
    assert done.exit_code != 70, done.output
    return done


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("can-h100", ("can", "scaleway", "fr-par-2", "H100", *TODAY), 0),
        ("can-secnumcloud", ("can", "ovh", "mks", "SecNumCloud", *TODAY), 1),
        ("can-a100", ("can", "scaleway", "kapsule", "A100", *TODAY), 1),
        ("can-sev-snp", ("can", "scaleway", "kapsule", "sev-snp", *TODAY), 1),
        ("can-german-owner", ("can", "ovh", "company", "ownership-de", *TODAY), 1),
        ("can-certificate", ("can", "ovh", "hosted-private-cloud", "secnumcloud", *TODAY), 0),
        ("can-expired", ("can", "ovh", "hosted-private-cloud", "secnumcloud", "GRA", "--on", "2027-01-01"), 1),
        ("can-hds", ("can", "scaleway", "kapsule", "fr-par", "hds", *TODAY), 0),
        ("can-unknown", ("can", "ovh", "mks", "EU-WEST-PAR", "H200", *TODAY), 1),
        ("can-no-row", ("can", "scaleway", "redis", "mistral-models", *TODAY), 1),
        ("can-offered", ("can", "scaleway", "it-mil", "kms", *TODAY), 1),
        ("show-tables", ("show",), 0),
        ("show-framework", ("show", "secnumcloud"), 0),
        ("show-operator", ("show", "ovh"), 0),
        ("show-machine", ("show", "h100-380"), 0),
        ("show-region", ("show", "EU-WEST-PAR"), 0),
        ("show-country", ("show", "GB"), 0),
        ("show-wrong-claims", ("show", "wrong-claims"), 0),
        ("show-disputes", ("show", "disputes"), 0),
        ("regions-scaleway", ("regions", "scaleway"), 0),
        ("regions-germany", ("regions", "--country", "de"), 0),
        ("type", ("types", "ovh:CloudProject/storage:Storage", "aws:s3/bucket:Bucket"), 0),
        ("not-stale", ("stale", *TODAY), 0),
        ("stale", ("stale", "--on", "2027-01-02"), 1),
    ],
)
def test_answers(name, words, code):
    done = atlas(*words)
    assert done.exit_code == code, done.output
    assert_golden(f"atlas/{name}.txt", done.stdout)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("can", "scalway", "H100"), "scaleway"),
        (("can", "scaleway", "fr-pra-2", "H100"), "fr-par-2"),
        (("can", "ovh", "mkss", "H100"), "mks"),
        (("can", "ovh", "mks", "SecNumClod"), "secnumcloud"),
        (("show", "regoins"), "regions"),
        (("show", "secnumclod"), "SecNumCloud"),
        (("regions", "scalway"), "scaleway"),
        (("regions", "--country", "UK"), "GB"),
        (("types", "scaleway:object/bucket:Bukket"), "scaleway:object/bucket:Bucket"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest(words, near):
    done = atlas(*words)
    assert done.exit_code == 2
    assert f"(did you mean {near}?)" in done.output
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("can", "scaleway", "fr-par"), "a place alone is no question"),
        (("can", "scaleway", "fr-par", "pl-waw", "H100"), "is a second place beside 'fr-par'"),
        (("can", "scaleway", "H100", "--on", "tomorrow"), "is not a date"),
        (("stale", "--on", "2027-13-01"), "is not a date"),
    ],
)
def test_a_wrong_question_is_refused(words, problem):
    done = atlas(*words)
    assert done.exit_code == 2
    assert problem in done.output


def test_all_unknown_words_are_told_at_once():
    done = atlas("can", "ovh", "mkss", "SecNumClod", "GRAA11")
    assert done.output.count("error:") == 3


def test_the_order_of_the_words_does_not_matter():
    one = atlas("can", "scaleway", "fr-par-2", "kapsule", "H100", *TODAY)
    other = atlas("can", "scaleway", "h100", "k8s", "FR-PAR-2", *TODAY)
    assert one.stdout == other.stdout


def test_json_has_the_whole_answer():
    done = atlas("can", "ovh", "snc-platform", "secnumcloud", *TODAY, "--format", "json")
    found = json.loads(done.stdout)
    assert (found["answer"], found["valid_until"]) == ("yes", "2029-07-31")
    assert found["fact"]["source_key"] == "label-survey"


@pytest.mark.parametrize(
    "words", [("show",), ("show", "gdpr"), ("show", "types"), ("regions",), ("types",), ("sources",), ("stale",)]
)
def test_every_command_speaks_json(words):
    assert isinstance(json.loads(atlas(*words, "--format", "json").stdout), list)


def test_sources_are_counted():
    found = json.loads(atlas("sources", "--format", "json").stdout)
    assert all(row["rows"] > 0 for row in found)
    assert "sdk-scaleway" in atlas("sources").stdout


def test_stale_rows_are_told_oldest_first():
    found = json.loads(atlas("stale", "--on", "2027-06-15", "--format", "json").stdout)
    days = [row["fact"]["review_after"] for row in found]
    assert days == sorted(days)
    assert all(day < "2027-06-15" for day in days)


def test_help_reads_no_table():
    program = (
        "import sys; from bailiwick.cli import app\n"
        "assert not [name for name in sys.modules if name.startswith('bailiwick.atlas')], 'too early'\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
