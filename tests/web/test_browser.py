"""The pages as a person uses them, in a real browser: mouse and keyboard, both themes, on paper and on a phone."""

import re
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.web.conftest import ROOT

from dateline import run
from dateline.store import Store
from dateline.web.file import to_html

PAGES = (
    "/",
    "/?shown=all&who=Iraq",
    "/actors",
    "/places",
    "/reports",
    "/review",
    "/search?q=parliament",
    "/search",
    "/?as_of=2020-01-05",
    "/?top=5&policy=lowest&as_known=2100",
    "/diff?from=2020-01-03&to=2020-01-08",
    "/nope",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def disputed(client):
    """Return the event that accounts differ on and that is told most often."""
    events = client.get("/api/v1/events?limit=200").json()["items"]
    return max(events, key=lambda one: (bool(one["disputed"]), len(one["mentions"])))


def violations(tab):
    found = Axe().run(tab, options=RULES).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]


def fits(tab):
    return tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_either_theme(themed, site, path):
    themed.goto(site + path) if path != "/nope" else _without_fault(themed, site + path)
    assert violations(themed) == []


def _without_fault(tab, url):
    """Open a page whose 404 the console notes as an error of its own."""
    tab.route("**/nope", lambda route: route.fulfill(status=200, body=route.fetch().text(), content_type="text/html"))
    tab.goto(url)


def test_axe_finds_nothing_on_an_event_its_report_actor_and_place(themed, site, disputed):
    themed.goto(f"{site}/event/{disputed['id']}")
    for details in themed.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    assert violations(themed) == []
    links = [
        themed.locator(f"a[href^='/{kind}/']").first.get_attribute("href") for kind in ("report", "actor", "place")
    ]
    for link in links:
        themed.goto(site + link)
        assert violations(themed) == [], link


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", PAGES[:-1])
def test_no_page_runs_off_the_side(page, site, path, width):
    page.set_viewport_size({"width": width, "height": 800})  # 320 is 1280 at 400 %
    page.goto(site + path)
    assert fits(page)


def test_an_event_and_a_report_fit_at_400_percent(page, site, disputed):
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{site}/event/{disputed['id']}")
    assert fits(page)
    page.goto(site + page.locator("a[href^='/report/']").first.get_attribute("href"))
    assert fits(page)


@pytest.mark.parametrize(
    ("field", "value", "chip"),
    [
        ("Told with the words", "parliament", "parliament"),
        ("Who takes part", "Iran", "Iran"),
        ("Where", "Baghdad", "Baghdad"),
        ("Who says so", "Pentagon", "Pentagon"),
        ("From", "2020-01-06", "6 Jan 2020"),
        ("To", "2020-01", "31 Jan 2020"),
    ],
)
def test_a_filter_that_is_typed_narrows_the_list_and_can_be_taken_away(page, site, field, value, chip):
    page.goto(f"{site}/?shown=all")
    before = page.locator("li.row").count()
    page.get_by_label(field, exact=True).fill(value)
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    chips = page.get_by_role("list", name="Filters in force")
    assert chip in chips.inner_text()
    assert 0 < page.locator("li.row").count() <= before
    with page.expect_navigation():
        chips.get_by_role("link").first.click()
    assert page.locator("li.row").count() == before


@pytest.mark.parametrize("field", ["Kind", "Told as", "Outlet", "Story"])
def test_a_filter_that_is_chosen_shows_as_many_as_it_says(page, site, field):
    page.goto(f"{site}/?shown=all")
    select = page.get_by_label(field, exact=True)
    option = select.locator("option").nth(2)
    count = int(re.search(r"\((\d+)\)", option.inner_text())[1])
    select.select_option(value=option.get_attribute("value"))
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert page.locator("li.row").count() == count


def test_only_disputed_events_are_left_when_asked(page, site):
    page.goto(f"{site}/?shown=all")
    page.get_by_label("Only where accounts differ").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert page.locator("li.row").count() == page.locator("li.row .is-disputed").count() > 0


def test_planned_events_stand_apart(page, site):
    page.goto(site)
    assert page.locator("li.row.is-planned").count() == 0
    page.get_by_role("link", name=re.compile("Planned or demanded")).click()
    assert page.locator("li.row").count() == page.locator("li.row.is-planned, li.row.is-demanded").count() > 0


def test_dragging_over_the_picture_narrows_the_days(page, site):
    page.goto(f"{site}/?shown=all")
    box = page.locator(".density svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 25, steps=4)
    with page.expect_navigation():
        page.mouse.up()
    assert "from=" in page.url
    assert "to=" in page.url
    assert page.locator("li.row").count() > 0


def test_a_mark_tells_what_was_read_from_it_by_mouse_and_by_keyboard(page, site, disputed):
    page.goto(f"{site}/report/{disputed['mentions'][0]['report']}")
    mark = page.locator(".text .m.time").first
    note = mark.locator(".note")
    assert not note.is_visible()
    mark.hover()
    assert note.is_visible()
    page.mouse.move(0, 0)
    mark.focus()
    assert note.is_visible()
    page.keyboard.press("Tab")
    assert not note.is_visible()
    assert page.evaluate("document.activeElement.closest('.text') !== null")


def test_the_word_of_an_event_leads_to_it_and_its_account_leads_back(page, site, disputed):
    mention = disputed["mentions"][0]
    page.goto(f"{site}/report/{mention['report']}#{mention['id']}")
    page.locator(f"[id='{mention['id']}']").click()
    assert page.url == f"{site}/event/{disputed['id']}"
    page.locator(f"[id='{mention['id']}']").get_by_role("link", name=re.compile("Read it")).click()
    assert page.url.endswith(f"#{mention['id']}")


def test_a_search_shows_its_hits_marked(page, site):
    page.goto(site)
    page.get_by_role("searchbox", name="Search events and reports").fill("drone")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("mark").count() > 1
    assert {word.lower().rstrip("s") for word in page.locator("mark").all_inner_texts()} == {"drone"}
    page.locator(".hit h3 a").first.click()
    assert "/report/" in page.url


def test_the_first_tab_skips_to_the_content(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_review_by_keyboard_judges_with_a_reason_and_undoes_what_was_judged(page, own_site, database):
    page.goto(f"{own_site}/review")
    first = page.locator("[data-question]").first
    same = "one event" in first.locator("h2").inner_text()
    pair = [first.locator(f"input[name={side}]").get_attribute("value") for side in ("left", "right")]
    page.keyboard.press("j")
    assert first.evaluate("one => one === document.activeElement")
    page.keyboard.press("r")
    page.keyboard.type("seen in both reports")
    page.keyboard.press("Shift+Tab")
    first.focus()
    with page.expect_navigation():
        page.keyboard.press("d" if same else "s")
    ledger = page.locator("section[aria-labelledby=ledger] tbody tr").first
    assert "seen in both reports" in ledger.inner_text()
    assert "Ana" in ledger.inner_text()
    assert together(database, pair) is not same, "the events were made anew"
    assert pair[0] not in page.locator("[data-queue]").inner_html() or pair[1] not in first.inner_html()
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "undone" in page.locator("section[aria-labelledby=ledger] tbody tr").first.inner_text()
    assert together(database, pair) is same


def together(database, pair):
    with Store.open(database) as store:
        events = run.kept(store).events
    return any(set(pair) <= set(event.mentions) for event in events)


def test_a_judgement_outlives_reading_again(page, own_site, database):
    page.goto(f"{own_site}/review")
    first = page.locator("[data-question]").first
    same = "one event" in first.locator("h2").inner_text()
    pair = [first.locator(f"input[name={side}]").get_attribute("value") for side in ("left", "right")]
    with page.expect_navigation():
        first.get_by_role("button", name="Different events" if same else "Same event").click()
    with Store.open(database) as store:
        run.add(store, [str(ROOT / "examples" / "iraq-2020")], run.Options(again=True))
    assert together(database, pair) is not same
    page.reload()
    assert page.locator("section[aria-labelledby=ledger] tbody tr").count() == 1


def test_a_date_set_for_a_whole_event_says_who_said_so_and_is_undone(page, own_site, database, disputed):
    address = f"{own_site}/event/{disputed['id']}"
    page.goto(address)
    before = page.locator(".event-when").inner_text()
    form = page.locator(f"[data-set='{disputed['id']}']")
    page.get_by_text("Set right what was read of the whole event").click()
    form.get_by_label("What").select_option("date")
    form.locator("input[name=value]").fill("2019-12-24/2019-12-26")
    form.get_by_label("Why").fill("as the ministry's log has it")
    with page.expect_navigation():
        form.get_by_role("button").click()
    assert page.url == address
    assert page.locator(".event-when").inner_text() == "24–26 Dec 2019" != before
    page.get_by_text("How this was worked out").last.click()
    assert "as the ministry's log has it, by Ana" in page.locator(".side .steps").inner_text()
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert fits(page)
    page.goto(f"{own_site}/review")
    row = page.locator("section[aria-labelledby=right] tbody tr")
    assert "date: 2019-12-24/2019-12-26" in row.inner_text()
    assert "Ana" in row.inner_text()
    assert violations(page) == []
    with page.expect_navigation():
        row.get_by_role("button").click()
    assert "undone" in row.inner_text()
    page.goto(address)
    assert page.locator(".event-when").inner_text() == before


def test_who_acts_is_chosen_as_one_types_and_undone(page, own_site, disputed):
    account = disputed["mentions"][0]["id"]
    page.goto(f"{own_site}/event/{disputed['id']}")
    card = page.locator(f"article[id='{account}']")
    card.get_by_text("Set right what was read of this account").click()
    card.get_by_label("What").select_option("who acts")
    assert card.get_by_text("several parted by semicolons").is_visible()
    assert not card.get_by_text("A date as").is_visible()
    value = card.get_by_label("Is", exact=True)
    with page.expect_response(re.compile(r"/api/v1/actors\?.*q=talib")):
        value.press_sequentially("talib")
    option = page.locator("#called option[value=Taliban]")
    expect(option).to_have_attribute("label", re.compile("^Taliban, armed group"))
    value.fill("Taliban; ")
    with page.expect_response(re.compile(r"/api/v1/actors\?.*q=Iraq")):
        value.press_sequentially("Iraq")
    expect(page.locator("#called option").first).to_have_attribute("value", "Taliban; Iraq")
    card.get_by_label("Why").fill("the ministry names both")
    with page.expect_navigation():
        card.get_by_role("button", name="Set right").click()
    card = page.locator(f"article[id='{account}']")
    assert "A person set who acts to Taliban; Iraq" in card.inner_text()
    assert "the ministry names both, by Ana" in card.inner_text()
    assert card.get_by_role("link", name="Taliban").count() == 1
    assert violations(page) == []
    page.goto(f"{own_site}/review")
    row = page.locator("section[aria-labelledby=right] tbody tr")
    assert "who acts: Taliban; Iraq" in row.inner_text()
    with page.expect_navigation():
        row.get_by_role("button").click()
    assert "undone" in page.locator("section[aria-labelledby=right] tbody tr").inner_text()


def test_who_is_who_is_said_with_reason_and_name_and_undone(page, own_site):
    page.goto(f"{own_site}/actors")
    page.get_by_role("row", name=re.compile("person")).get_by_role("link").first.click()
    name = page.locator("h1").inner_text()
    page.get_by_text("Say who this is").click()
    form = page.locator("form", has=page.get_by_role("button", name="One actor"))
    form.get_by_label("The same as").fill("Iraq")
    form.get_by_label("Why").fill("a nickname")
    form.get_by_label("Who you are").fill("Bo")
    with page.expect_navigation():
        form.get_by_role("button").click()
    row = page.locator("section[aria-labelledby=who] tbody tr")
    assert [part in row.inner_text() for part in (name, "the same as", "Iraq", "a nickname", "Bo")] == [True] * 5
    assert violations(page) == []
    with page.expect_navigation():
        row.get_by_role("button").click()
    assert "undone" in page.locator("section[aria-labelledby=who] tbody tr").inner_text()


def test_how_to_look_is_chosen_shown_and_taken_away(page, site):
    page.goto(f"{site}/?shown=all")
    page.get_by_text("How to look").click()
    page.get_by_label("Only so many").fill("6")
    page.get_by_label("Where accounts differ, show").select_option("the lowest number or day")
    page.get_by_label("As this database knew it by").fill("2100")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert page.locator("li.row").count() == 6
    assert "the lowest number or day is shown" in page.locator(".notice").inner_text()
    assert page.get_by_label("Only so many").is_visible(), "it stays open where it is in force"
    chips = page.get_by_role("list", name="Filters in force").get_by_role("link")
    while chips.count():
        with page.expect_navigation():
            chips.first.click()
    assert page.locator(".notice").count() == 0
    assert page.locator("li.row").count() > 6


def test_an_account_that_is_no_event_leaves_its_event_and_comes_back(page, own_site, database, disputed):
    gone = disputed["mentions"][-1]["id"]
    page.goto(f"{own_site}/event/{disputed['id']}")
    card = page.locator(f"article[id='{gone}']")
    card.get_by_text("Set right what was read of this account").click()
    card.get_by_label("What").select_option("it is no event")
    with page.expect_navigation():
        card.get_by_role("button").click()
    assert page.url == f"{own_site}/review", "where it can be undone"
    assert not told(database, gone)
    row = page.locator("section[aria-labelledby=right] tbody tr")
    assert "no event" in row.inner_text()
    with page.expect_navigation():
        row.get_by_role("button").click()
    assert told(database, gone)
    page.goto(f"{own_site}/event/{disputed['id']}")
    assert page.locator(f"article[id='{gone}']").count() == 1


def told(database, mention):
    with Store.open(database) as store:
        return any(mention in event.mentions for event in run.kept(store).events)


def test_pages_are_read_while_reports_are_added(page, own_site, database):
    failed = []

    def add():
        try:
            with Store.open(database) as store:
                run.add(store, [str(ROOT / "examples" / "public-domain")])
        except Exception as error:  # told below
            failed.append(error)

    page.goto(f"{own_site}/?shown=all")
    before = page.locator(".tabs a[href*='shown=all']").inner_text()
    adding = threading.Thread(target=add)
    adding.start()
    seen = 0
    while adding.is_alive() or seen == 0:
        for path in ("/?shown=all", "/reports", "/search?q=war"):
            assert page.goto(own_site + path).status == 200
            seen += 1
    adding.join()
    assert failed == []
    page.goto(f"{own_site}/?shown=all")
    assert page.locator(".tabs a[href*='shown=all']").inner_text() != before


@pytest.fixture(scope="module")
def exported(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("file") / "out.html"
    with Store.open(made) as store:
        path.write_text(to_html(run.load(store)), encoding="utf-8")
    return path.as_uri()


def test_the_exported_file_opens_from_disk_without_a_fault_in_either_theme(themed, exported):
    themed.goto(exported)
    assert themed.locator("details.panel").count() > 50
    themed.locator("details.panel > summary").first.click()
    assert themed.locator("details.panel[open] blockquote").first.is_visible()
    assert violations(themed) == []


def test_words_typed_into_the_file_narrow_it(page, exported):
    page.goto(exported)
    page.get_by_label("Only events with the words").fill("parliament voted")
    shown = page.locator("details.panel:visible")
    assert 0 < shown.count() < 20
    assert f"{shown.count()} of" in page.get_by_role("status").inner_text()


def test_on_paper_every_event_of_the_file_is_open_and_closes_after(page, exported):
    page.goto(exported)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.panel:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.panel[open]").count() == 0


def test_paper_is_light_whatever_the_theme_and_holds_no_controls(themed, site, exported):
    themed.emulate_media(media="print")
    for address in (exported, f"{site}/?policy=lowest"):
        themed.goto(address)
        style = "getComputedStyle(document.querySelector('{}')).{}"
        assert themed.evaluate(style.format("html", "backgroundColor")) == "rgb(255, 255, 255)"
        assert themed.evaluate(style.format("html", "color")) == "rgb(0, 0, 0)"
        assert themed.evaluate(style.format(".badge.is-denied", "color")) == "rgb(155, 47, 18)"
        shown = themed.locator("button, input, select, nav a[href='/actors'], .density + details").filter(visible=True)
        assert shown.count() == 0
    assert themed.locator(".notice").is_visible(), "from when it was looked at"
    assert (
        themed.locator(".tabs a").filter(visible=True).all_inner_texts()
        == themed.locator(".tabs a[aria-current]").all_inner_texts()
    )


def test_on_paper_no_event_that_fits_a_page_is_broken_and_no_line_parts_from_its_accounts(page, exported):
    page.emulate_media(media="print")
    page.goto(exported)
    for kept in (".panel", ".row", ".telling"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{kept}')).breakInside") == "avoid"
    assert page.evaluate("getComputedStyle(document.querySelector('.panel > summary')).breakAfter") == "avoid"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_words_are_explained_at_hand_by_keyboard(page, site, exported, disputed):
    for address in (site, f"{site}/event/{disputed['id']}", exported):
        page.goto(address)
        terms = page.locator(".terms")
        assert not terms.get_by_text("independent sources").is_visible()
        terms.locator("summary").focus()
        page.keyboard.press("Enter")
        assert terms.get_by_text("independent sources").is_visible()
        assert violations(page) == []


def test_an_address_into_the_file_opens_its_event(page, exported, disputed):
    page.goto(f"{exported}#{disputed['id']}")
    assert page.locator(f"details[id='{disputed['id']}'][open]").count() == 1


def test_colours_of_the_theme_are_those_of_the_system(themed, theme, site):
    themed.goto(site)
    colour = themed.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    light = sum(map(int, re.findall(r"\d+", colour)[:3])) > 380
    assert light is (theme == "light")


def test_the_slider_goes_back_to_what_was_published_by_a_day(page, site):
    page.goto(f"{site}/?shown=all")
    before = page.locator("li.row").count()
    page.get_by_label("As of").focus()
    with page.expect_navigation():
        page.keyboard.press("Home")
    assert "as_of=2020-01-03" in page.url
    assert page.locator(".notice").inner_text().startswith("As it stood by")
    assert 0 < page.locator("li.row").count() < before
    page.get_by_role("link", name="Back to now").click()
    assert "as_of" not in page.url
