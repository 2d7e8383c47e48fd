"""Results and asides: which stream, which form, and what a pipe or a terminal gets."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.report.columns import aligned, cells_of, wrapped
from soundtrack_playlists.report.console import Console, Style


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def streams(verbosity: int = 0) -> tuple[Console, io.StringIO, io.StringIO]:
    out, err = io.StringIO(), io.StringIO()
    return Console(verbosity, out, err), out, err


def test_results_go_to_stdout_and_asides_to_stderr() -> None:
    """A pipe gets results and nothing else."""
    console, out, err = streams()
    console.result("Twilight")
    console.say("looking")
    console.warn("One file is broken.", "Mend it.")
    assert out.getvalue() == "Twilight\n"
    assert err.getvalue() == "looking\nWarning: One file is broken.\n  Mend it.\n"


def test_warnings_kept_back_are_said_where_they_are_news() -> None:
    """What was said before stays unsaid; afterwards everything is said at once again."""
    console, _, err = streams()
    console.holding = True
    console.warn("Old.", "Cure.")
    console.warn("New.", "Cure.")
    assert err.getvalue() == ""
    console.release({"New."})
    console.warn("Late.")
    assert err.getvalue() == "Warning: New.\n  Cure.\nWarning: Late.\n"
    assert console.warned == ["Old.", "New.", "Late."]


def test_quiet_leaves_results_and_warnings() -> None:
    """With -q a run says what was asked for and what went wrong."""
    console, out, err = streams(-1)
    console.result("Twilight")
    console.say("looking")
    console.warn("Broken.")
    assert out.getvalue() == "Twilight\n"
    assert err.getvalue() == "Warning: Broken.\n"


@pytest.mark.parametrize(("verbosity", "said"), [(0, ""), (1, "one\n"), (2, "one\ntwo\n")])
def test_each_v_tells_one_level_more(verbosity: int, said: str) -> None:
    """Details appear from the level they belong to."""
    console, _, err = streams(verbosity)
    console.detail("one")
    console.detail("two", level=2)
    assert err.getvalue() == said


def test_json_is_one_document_with_letters_as_they_are() -> None:
    """JSON on stdout reads back as it was and spells names unescaped."""
    console, out, _ = streams()
    console.json({"title": "Me'Shell Ndegéocello"})
    assert json.loads(out.getvalue()) == {"title": "Me'Shell Ndegéocello"}
    assert "Ndegéocello" in out.getvalue()


def test_a_stream_that_cannot_spell_a_name_gets_json_escapes() -> None:
    """On an ASCII stdout a document still says the whole name."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    Console(0, out, io.StringIO()).json({"title": "Beyoncé"})
    out.flush()
    assert json.loads(raw.getvalue()) == {"title": "Beyoncé"}


def test_a_stream_that_cannot_spell_a_name_does_not_end_the_run() -> None:
    """On an ASCII stdout what cannot be spelled becomes a question mark."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    Console(0, out, io.StringIO()).result("Beyoncé – Crazy")
    out.flush()
    assert raw.getvalue() == b"Beyonc? ? Crazy\n"


def test_a_table_in_a_pipe_is_aligned_without_tabs_or_colours() -> None:
    """A pipe gets columns of plain text, numbers to the right, nothing cut off."""
    console, out, _ = streams()
    console.table(["film", "songs"], [["Twilight", 12], ["xXx", 5]])
    assert out.getvalue() == "film      songs\nTwilight     12\nxXx           5\n"


def test_a_table_on_a_narrow_terminal_keeps_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells are wrapped where the terminal is narrow, never cut."""
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    Console(0, out, io.StringIO()).table(["title"], [["The Million Dollar Hotel, a film [uncut] by Wenders"]])
    printed = out.getvalue()
    assert all(cells_of(line) <= 30 for line in printed.splitlines())
    assert "[uncut]" in printed
    assert "Wenders" in printed


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    """NO_COLOR and a dumb terminal get plain text."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    console = Console(0, out, Terminal())
    console.paragraph("first", style=Style.STRONG)
    monkeypatch.setenv(variable, value)
    console.paragraph("then", style=Style.STRONG)
    assert out.getvalue() == "\x1b[1mfirst\x1b[0m\nthen\n"


def test_progress_in_a_pipe_says_nothing() -> None:
    """No bar is drawn where nobody watches."""
    console, out, err = streams()
    with console.progress("Looking up", 3) as advance:
        advance()
        advance(2)
    assert (out.getvalue(), err.getvalue()) == ("", "")


def test_progress_on_a_terminal_leaves_other_lines_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the bar is drawn on stderr, what is said stands on a line of its own, and stdout stays clean."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    out, err = io.StringIO(), Terminal()
    console = Console(0, out, err, patience=-1)
    with console.progress("Looking up", 3) as advance:
        advance()
        console.say("half way [really]")
        advance(2)
    assert "Looking up" in err.getvalue()
    assert "3/3" in err.getvalue()
    assert "half way [really]\n" in err.getvalue()
    assert out.getvalue() == ""


def test_progress_is_for_longer_works_only() -> None:
    """What is over before anybody grows impatient draws nothing."""
    err = Terminal()
    with Console(0, io.StringIO(), err, patience=3600).progress("Looking up", 1) as advance:
        advance()
    assert err.getvalue() == ""


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"])), st.integers(20, 120))
def test_wrapping_keeps_every_word(text: str, width: int) -> None:
    """Whatever the text and width, the same words come out in the same order."""
    lines = wrapped(text, width, first="1. ", indent="   ")
    assert " ".join(lines.split()) == " ".join(f"1. {text}".split())


@given(
    st.lists(
        st.tuples(
            st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"])), st.integers()
        ),
        min_size=1,
    )
)
def test_aligned_columns_begin_at_the_same_place(rows: list[tuple[str, int]]) -> None:
    """Every line of a table has the width its widest cells ask for."""
    lines = aligned(["title", "n"], rows)
    assert len(lines) == len(rows) + 1
    assert len({cells_of(line) for line in lines}) == 1


def test_control_characters_reach_no_terminal() -> None:
    """A name from a file or from Spotify cannot move the cursor or change colours: on either stream, in any form."""
    out, err = io.StringIO(), io.StringIO()
    console = Console(stdout=out, stderr=err)
    evil = "Kiss\x1b[2J \x9b31m\ra Rose"
    console.result(evil)
    console.paragraph(evil, indent="  ")
    console.table(("song",), [(evil,)])
    console.warn(evil, evil)
    console.say(evil)
    assert (out.getvalue() + err.getvalue()).count("Kiss�[2J �31m�a Rose") == 6
    assert "\x1b" not in out.getvalue() + err.getvalue()
