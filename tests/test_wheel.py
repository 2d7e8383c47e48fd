"""What is installed works without the checkout: data inside, from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout and installed by pip, both without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet", "--target", str(site))
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True)
    return site


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command from a folder that is not the checkout; its own package comes first."""
    name = "soundtrack-playlists.exe" if os.name == "nt" else "soundtrack-playlists"
    return subprocess.run(
        [str(installed / "bin" / name), *arguments],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_carries_the_data_as_the_checkout_has_it(installed: Path) -> None:
    """Every file of data/ is inside, and the marker that says the package is typed."""
    data = CHECKOUT / "data"
    for path in data.rglob("*"):
        if path.is_file():
            inside = installed / "soundtrack_playlists" / "data" / path.relative_to(data)
            assert inside.read_bytes() == path.read_bytes()
    assert (installed / "soundtrack_playlists" / "py.typed").exists()


def test_the_installed_program_runs_from_another_folder(installed: Path) -> None:
    """It is the unpacked package that runs, and it finds its films and its lock."""
    where = subprocess.run(
        [sys.executable, "-c", "import soundtrack_playlists; print(soundtrack_playlists.__file__)"],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    outcome = run(installed, "generate", "--film", "batman forever", "--dry-run")
    assert outcome.returncode == 0, outcome.stderr
    assert "https://open.spotify.com/track/" in outcome.stdout


def test_the_installed_program_writes_a_configuration(installed: Path) -> None:
    """The example that `config init` writes from is inside too."""
    outcome = run(installed, "config", "init", "--client-id", "0123456789abcdef", "--market", "GB")
    assert outcome.returncode == 0, outcome.stderr


def test_the_wheel_names_its_command_and_version(installed: Path) -> None:
    """The entry point is the program's, and the version is the one the package says."""
    (entry_points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "soundtrack-playlists = soundtrack_playlists.__main__:main" in entry_points.read_text()
    version = entry_points.parent.name.split("-")[1].removesuffix(".dist")
    assert run(installed, "--version").stdout.strip().endswith(version)
