"""bin/setup, bin/serve and bin/test say what they need in one sentence."""

import socket
from pathlib import Path

import pytest


def sentence(finished) -> str:
    """The one line that a command left on standard error when it gave up."""
    assert finished.returncode == 1
    lines = finished.stderr.strip().splitlines()
    assert len(lines) == 1, finished.stderr
    return lines[0]


def fake_python(folder: Path, *, new_enough: bool) -> str:
    """A PATH whose only Python says it is 3.9, or is new enough but has no venv package."""
    folder.mkdir()
    (folder / "dirname").symlink_to("/usr/bin/dirname")
    python = folder / "python3"
    answer = (
        "case $2 in *ensurepip*) exit 1;; esac"
        if new_enough
        else "case $2 in *print*) echo 3.9;; *) exit 1;; esac"
    )
    python.write_text(f"#!/bin/sh\n{answer}\n")
    python.chmod(0o755)
    return str(folder)


@pytest.mark.parametrize("command", ["setup", "serve", "test"])
def test_help_needs_nothing_set_up(run, checkout, command):
    finished = run(command, "--help")
    assert finished.returncode == 0
    assert f"bin/{command}" in finished.stdout
    assert not (checkout / ".venv").exists()


def test_an_unknown_option_shows_the_usage(run):
    finished = run("serve", "--demo")
    assert finished.returncode == 2
    assert finished.stderr.startswith("usage: bin/serve")


def test_a_port_in_use(run, checkout):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = sentence(run("serve", PORT=port))
    assert f"Port {port} on 127.0.0.1 is in use" in said
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "๘๐๐๐"])
def test_a_port_that_is_none(run, port):
    assert f"'{port}' is not" in sentence(run("serve", PORT=port))


def test_a_host_that_is_not_this_machine(run):
    assert "192.0.2.1" in sentence(run("serve", HOST="192.0.2.1"))


def test_a_python_too_old(run, tmp_path):
    said = sentence(run("serve", PATH=fake_python(tmp_path / "path", new_enough=False), PYTHON=""))
    assert "Python 3.11 or newer and found 3.9" in said


def test_a_python_without_venv(run, tmp_path):
    said = sentence(run("serve", PATH=fake_python(tmp_path / "path", new_enough=True), PYTHON=""))
    assert "apt install python3-venv" in said


def test_no_python(run, tmp_path):
    path = fake_python(tmp_path / "path", new_enough=True)
    Path(path, "python3").unlink()
    assert "found none" in sentence(run("serve", PATH=path, PYTHON=""))


def test_a_python_that_is_none(run):
    assert "/no/such/python" in sentence(run("test", PYTHON="/no/such/python"))


@pytest.mark.parametrize("command", ["serve", "test"])
def test_a_folder_that_cannot_be_written(run, checkout, command):
    (checkout / "var").write_text("a file where the folder should be")
    with socket.create_server(("127.0.0.1", 0)) as used:
        free = str(used.getsockname()[1])
    assert f"{checkout}/var/log cannot be written" in sentence(run(command, PORT=free))


def test_no_network(run, checkout):
    # Port 9 of this machine answers nobody.
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": "/dev/null"}
    finished = run("setup", **nowhere, PIP_NO_CACHE_DIR="1")
    assert "Installing Python packages failed because the network did not answer" in sentence(finished)
    assert "var/log/setup.log" in finished.stderr
    assert "127.0.0.1" in (checkout / "var" / "log" / "setup.log").read_text()


def test_a_checkout_with_a_file_missing(run, checkout):
    (checkout / "constraints.txt").unlink()
    assert "constraints.txt is missing" in sentence(run("setup"))
