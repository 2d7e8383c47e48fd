"""`cache`: what is remembered can be seen, and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.cli.app import App

if TYPE_CHECKING:
    from fake import FakeSpotify
    from fake.fixtures import Run

RESOLVE = ("resolve", "--no-lock", "--film", "tank girl")


def test_an_empty_memory_says_so(run: Run) -> None:
    """And makes no file by being looked at."""
    outcome = run("cache", "show")
    assert "Nothing is remembered yet" in outcome.stdout
    assert run("cache", "clear").stdout == "0 answers forgotten.\n"
    assert not App().places.cache.exists()


def test_what_is_remembered_is_counted(logged_in: FakeSpotify, run: Run) -> None:
    """By kind, as many as were asked."""
    run(*RESOLVE)
    kinds = run("cache", "show", "--json").json["kinds"]
    assert sum(kind["hits"] + kind["misses"] for kind in kinds) == logged_in.requests
    assert "albums read" in run("cache", "show").stdout


def test_what_was_forgotten_is_asked_again(logged_in: FakeSpotify, run: Run) -> None:
    """Forgetting everything costs the same again, forgetting the misses only theirs."""
    run(*RESOLVE)
    asked = logged_in.requests
    assert run("cache", "clear").stdout == f"{asked} answers forgotten.\n"
    logged_in.forget()
    run(*RESOLVE)
    assert logged_in.requests == asked


def test_a_damaged_memory_is_set_aside_and_the_run_goes_on(logged_in: FakeSpotify, run: Run) -> None:
    """Said once, with the name of the copy."""
    run(*RESOLVE)
    path = App().places.cache / "lookups.sqlite"
    path.write_bytes(b"no database " * 100)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    outcome = run(*RESOLVE)
    assert outcome.status == 0
    assert outcome.stderr.count("lookups.sqlite.damaged-1") == 1
    assert logged_in.searches > 0
