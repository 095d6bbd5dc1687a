"""What every test of the command uses."""

import pytest

from projects import demo


@pytest.fixture
def project(tmp_path):
    """A project whose program declares one resource."""
    return demo(tmp_path, 'Thing("x", region="fr-par")\n')


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Makes projects whose rehearsals several tests of a module look at."""

    def make(program, **rest):
        return demo(tmp_path_factory.mktemp("shared"), program, **rest)

    return make


@pytest.fixture
def refused():
    """Asserts that a command failed as a command should; gives its words without the machine's paths."""

    def check(outcome, root, code):
        assert outcome.code == code, outcome.text
        assert "Traceback" not in outcome.err
        assert "bug" not in outcome.err
        for ours in ("bailiwick/rehearsal", "site-packages", "<frozen"):
            assert ours not in outcome.text
        return outcome.text.replace(f"{root}/", "").replace(str(root), "<project>")

    return check
