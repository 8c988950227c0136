"""What is seen of a machine: its clock, its programs, the container around it; in made-up trees."""

from __future__ import annotations

import os
from datetime import timezone
from pathlib import Path

import pytest

from awsconf.doctor.observations import Clock, Program
from awsconf.host import Host
from awsconf.host import clock as clocks
from awsconf.host.clock import clock, kernel_status
from awsconf.host.container import container, instance
from awsconf.host.observing import observe
from awsconf.host.programs import programs
from awsconf.text import Role
from fixture import NOW


def host(root: Path, platform: str = "linux", **environ: str) -> Host:
    return Host(environ, root / "home", lambda: NOW, timezone.utc, root / "home", platform)


def put(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def test_s13_systemd_says_that_the_clock_is_kept(tmp_path: Path) -> None:
    put(tmp_path / "run/systemd/timesync/synchronized")
    assert clock("linux", tmp_path) == Clock(True, "systemd-timesyncd", daemon="systemd-timesyncd")


def test_s13_nothing_tells(tmp_path: Path) -> None:
    assert clock("linux", tmp_path) == Clock()
    put(tmp_path / "run/chrony/chronyd.pid")
    assert clock("linux", tmp_path) == Clock(daemon="chrony")
    assert clock("darwin") == clock("win32") == Clock()


@pytest.mark.parametrize(("status", "kept"), [(0x40, False), (0x2001, True), (0x2041, False)])
def test_s13_the_kernel_is_asked(status: int, kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "kernel_status", lambda: status)
    monkeypatch.setattr(clocks, "_exists", lambda _: False)
    assert clock("linux") == Clock(kept, "the kernel")
    monkeypatch.setattr(clocks, "kernel_status", lambda: None)
    assert clock("linux") == Clock()


def test_s13_the_kernel_answers_with_bits_or_not_at_all() -> None:
    status = kernel_status()
    assert status is None or 0 <= status < 0x10000


@pytest.mark.parametrize(
    ("variable", "engine"),
    [("ECS_CONTAINER_METADATA_URI_V4", "Amazon ECS"), ("KUBERNETES_SERVICE_HOST", "Kubernetes")],
)
def test_s19_a_container_by_its_variables(variable: str, engine: str, tmp_path: Path) -> None:
    found = container({variable: "x"}, tmp_path)
    assert found is not None
    assert engine in found.evidence


@pytest.mark.parametrize(
    ("path", "text", "is_one"),
    [
        (".dockerenv", "", True),
        ("run/.containerenv", "", True),
        ("proc/1/cgroup", "1:cpu:/docker/0123\n", True),
        ("proc/1/cgroup", "0::/kubepods.slice/x\n", True),
        ("proc/1/cgroup", "0::/init.scope\n", False),
        ("etc/hostname", "docker", False),
    ],
)
def test_s19_a_container_by_its_files(path: str, text: str, is_one: bool, tmp_path: Path) -> None:
    put(tmp_path / path, text)
    assert (container({}, tmp_path) is not None) is is_one


@pytest.mark.parametrize(
    ("path", "text", "is_one"),
    [
        ("sys/devices/virtual/dmi/id/sys_vendor", "Amazon EC2\n", True),
        ("sys/hypervisor/uuid", "ec2e1916-9099-7caf-fd21-012345abcdef", True),
        ("sys/hypervisor/uuid", "4cec2e19-9099-7caf-fd21-012345abcdef", False),
        ("sys/devices/virtual/dmi/id/sys_vendor", "QEMU\n", False),
    ],
)
def test_an_instance_by_its_firmware(path: str, text: str, is_one: bool, tmp_path: Path) -> None:
    put(tmp_path / path, text)
    assert (instance(tmp_path) is not None) is is_one


def test_s11_version_2_by_where_its_installer_put_it(tmp_path: Path) -> None:
    tree = tmp_path / "usr/local/aws-cli/v2"
    put(tree / "2.13.5/dist/aws", "\x7fELF")
    (tree / "current").symlink_to("2.13.5")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/aws").symlink_to(tree / "current/dist/aws")
    found = programs(host(tmp_path, PATH=str(tmp_path / "bin")))
    assert found == (Program(str(tmp_path / "bin/aws"), "2.13.5"),)


@pytest.mark.parametrize(
    "place",
    [
        "opt/homebrew/Cellar/awscli/2.15.0/bin/aws",
        "nix/store/0123456789abcdfghijklmnpqrsvwxyz-awscli2-2.15.0/bin/aws",
    ],
)
def test_s11_version_2_of_other_installers(place: str, tmp_path: Path) -> None:
    path = put(tmp_path / place, "#!/bin/sh\n")
    (found,) = programs(host(tmp_path, PATH=str(path.parent)))
    assert found.version == "2.15.0"


@pytest.mark.parametrize(
    ("first", "metadata"),
    [
        ("#!{}/venv/bin/python3", "venv/lib/python3.11/site-packages/awscli-1.46.3.dist-info"),
        ("#!{}/usr/bin/python3 -s", "usr/lib/python3/dist-packages/awscli-1.46.3.egg-info"),
        # As `pip install --user` does it: the packages lie beside the script.
        ("#!/usr/bin/env python3", "local/lib/python3.9/site-packages/awscli-1.46.3.dist-info"),
    ],
)
def test_s11_version_1_by_what_its_python_has(first: str, metadata: str, tmp_path: Path) -> None:
    path = put(tmp_path / "local/bin/aws", first.format(tmp_path) + "\nimport sys\n")
    (tmp_path / metadata).mkdir(parents=True)
    (found,) = programs(host(tmp_path, PATH=str(path.parent)))
    assert found.version == "1.46.3"


def test_s11_on_windows(tmp_path: Path) -> None:
    put(tmp_path / "py/Scripts/aws.cmd", "@echo off\n")
    (tmp_path / "py/Lib/site-packages/awscli-1.46.3.dist-info").mkdir(parents=True)
    put(tmp_path / "Amazon/AWSCLIV2/aws.exe", "MZ")
    path = f'"{tmp_path}/Amazon/AWSCLIV2";;{tmp_path}/py/Scripts'
    found = programs(host(tmp_path, "win32", PATH=path))
    assert [one.version for one in found] == ["2", "1.46.3"]


def test_s11_each_once_and_only_what_runs(tmp_path: Path) -> None:
    put(tmp_path / "a/aws", "#!/bin/sh\nexit 1\n")
    (tmp_path / "b").mkdir()
    (tmp_path / "b/aws").symlink_to("../a/aws")
    put(tmp_path / "c/aws").chmod(0o644)
    (tmp_path / "d/aws").mkdir(parents=True)
    folders = ":".join(str(tmp_path / name) for name in ("gone", "a", "b", "c", "d", "a"))
    assert programs(host(tmp_path, PATH=folders)) == (Program(str(tmp_path / "a/aws")),)
    assert programs(host(tmp_path)) == ()


def test_s3_both_halves_are_looked_for(tmp_path: Path) -> None:
    put(tmp_path / "home/.aws/config", "[default]\n")
    gone = str(tmp_path / "gone")
    found = observe(host(tmp_path, AWS_SHARED_CREDENTIALS_FILE=gone), tmp_path)
    config, credentials = found.files
    assert (config.role, config.path, config.variable, config.absence) == (
        Role.CONFIG,
        ".aws/config",
        None,
        None,
    )
    assert credentials[1:] == (gone, "AWS_SHARED_CREDENTIALS_FILE", "does not exist")
    (_, credentials) = observe(host(tmp_path, AWS_SHARED_CREDENTIALS_FILE=""), tmp_path).files
    assert credentials.path == ""


def test_variables_that_name_a_file(tmp_path: Path) -> None:
    there = str(put(tmp_path / "home/ca.pem"))
    environ = {"AWS_CA_BUNDLE": there, "AWS_WEB_IDENTITY_TOKEN_FILE": "gone\0"}
    assert observe(host(tmp_path, **environ), tmp_path).unfound == {"AWS_WEB_IDENTITY_TOKEN_FILE"}
    # A shell puts the home in the place of `~`, botocore does not.
    quoted = observe(host(tmp_path, AWS_CA_BUNDLE="~/ca.pem"), tmp_path)
    assert quoted.unfound == {"AWS_CA_BUNDLE"}
    assert os.sep not in "".join(observe(host(tmp_path), tmp_path).unfound)
