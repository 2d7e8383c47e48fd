"""How a run ends, by what became of its songs."""

from __future__ import annotations

import pytest

from matching.shelf import a_film, a_track
from soundtrack_playlists.cli.filling import Filling
from soundtrack_playlists.errors import ServiceRefused, ServiceUnavailable, SongsMissing
from soundtrack_playlists.matching.resolution import Origin, Resolution, Status
from soundtrack_playlists.models import Wanted

FILM = a_film(["Alpha"])
WANTED = Wanted(FILM, FILM.songs[0])
FOUND = Resolution(WANTED, Status.MATCHED, "Found.", Origin.SEARCH, a_track(FILM.songs[0]))
OPEN = Resolution(WANTED, Status.UNRESOLVED, "Spotify refused the question.")


@pytest.mark.parametrize("failure", [ServiceRefused("Refused."), ServiceUnavailable("Failing.")])
def test_a_question_that_failed_ends_the_run_where_it_left_a_song_open(failure: ServiceRefused) -> None:
    """A song was not looked up, though the service answered everything else."""
    with pytest.raises(type(failure)):
        Filling((), (FOUND, OPEN), failure=failure).conclude(strict=False)


def test_a_question_that_failed_does_not_matter_once_every_song_is_found() -> None:
    """The next search brought what the first would have."""
    Filling((), (FOUND,), failure=ServiceRefused("Refused.")).conclude(strict=True)


def test_songs_without_a_track_count_for_the_strict_only() -> None:
    """Whoever asks for strictness hears of it by the status."""
    filling = Filling((), (FOUND, OPEN))
    filling.conclude(strict=False)
    with pytest.raises(SongsMissing):
        filling.conclude(strict=True)
