"""A user's own register: good rows are read, bad ones told with their line, and all of it outlives reading again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import load

from dateline.errors import OptionsError
from dateline.records import ActorKind, OwnActor
from dateline.run import load_register
from dateline.store import Store

CASES = Path(__file__).parent / "cases"
HEAD = "id,name,aliases,kind,country,sector,parent,from,to"


@pytest.mark.parametrize("case", load(CASES / "register.jsonl"))
def test_a_row_is_read_or_told_with_its_line(case, tmp_path):
    path = tmp_path / "my.csv"
    path.write_text(f"{HEAD}\nown:first,Quay Council,,organ,,,,,\n{case['row']}\nown:last,Pier Council,,organ,,,,,\n")
    rows, problems = load_register(str(path))
    assert [row.id for row in rows][:: len(rows) - 1] == ["own:first", "own:last"]
    if "wrong" in case:
        (problem,) = problems
        assert len(rows) == 2
        assert problem.code == "run/bad-actor"
        assert problem.message.startswith(f"{path}:3: ")
        assert case["wrong"] in problem.message
        return
    assert problems == ()
    read = rows[1]
    assert read.id == case["id"]
    assert list(read.aliases) == case.get("aliases", [])
    assert (read.country, read.sector, read.parent) == tuple(case.get(k) for k in ("country", "sector", "parent"))
    days = [day.isoformat() if day else None for day in (read.first, read.last)]
    assert days == [case.get("first"), case.get("last")]


def test_an_id_that_stands_twice_is_told(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text("id,name,kind\ngroup:a,One,crowd\ngroup:a,Two,crowd\n")
    rows, problems = load_register(str(path))
    assert [row.name for row in rows] == ["One"]
    assert f"{path}:3: the id 'group:a' stands on a line before" in problems[0].message


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"name,kind,colour\nA,crowd,red\n", "has colour"),
        (b"name\nA\n", "lacks kind"),
        (b"", "lacks kind, name"),
        (b"name,kind\n\xff\xfe,crowd\n", "no UTF-8"),
    ],
)
def test_a_file_that_is_no_register_says_what_it_lacks(raw, wrong, tmp_path):
    path = tmp_path / "my.csv"
    path.write_bytes(raw)
    with pytest.raises(OptionsError, match=wrong):
        load_register(str(path))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(OptionsError, match=r"nowhere\.csv: cannot be read"):
        load_register(str(tmp_path / "nowhere.csv"))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=10), max_size=6))
def test_any_rows_give_actors_or_problems_and_never_an_error(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("register") / "my.csv"
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_text("\n".join((HEAD, *quoted)), encoding="utf-8", newline="")
    found, problems = load_register(str(path))
    assert len(found) + len(problems) == len(rows)


def test_a_register_is_kept_with_the_database_and_a_row_takes_the_place_of_its_id(tmp_path):
    first = OwnActor(id="group:a", name="One", kind=ActorKind.CROWD, first=date(2020, 1, 1))
    second = OwnActor(id="group:a", name="Two", kind=ActorKind.CROWD)
    other = OwnActor(id="group:b", name="Three", kind=ActorKind.ORGAN, aliases=("Drei",))
    with Store.open(tmp_path / "a.db", create=True) as store:
        store.register([first, other])
        store.register([second])
    with Store.open(tmp_path / "a.db") as store:
        assert store.register() == (second, other)
