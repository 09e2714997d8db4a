"""Stories are listed, and the chronology of one can be shown."""


def test_stories_are_listed_with_their_days_sizes_and_main_events(dateline):
    dateline("add", "reports")
    lines = dateline("stories").stdout.splitlines()
    assert len(lines) == 2
    assert all("undated" in line and "1 report, 1 event" in line for line in lines)
    assert any(line.endswith("Pilots will strike next.") for line in lines)


def test_the_chronology_of_one_story_is_shown(dateline):
    dateline("add", "reports")
    line = next(line for line in dateline("stories").stdout.splitlines() if "Dockers" in line)
    shown = dateline("show", "--story", line.split()[0]).stdout
    assert "Dockers" in shown
    assert "Pilots" not in shown


def test_a_database_without_reports_has_no_stories_and_says_what_to_do(dateline):
    dateline("add", "reports/e.txt")
    result = dateline("stories")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "dateline add" in result.stderr
