"""No secret is shown: not by any format, not on stderr, not in a failure."""

import pytest

from projects import demo
from secrets_of_stacks import encrypted, salt_for

FORMATS = ("text", "json", "sarif", "junit")
HUSH = {name: f"hush-{name}-7f3a" for name in ("config", "override", "declared", "provider", "output", "wrapped")}
PROGRAM = f"""\
config = pulumi.Config()
secret = config.require_secret("config")
class Provider(pulumi.ProviderResource):
    def __init__(self, name, token):
        super().__init__("test", name, {{"token": token}})
provider = Provider("mine", pulumi.Output.secret("{HUSH["provider"]}"))
thing = Thing(
    "x",
    opts=pulumi.ResourceOptions(provider=provider, additional_secret_outputs=["plain"]),
    password=secret,
    nested=[{{"deep": config.require_secret("override")}}],
    joined=pulumi.Output.concat("postgres://", secret, "@", "host"),
    declared=config.require_secret("declared"),
    wrapped=pulumi.Output.secret({{"a": ["{HUSH["wrapped"]}"]}}),
)
pulumi.export("password", secret)
pulumi.export("output", pulumi.Output.secret("{HUSH["output"]}"))
pulumi.export("whole", {{"list": [thing.password]}})
"""
POLICY = """\
def repair(args):
    if args.resource_type == "test:index:Thing":
        return {**args.props, "repaired": True}

def look(args, report):
    report(f"{args.name} has {len(args.props)} inputs")

def whole(args, report):
    report(f"{len(args.resources)} resources")

PolicyPack("looker", [
    ResourceValidationPolicy("repair", "Repairs.", remediate=repair, enforcement_level=EnforcementLevel.REMEDIATE),
    ResourceValidationPolicy("look", "Looks.", look, EnforcementLevel.MANDATORY),
    StackValidationPolicy("whole", "Looks.", whole),
])
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    made = demo(
        tmp_path_factory.mktemp("secrets"),
        PROGRAM,
        project="name: demo\nruntime: python\nconfig:\n"
        f"  declared: {{type: string, secret: true, default: {HUSH['declared']}}}\n",
    )
    made.environment["PULUMI_CONFIG_PASSPHRASE"] = "phrase-of-the-day"
    sealed = encrypted("phrase-of-the-day", b"12345678", HUSH["config"])
    old = encrypted("phrase-of-the-day", b"12345678", "replaced")
    made.file(
        "Pulumi.dev.yaml",
        f"encryptionsalt: {salt_for('phrase-of-the-day', b'12345678')}\nconfig:\n"
        f"  demo:config: {{secure: '{sealed}'}}\n  demo:override: {{secure: '{old}'}}\n",
    )
    return made


@pytest.fixture(scope="module")
def pack(project):
    return project.pack("pack", POLICY)


def assert_silent(outcome):
    for secret in (*HUSH.values(), "phrase-of-the-day"):
        assert secret not in outcome.text


@pytest.mark.parametrize("resolved", [False, True], ids=["preview", "resolved"])
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_a_secret(project, pack, name, resolved):
    options = ["--resolved"] if resolved else []

    outcome = project.rehearse(
        "--policy-pack", pack, "--config", f"override={HUSH['override']}", "--format", name, *options
    )

    assert (outcome.code, outcome.err) == (1, "")
    assert "x has 6 inputs" in outcome.out
    assert_silent(outcome)
    if name == "json":
        assert outcome.out.count("[secret]") >= 12


@pytest.mark.parametrize(
    "line",
    [
        'Thing("x", password=secret)',
        'pulumi.runtime.invoke("t:i:get", {"key": secret})\nraise ValueError("no")',
        'raise ValueError("no")',
    ],
    ids=["duplicate", "data source", "exception"],
)
def test_a_failing_program_shows_no_secret(project, tmp_path, line):
    other = demo(tmp_path, PROGRAM + line + "\n")
    for name in ("Pulumi.yaml", "Pulumi.dev.yaml"):
        (other.root / name).write_text((project.root / name).read_text())
    other.environment = project.environment

    outcome = other.rehearse("--config", f"override={HUSH['override']}", "--format", "json")

    assert outcome.code == 1
    assert_silent(outcome)


def test_a_wrong_passphrase_is_not_repeated(project):
    outcome = project.rehearse(env={"PULUMI_CONFIG_PASSPHRASE": "hush-wrong-phrase"})

    assert outcome.code == 2
    assert "hush-wrong-phrase" not in outcome.text
