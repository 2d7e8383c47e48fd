"""`pin` and `unpin`: a person's word, taken from whatever they paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.cli.app import App

if TYPE_CHECKING:
    from fake import FakeSpotify
    from fake.fixtures import Run

SONG = "tank-girl/army-of-me"
OTHER = "4YKptz29AsOlm7WAVnztBh"


def track_of(run: Run) -> tuple[str | None, str | None]:
    """Where the song's track comes from, and its id."""
    document = run("resolve", "--offline", "--json", "--film", "tank girl").json
    (song,) = [song for song in document["songs"] if song["key"] == SONG]
    return song["origin"], song["track"] and song["track"]["id"]


def test_a_pinned_track_is_taken_from_then_on(run: Run) -> None:
    """Offline it is noted without its name; it beats the lock."""
    outcome = run("pin", "tank girl/army of me", f"https://open.spotify.com/track/{OTHER}?si=1")
    assert outcome.status == 0
    assert f"is now https://open.spotify.com/track/{OTHER}" in outcome.stdout
    assert "without its name" in outcome.stderr
    assert track_of(run) == ("pin", OTHER)


def test_with_a_login_the_name_is_noted(logged_in: FakeSpotify, run: Run) -> None:
    """The file can be read by a person."""
    (right, *_) = logged_in.truth[SONG]
    outcome = run("pin", SONG, f"spotify:track:{right}")
    assert outcome.status == 0, outcome.stderr
    assert logged_in.catalogue.tracks[right].name in outcome.stdout
    pins = App().places.config / "pins.toml"
    assert logged_in.catalogue.tracks[right].artists[0] in pins.read_text(encoding="utf-8")


def test_a_track_that_spotify_does_not_know_is_not_pinned(logged_in: FakeSpotify, run: Run) -> None:
    """A typing error in an id is found at once."""
    outcome = run("pin", SONG, OTHER)
    assert outcome.status == 2
    assert f"Spotify does not know a track {OTHER}" in outcome.stderr
    assert logged_in.counts["track"] == 1
    assert not (App().places.config / "pins.toml").exists()


def test_an_album_is_not_a_track(run: Run) -> None:
    """The likeliest wrong link is named for what it is."""
    outcome = run("pin", SONG, f"https://open.spotify.com/album/{OTHER}")
    assert outcome.status == 2
    assert "is an album, not a track" in outcome.stderr


def test_a_track_is_ruled_out_and_allowed_again(run: Run) -> None:
    """`unpin` gives the song back to the program."""
    origin, locked = track_of(run)
    assert (origin, locked is not None) == ("lock", True)
    assert run("pin", "--never", SONG, str(locked)).status == 0
    assert track_of(run) == (None, None)
    assert run("unpin", SONG).status == 0
    assert track_of(run) == ("lock", locked)


def test_unpinning_what_is_not_pinned_is_said(run: Run) -> None:
    """Rather than pretending to have done something."""
    outcome = run("unpin", SONG)
    assert outcome.status == 2
    assert f"Nothing is pinned for {SONG}" in outcome.stderr


def test_a_mistaken_file_stops_everything_that_would_use_it(run: Run) -> None:
    """A pin that cannot be read must not be passed over silently."""
    pins = App().places.config / "pins.toml"
    pins.parent.mkdir(parents=True)
    pins.write_text(f'[pins]\n"{SONG}" = {{ track = "x" }}\n', encoding="utf-8")
    outcome = run("generate", "--film", "tank girl", "--dry-run")
    assert outcome.status == 1
    assert f'[pins] {SONG}: "track" must be an id of 22' in outcome.stderr


def test_a_pin_of_no_song_is_said_and_can_be_taken_out(run: Run) -> None:
    """A key mistyped by hand would otherwise never do anything, silently."""
    pins = App().places.config / "pins.toml"
    pins.parent.mkdir(parents=True)
    pins.write_text(f'[pins]\n"tank-girl/army" = {{ track = "{OTHER}" }}\n', encoding="utf-8")
    outcome = run("generate", "--film", "tank girl", "--dry-run")
    assert outcome.status == 0
    assert "names a song that is not there: tank-girl/army." in outcome.stderr
    assert run("unpin", "tank-girl/army").status == 0
    assert "not there" not in run("generate", "--film", "tank girl", "--dry-run").stderr
