"""Stories are listed, and the chronology of one can be shown."""


def test_stories_are_listed_with_their_days_sizes_and_main_events(dateline):
    dateline("add", "reports")
    first, *others = dateline("stories").stdout.splitlines()
    assert "undated" in first
    assert "2 reports, 2 events" in first
    assert first.endswith("Dockers struck , said a union.")
    assert [" ".join(line.split()[1:]) for line in others] == [
        "undated 1 report, 0 events reports/c.txt",
        "undated 1 report, 0 events reports/d.txt",
    ]


def test_the_chronology_of_one_story_is_shown(dateline):
    dateline("add", "reports")
    ids = {line.split()[-1]: line.split()[0] for line in dateline("stories").stdout.splitlines()}
    assert "Dockers" in dateline("show", "--story", ids["union."]).stdout
    assert "Dockers" not in dateline("show", "--story", ids["reports/d.txt"]).stdout


def test_a_database_without_reports_has_no_stories_and_says_what_to_do(dateline):
    dateline("add", "reports/e.txt")
    result = dateline("stories")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "dateline add" in result.stderr
