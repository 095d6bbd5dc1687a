"""A policy pack that is wrong, or that fails, never lets a plan pass."""

import pytest

SILENT = 'ResourceValidationPolicy("silent", "Says nothing.", lambda args, report: None)'
PACK = f'PolicyPack("sample", [{SILENT}], EnforcementLevel.MANDATORY)\n'
# Many resources, so that registrations wait for the pack while it fails.
MANY = "for number in range(30):\n    Thing(f'x{number}')\n"


@pytest.fixture
def with_pack(project, refused):
    """What the command says of a program under a pack that is wrong."""

    def run(text, code, *options):
        project.program(MANY)
        folder = project.pack("pack", text)
        said = refused(project.rehearse("--policy-pack", folder, *options), project.root, code)
        return said.replace(str(folder), "<pack>")

    return run


NOT_STARTED = "error: <pack>: the policy pack did not start; it said:\n"
STEP = "  next: its __main__.py must construct one PolicyPack with a policy, and print nothing before\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("import not_installed_anywhere\n", "ModuleNotFoundError: No module named 'not_installed_anywhere'"),
        ("def broken(:\n", "SyntaxError: invalid syntax"),
        ('raise ValueError("no")\n', "ValueError: no"),
        ('PolicyPack("sample", [])\n', "TypeError: Missing policies argument"),
        (f'print("hello")\n{PACK}', "hello"),
        ('import sys\nsys.exit("not today")\n', "not today"),
    ],
)
def test_a_pack_that_does_not_start(project, text, word):
    folder = project.pack("pack", text)

    outcome = project.rehearse("--policy-pack", folder)

    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.replace(str(folder), "<pack>").startswith(NOT_STARTED)
    assert word in outcome.err
    assert outcome.err.endswith(STEP)


def test_a_pack_that_constructs_nothing(with_pack):
    assert with_pack("x = 1\n", 2) == (f"error: <pack>: the policy pack did not start and said nothing\n{STEP}")


def test_a_pack_that_prints_a_number_and_leaves(with_pack):
    said = with_pack("print(1)\n", 2)

    assert said.startswith("error: <pack>: the policy pack did not answer; it said:\n")
    assert said.endswith(STEP)


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [
        (
            "runtime: nodejs\n",
            "error: <pack>/PulumiPolicy.yaml:1: only Python packs can be run: got 'nodejs'; expected",
        ),
        ("version: 1\n", "error: <pack>/PulumiPolicy.yaml:1: only Python packs can be run: got None; expected"),
        ("- a\n", "error: <pack>/PulumiPolicy.yaml:1: only Python packs can be run: got None; expected"),
        ("runtime: [\n", "error: <pack>/PulumiPolicy.yaml:2:1: is not valid YAML"),
        (
            "runtime:\n  name: python\n  options: venv\n",
            "error: <pack>/PulumiPolicy.yaml:3: runtime.options is not a mapping: got 'venv'",
        ),
        (
            "runtime: {name: python, options: {virtualenv: 5}}\n",
            "error: <pack>/PulumiPolicy.yaml:1: runtime.options.virtualenv is not text: got 5",
        ),
    ],
)
def test_a_pack_with_a_malformed_manifest(project, refused, manifest, problem):
    folder = project.pack("pack", PACK)
    (folder / "PulumiPolicy.yaml").write_text(manifest)

    said = refused(project.rehearse("--policy-pack", folder), project.root, 2)

    assert said.replace(str(folder), "<pack>").startswith(problem)


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        (
            '{"slient": "mandatory"}',
            "error: config.json: no such policy: got slient; expected one of silent (did you mean silent?)\n",
        ),
        (
            '{"silent": "strict"}',
            (
                "error: config.json:1: enforcement level of silent: got 'strict'; expected one of advisory, mandatory,"
                " remediate, disabled\n"
            ),
        ),
        ("{", "error: config.json:1:2: is not valid JSON (Expecting property name enclosed in double quotes)\n"),
    ],
)
def test_a_misconfigured_pack(project, with_pack, config, problem):
    project.file("config.json", config)

    assert with_pack(PACK, 2, "--policy-pack-config", "config.json") == problem


def test_a_value_that_does_not_fit_a_policys_schema(project, with_pack):
    project.file("config.json", '{"silent": {"limit": "many"}}')
    policy = 'config_schema=PolicyConfigSchema(properties={"limit": {"type": "integer"}})'
    text = f'PolicyPack("sample", [{SILENT[:-1]}, {policy})])\n'

    assert with_pack(text, 2, "--policy-pack-config", "config.json") == (
        "error: config.json: configuration of policy silent: 'many' is not of type 'integer'\n"
        "  next: correct limit in the pack's configuration\n"
    )


@pytest.mark.parametrize("kind", ["ResourceValidationPolicy", "StackValidationPolicy"])
def test_a_policy_that_throws_fails_the_plan(project, kind):
    project.program(MANY)
    text = f"""\
    def judge(args, report):
        raise ValueError("cannot judge")
    PolicyPack("sample", [{kind}("thrower", "Throws.", judge)])
    """
    outcome = project.rehearse("--policy-pack", project.pack("pack", text))

    assert outcome.code == 1
    assert outcome.err == ""
    assert "  error  failed to run policy pack sample: Exception calling application: cannot judge" in outcome.out
    assert "\nFAILED  demo/dev: " in outcome.out
    assert "✓" not in outcome.out


@pytest.mark.parametrize("kind", ["ResourceValidationPolicy", "StackValidationPolicy"])
def test_a_policy_that_ends_its_process_fails_the_plan(project, kind):
    project.program(MANY)
    text = f"""\
    import os
    PolicyPack("sample", [{kind}("leaver", "Leaves.", lambda args, report: os._exit(0))])
    """
    outcome = project.rehearse("--policy-pack", project.pack("pack", text))

    assert outcome.code == 1
    assert outcome.err == ""
    assert "  error  failed to run policy pack sample: " in outcome.out
    assert "✓" not in outcome.out


def test_a_pack_that_fails_does_not_hide_that_the_other_is_wrong(project, refused):
    good, bad = project.pack("good", PACK), project.pack("bad", "import not_installed_anywhere\n")

    outcome = project.rehearse("--policy-pack", good, "--policy-pack", bad)

    assert outcome.code == 2
    assert outcome.err.startswith(f"error: {bad}: the policy pack did not start; it said:")
