"""``bailiwick check``: whose boundary it judges by, and that nothing is judged by half of one."""

import json
import subprocess

import pytest

from projects import COMMAND, clean_environment
from states import BUCKET, preview, row, state, written

INSIDE_EUROPE = [row(BUCKET, "letters", {"region": "pl-waw"})]


@pytest.fixture
def check(tmp_path):
    def run(*options, rows=INSIDE_EUROPE):
        written(tmp_path / "state.json", state(rows))
        words = [str(option) for option in options]
        if "--preview" not in words and "--state" not in words:
            words += ["--state", "state.json"]
        return subprocess.run(
            [COMMAND, "check", *words],
            cwd=tmp_path,
            env=clean_environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    run.folder = tmp_path
    return run


def previewed(check, value):
    config = {} if value is None else {"bailiwick:boundary": value}
    written(check.folder / "preview.json", preview([("create", item) for item in INSIDE_EUROPE], config=config))
    return check("--preview", "preview.json", "--boundary-config", "eu27")


def stack_file(check, text):
    (check.folder / "Pulumi.dev.yaml").write_text(text, encoding="utf-8")
    return check("--stack-config", "Pulumi.dev.yaml", "--boundary-config", "eu27")


def refused(done, *told):
    assert (done.returncode, done.stdout) == (2, ""), done.stdout + done.stderr
    for text in told:
        assert text in done.stderr
    assert "bug" not in done.stderr


def test_a_profile_is_named_without_its_folder(check):
    assert check("--boundary-config", "eu27").returncode == 0
    assert check("--boundary-config", "fr-only").returncode == 1


def test_a_file_called_like_a_profile_comes_first(check):
    written(check.folder / "fr-only", {"boundary": {"name": "mine", "countries": ["PL"]}})
    assert check("--boundary-config", "fr-only").returncode == 0


def test_a_profile_that_does_not_exist(check):
    refused(check("--boundary-config", "fr-onyl"), "--boundary-config: is neither a file nor a profile", "fr-only?)")


def test_what_a_preview_says_of_the_stack_narrows(check):
    assert previewed(check, None).returncode == 0
    done = previewed(check, '{"name": "the hospital", "countries": ["FR"]}')
    assert done.returncode == 1
    assert "outside boundary the hospital (FR)" in " ".join(done.stdout.split())


def test_the_stacks_file_narrows_a_state(check):
    assert stack_file(check, "").returncode == 0
    assert stack_file(check, "config:\n  aws:region: eu-west-3\n").returncode == 0
    assert stack_file(check, "config:\n").returncode == 0
    assert stack_file(check, "config:\n  bailiwick:boundary:\n    countries: [FR]\n").returncode == 1
    assert stack_file(check, 'config:\n  bailiwick:boundary: \'{"countries": ["FR"]}\'\n').returncode == 1
    assert stack_file(check, "config:\n  bailiwick:boundary:\n    tier: public\n").returncode == 0


def test_norway_is_a_country_and_no_negation(check):
    refused(stack_file(check, "config:\n  bailiwick:boundary:\n    countries: [NO]\n"), "have no country in common")


def test_the_stacks_file_goes_with_a_state_alone(check):
    written(check.folder / "preview.json", preview([("create", item) for item in INSIDE_EUROPE]))
    done = check("--preview", "preview.json", "--stack-config", "Pulumi.dev.yaml")
    refused(done, "--stack-config: goes with --state", "a preview holds the stack's configuration")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "config:\n  bailiwick:boundary:\n    name: x\n    countries: [US]\n",
            "Pulumi.dev.yaml:4: bailiwick:boundary.countries: boundaries eu27 and x have no country in common",
        ),
        (
            "config:\n  bailiwick:boundary:\n    countries:\n      - FR\n      - UK\n",
            "Pulumi.dev.yaml:3: bailiwick:boundary.countries[1]: is not a country: got 'UK'",
        ),
        (
            "config:\n  bailiwick:boundary:\n    tier: L2\n    countrys: [FR]\n",
            "Pulumi.dev.yaml:4: bailiwick:boundary.countrys: is not a setting: got 'countrys'",
        ),
        ("config:\n  bailiwick:boundary: FR\n", "Pulumi.dev.yaml:2: bailiwick:boundary: is malformed: got 'FR'"),
        ("config: [1]\n", "Pulumi.dev.yaml:1: config is not a mapping"),
        ("- 1\n", "Pulumi.dev.yaml:1: is not a stack's file"),
        ("config: {\n", "is not valid YAML"),
    ],
)
def test_a_stack_that_contradicts_or_makes_no_sense_judges_nothing(check, text, told):
    refused(stack_file(check, text), told)


def test_a_preview_that_contradicts_judges_nothing(check):
    done = previewed(check, '{"countries": ["US"]}')
    line = next(
        number
        for number, text in enumerate((check.folder / "preview.json").read_text().splitlines(), 1)
        if "bailiwick:boundary" in text
    )
    refused(done, f"preview.json:{line}: bailiwick:boundary.countries: boundaries eu27 and the stack have no country")
    refused(previewed(check, "[secret]"), "bailiwick:boundary: is malformed")


WAIVER = {
    "rule": "residency/location-outside",
    "resource": "*",
    "reason": "moves in spring",
    "owner": "platform team",
    "expires": "2999-01-01",
}


def without(key):
    return {name: value for name, value in WAIVER.items() if name != key}


@pytest.mark.parametrize(
    ("boundary", "line", "told"),
    [
        ({"countries": ["FR", "UK"]}, 3, "countries[1]: is not a country: got 'UK'"),
        ({"countries": ["FR"], "tier": "L4"}, 6, "tier: is malformed: got 'L4'; expected one of public, L1, L2, L3"),
        ({"countries": ["FR"], "certifications": ["hdss"]}, 7, "is not a certification that the atlas knows"),
        ({"countries": []}, 3, "countries: is malformed: got []"),
        ({"countries": ["FR"], "waivers": [without("expires")]}, 7, "a waiver without expires is none"),
        (
            {"countries": ["FR"], "waivers": [WAIVER | {"rule": "residency/location-outsid"}]},
            8,
            "is no rule: got 'residency/location-outsid' (did you mean residency/location-outside?)",
        ),
        ({"countries": ["FR"], "waivers": [WAIVER | {"expires": "soon"}]}, 12, "is not a day: got 'soon'"),
    ],
)
def test_a_malformed_configuration_judges_nothing_and_names_its_line(check, boundary, line, told):
    written(check.folder / "ceiling.json", {"boundary": boundary})
    done = check("--boundary-config", "ceiling.json")
    refused(done, told)
    assert f"ceiling.json:{line}: " in done.stderr


def test_a_rule_that_does_not_exist_is_told_with_the_nearest(check):
    written(check.folder / "ceiling.json", {"boundary": {"countries": ["FR"]}, "residency-location-outsid": "advisory"})
    refused(check("--boundary-config", "ceiling.json"), "no such policy", "did you mean residency-location-outside?")


def test_a_configuration_that_is_cut_off_judges_nothing(check):
    (check.folder / "ceiling.json").write_text('{"boundary": {"countries": ["FR"', encoding="utf-8")
    refused(check("--boundary-config", "ceiling.json"), "ceiling.json:1: is cut off")


def test_all_that_is_wrong_is_told_at_once(check):
    bad = {"countries": ["UK"], "tier": "L9", "waivers": [without("owner") | {"expires": "soon"}]}
    written(check.folder / "ceiling.json", {"boundary": bad})
    done = check("--boundary-config", "ceiling.json")
    refused(done, "is not a country", "got 'L9'", "a waiver without owner is none", "is not a day")


def test_a_state_that_is_too_large_judges_nothing(check):
    with (check.folder / "enormous.json").open("wb") as file:
        file.truncate(513 * 1024 * 1024)  # sparse: it takes no room
    refused(check("--state", "enormous.json"), "enormous.json", "nothing is judged by half a file")


def test_waivers_hold_for_files_too(check):
    written(check.folder / "ceiling.json", {"boundary": {"countries": ["FR"], "waivers": [WAIVER]}})
    done = check("--boundary-config", "ceiling.json", "--format", "json")
    assert done.returncode == 0
    assert "moves in spring" in json.dumps(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "nothing that was read tells who keeps its state"),
        (("--backend", "s3://state?endpoint=s3.fr-par.scw.cloud"), ""),
        (("--backend", "https://api.pulumi.com"), "has its state kept at api.pulumi.com (https)"),
        (("--backend", "somewhere"), "has its state kept where nobody has said"),
    ],
)
def test_where_the_state_is_kept_is_told_by_an_option(check, options, says):
    rows = [row(BUCKET, "letters", {"region": "fr-par"})]
    shown = check("--boundary-config", "fr-l2", "--format", "json", *options, rows=rows)
    told = [item["message"] for item in json.loads(shown.stdout)["violations"] if "its state" in item["message"]]
    assert any(says in item for item in told) if says else told == []


def test_a_vault_goes_with_a_state(check):
    written(check.folder / "preview.json", preview([("create", item) for item in INSIDE_EUROPE], config={}))
    shown = check("--preview", "preview.json", "--vault", "https://vault.example")
    assert shown.returncode == 2
    assert "--vault" in shown.stderr
