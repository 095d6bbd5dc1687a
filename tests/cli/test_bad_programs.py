"""A program that fails is told with its own frames only: exit code 1, and what was planned until then."""

import pytest


@pytest.fixture
def messages(project, refused):
    """The messages of a program that fails."""

    def run(program, *options):
        project.program(program)
        said = refused(project.rehearse(*options), project.root, 1)
        assert "\nFAILED  demo/dev: " in said
        return said.partition("\nMessages\n")[2].partition("\n\n")[0].splitlines()

    return run


FAILURES = {
    "exception": (
        """\
        def deep():
            raise ValueError("no")
        deep()
        """,
        """\
  error  Program failed with an unhandled exception:
    Traceback (most recent call last):
      File "__main__.py", line 13, in <module>
        deep()
      File "__main__.py", line 12, in deep
        raise ValueError("no")
    ValueError: no""",
    ),
    "exception with a cause": (
        """\
        try:
            {}["key"]
        except KeyError as problem:
            raise RuntimeError("no key") from problem
        """,
        """\
  error  Program failed with an unhandled exception:
    Traceback (most recent call last):
      File "__main__.py", line 12, in <module>
        {}["key"]
        ~~^^^^^^^
    KeyError: 'key'

    The above exception was the direct cause of the following exception:

    Traceback (most recent call last):
      File "__main__.py", line 14, in <module>
        raise RuntimeError("no key") from problem
    RuntimeError: no key""",
    ),
    "exception in apply": (
        "pulumi.Output.from_input(1).apply(lambda value: {}[value])\n",
        """\
  error  Program failed with an unhandled exception:
    Traceback (most recent call last):
      File "__main__.py", line 11, in <lambda>
        pulumi.Output.from_input(1).apply(lambda value: {}[value])
                                                        ~~^^^^^^^
    KeyError: 1""",
    ),
    "syntax error": (
        "def broken(:\n",
        """\
  error  Program failed with an unhandled exception:
    Traceback (most recent call last):
      File "__main__.py", line 11
        def broken(:
                   ^
    SyntaxError: invalid syntax""",
    ),
    "missing module": (
        "import not_installed_anywhere\n",
        """\
  error  Program failed with an unhandled exception:
    Traceback (most recent call last):
      File "__main__.py", line 11, in <module>
        import not_installed_anywhere
    ModuleNotFoundError: No module named 'not_installed_anywhere'""",
    ),
    "error of the program's own": (
        'raise pulumi.RunError("set a region")\n',
        """\
  error  set a region
  error  an unhandled error occurred: program exited with non-zero exit code: 1""",
    ),
    "missing configuration": (
        'pulumi.Config().require("region")\n',
        """\
  error  Missing required configuration variable 'demo:region'
    \tplease set a value using the command `pulumi config set demo:region <value>`
  error  an unhandled error occurred: program exited with non-zero exit code: 1""",
    ),
    "os._exit(0)": (
        'import os\nThing("a")\nos._exit(0)\n',
        "  error  the program ended before its resources were registered; does it call os._exit()?",
    ),
    "os._exit(7) after a word": (
        'import os, sys\nprint("so long", file=sys.stderr, flush=True)\nos._exit(7)\n',
        """\
  error  an unhandled error occurred: program exited with non-zero exit code: 7
    so long""",
    ),
    "killed": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
        "  error  an unhandled error occurred: program exited with non-zero exit code: -9",
    ),
    "sys.exit()": (
        'import sys\nThing("a")\nsys.exit()\n',
        """\
  error  the program called sys.exit() before its resources were registered
  error  an unhandled error occurred: program exited with non-zero exit code: 1""",
    ),
    "sys.exit with a text": (
        'import sys\nsys.exit("gone wrong")\n',
        """\
  error  gone wrong
  error  an unhandled error occurred: program exited with non-zero exit code: 1""",
    ),
    "duplicate URN": (
        'Thing("a")\nThing("a")\n',
        "  error  Duplicate resource URN 'urn:pulumi:dev::demo::test:index:Thing::a'; try giving it a unique name (a)",
    ),
    "no resources": ("", "  error  the program declares no resources"),
    "only outputs": ('pulumi.export("a", 1)\n', "  error  the program declares no resources"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_told_plainly(messages, name):
    program, expected = FAILURES[name]
    own = [line.rstrip() for line in messages(program)]

    assert own == expected.splitlines()


def test_a_program_that_is_not_there(project, refused):
    (project.root / "__main__.py").unlink()

    assert "  error  <project> holds no __main__.py\n" in refused(project.rehearse(), project.root, 1)


def test_what_was_planned_before_the_failure_is_shown(project, refused):
    project.program('import sys\nThing("early", region="fr-par")\nsys.exit(1)\n')

    assert "└─ test:index:Thing  early" in refused(project.rehearse(), project.root, 1)


def test_a_plain_data_source_names_the_fixture_that_it_lacks(messages):
    program = (
        'found = pulumi.runtime.invoke("t:i:getZone", {"name": "x", "size": 3}).value\nThing("a", zone=found["id"])\n'
    )

    assert messages(program)[:5] == [
        (
            "  error  __main__.py:11: the data source t:i:getZone(name='x', size=3) needs a fixture: its plain form has"
            " to answer at once, and a rehearsal asks no cloud"
        ),
        "      next: add this to the file given by --fixtures, or call the form whose name ends in _output",
        "        invokes:",
        "          - token: t:i:getZone",
        '            args: {"name": "x", "size": 3}',
    ]


def test_an_exception_that_is_no_error_shows_the_programs_frames_only(messages):
    assert messages("raise KeyboardInterrupt\n")[-1] == "    KeyboardInterrupt"


def test_a_program_that_is_a_single_file_shows_its_frames(project, refused):
    project.file("Pulumi.yaml", "name: demo\nruntime: python\nmain: app.py\n")
    project.file("app.py", 'raise ValueError("no")\n')

    assert 'File "app.py", line 1, in <module>' in refused(project.rehearse(), project.root, 1)
