"""The example reports and the development stories in, pictures of every page in both themes out: docs/screenshots.

    python docs/make_screenshots.py

Needs Chromium. The pages are served as a person sees them, over a database made for it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
TARGET = Path(__file__).with_name("screenshots")
THEMES = ("light", "dark")
SIZE = {"width": 1120, "height": 760}
PHONE = {"width": 390, "height": 760}


@contextmanager
def served(folder: Path, reports: str) -> Iterator[str]:
    """Read reports into a database and serve its pages; give their address."""
    database = folder / f"{Path(reports).name}.db"
    base = [sys.executable, "-m", "dateline"]
    subprocess.run([*base, "add", reports, "--db", str(database)], cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    command = [*base, "serve", "--db", str(database), "--port", "0", "--by", "Ana"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101
        yield process.stdout.readline().strip().rstrip("/")
        process.terminate()


def addresses(site: str) -> dict[str, str]:
    """Return the page of each sort that has most to show."""

    def asked(path: str) -> list[dict[str, object]]:
        with urllib.request.urlopen(f"{site}/api/v1/{path}?limit=200") as answer:  # noqa: S310
            items: list[dict[str, object]] = json.load(answer)["items"]
        return items

    event = max(asked("events"), key=lambda one: (one["outlets"], bool(one["disputed"])))
    actor = next(one for one in asked("actors") if one["kind"] == "person")
    place = next(one for one in asked("places") if one["place"]["latitude"] is not None)  # type: ignore[index]
    report = event["mentions"][0]["report"]  # type: ignore[index]
    return {
        "chronology": "/",
        "planned": "/?shown=ahead",
        "event": f"/event/{event['id']}",
        "set-right": f"/event/{event['id']}",
        "report": f"/report/{report}",
        "actor": f"/actor/{actor['id']}",
        "place": f"/place/{place['key']}",
        "places": "/places",
        "search": "/search?q=drone+strike",
        "review": "/review",
    }


def shoot(browser: Browser, url: str, name: str, *, size: dict[str, int] | None = None) -> None:
    """Keep a picture of a page in each theme."""
    for theme in THEMES:
        page = browser.new_page(viewport=size or SIZE, color_scheme=theme)  # type: ignore[arg-type]
        page.goto(url)
        if name == "report":
            page.locator(".text .m.time").first.focus()
        if name == "set-right":
            form = page.locator("article details.act").first
            form.locator("summary").click()
            form.locator("select").select_option("by")
            form.locator("input[name=value]").fill("Iran")
            form.scroll_into_view_if_needed()
        page.screenshot(path=TARGET / f"{name}-{theme}.png")
        page.close()


def main() -> None:
    """Make every picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no Chromium here: apt-get install chromium")
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(Path(folder), "examples/iraq-2020") as site:
            for name, path in addresses(site).items():
                shoot(browser, site + path, name)
            shoot(browser, f"{site}/", "phone", size=PHONE)
        file = Path(folder) / "iraq-2020.html"
        database = str(Path(folder) / "iraq-2020.db")
        export = [
            sys.executable,
            "-m",
            "dateline",
            "export",
            "--format",
            "html",
            "--db",
            database,
            "--output",
            str(file),
        ]
        subprocess.run(export, check=True, capture_output=True)  # noqa: S603
        shoot(browser, file.as_uri(), "file")
        with served(Path(folder), "eval/stories") as site:
            shoot(browser, f"{site}/?shown=all&from=2018-01&to=2022-12", "larger-chronology")
            shoot(browser, f"{site}/places", "larger-places")
        browser.close()


if __name__ == "__main__":
    main()
