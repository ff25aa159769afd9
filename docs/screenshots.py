"""Take the pictures of the README from a running atlas: python docs/screenshots.py ADDRESS."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = {
    "map": ("Map?theme=ecology&indicator=forest_coverage&year=2025", 1280, 940),
    "timeline": ("Timeline?province=Hebei,Jilin,Shandong", 1280, 780),
    "overview": ("?province=Hebei", 1280, 820),
    "compare": ("Compare?province=Hebei,Jilin,Shandong&theme=ecology", 1280, 900),
}
SETTLED = 3000  # milliseconds after the first drawing
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def take(page: Page, address: str, name: str) -> None:
    """Open one view, let it settle, and keep its picture."""
    path, width, height = PICTURES[name]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/{path}")
    page.wait_for_selector(".st-key-figure, [class*='st-key-figure']")
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=Path(__file__).parent / "pictures" / f"{name}.png")


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for picture in PICTURES:
            take(browser.new_page(), sys.argv[1].rstrip("/"), picture)
