"""The parts of the commands: what is done again, what is left alone, what is said."""

import sys

import pytest

pytestmark = pytest.mark.usefixtures("support")


@pytest.fixture
def installer(checkout, monkeypatch):
    """``installer(dev=False)`` for a checkout whose .venv is the running Python's; tools are only noted."""
    from install import Installer

    (checkout / "node_modules").mkdir()
    (checkout / ".venv").symlink_to(sys.prefix)
    monkeypatch.setattr(Installer, "_npm", lambda self: ["npm"])

    def make(*, dev=False):
        made = Installer(checkout, dev=dev)
        made.calls = []
        made.runner.run = lambda label, command: made.calls.append([str(part) for part in command])
        return made

    return make


def test_assets_are_brought_once(installer, checkout):
    first, second = installer(), installer()
    first.assets()
    second.assets()
    assert len(first.calls) == 1
    assert "--omit=dev" in first.calls[0]
    assert second.calls == []


def test_assets_are_brought_again_when_their_pins_change(installer, checkout):
    installer().assets()
    (checkout / "package-lock.json").write_text("{}")
    again = installer()
    again.assets()
    assert len(again.calls) == 1


def test_the_tests_assets_serve_the_site_too_but_not_the_other_way_round(installer):
    installer().assets()
    with_dev, site = installer(dev=True), installer()
    with_dev.assets()
    site.assets()
    assert "--omit=dev" not in with_dev.calls[0]
    assert site.calls == []


def test_only_changed_catalogues_are_compiled(installer, checkout):
    source = checkout / "locale" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text("")
    first, second = installer(), installer()
    first.translations()
    source.with_suffix(".mo").write_text("")
    second.translations()
    assert len(first.calls) == 1
    assert second.calls == []


@pytest.fixture
def runner(checkout):
    from progress import Runner

    return Runner(checkout, checkout / "setup.log")


def test_what_a_tool_marks_reaches_the_reader_and_the_rest_the_log(runner, capsys):
    with runner.telling("A step") as telling:
        telling.write("noise\n==> A pa")
        telling.write("rt\n==| coordinator, secret\nmore\n")
    assert telling.said == ["coordinator, secret"]
    assert capsys.readouterr().out == ""
    assert runner.log.read_text().startswith("noise\n==> A part")


def test_a_tool_that_fails_is_named_by_its_part(runner, capsys):
    from trouble import TroubleError

    script = "print('==> Loading', flush=True); raise SystemExit('CommandError: the file is gone')"
    with pytest.raises(TroubleError, match=r"^Loading failed: the file is gone \(log: setup\.log\)\.$"):
        runner.run("A step", [sys.executable, "-c", script])
    assert capsys.readouterr().out == "✗ Loading\n"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("npm error code EAI_AGAIN\nnpm error syscall getaddrinfo", "the network did not answer"),
        ("pip._vendor.urllib3.exceptions.NewConnectionError: refused", "the network did not answer"),
        ("PermissionError: [Errno 13] Permission denied: 'var'", "could not be written"),
        (
            "Traceback\n  File\ndjango.db.utils.OperationalError: no such table: x",
            "failed: no such table: x (log:",
        ),
        (
            "Traceback\nKeyError: 'x'\nTraceback\nCommandError: Unknown command: 'x'",
            "failed: Unknown command: 'x' (",
        ),
        ("ERROR: Cannot install a\nERROR: for help visit b", "failed: Cannot install a ("),
        ("ERROR: No matching distribution found for Django==0.0", "No matching distribution found"),
        ("Killed", "what the tool said is in var/log/setup.log"),
    ],
)
def test_trouble_is_one_sentence(printed, said):
    from trouble import sentence_for

    sentence = sentence_for("A step", printed, "var/log/setup.log")
    assert said in sentence
    assert sentence.startswith("A step failed")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], ["-n", "auto", "--dist", "worksteal"]),
        (["-m", "not browser"], ["-n", "auto", "--dist", "worksteal"]),
        (["-x"], ["-n", "auto", "--dist", "worksteal"]),
        (["-n", "0"], []),
        (["--pdb"], []),
        (["tests/commands/test_bin.py::test_no_python"], []),
    ],
)
def test_all_tests_run_in_parallel_a_part_does_not(arguments, options):
    from cli import parallel

    assert parallel(arguments) == options


def test_the_banner_shows_an_address_that_can_be_opened():
    from serving import banner

    assert "http://127.0.0.1:8000/" in banner("0.0.0.0", 8000, [])
    assert "http://[::1]:80/" in banner("::1", 80, [])
    assert "coordinator" in banner("127.0.0.1", 8000, ["coordinator"])
