"""Take the pictures of the README from a running atlas: python docs/screenshots.py ADDRESS."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

PICTURES = {
    "map": ("Map?theme=ecology&indicator=forest_coverage&year=2025", 1280, 940),
    "progress": ("Progress?indicator=pm25_mean", 1280, 940),
    "province": ("Province?province=Jilin", 1280, 900),
    "timeline": ("Timeline?province=Hebei,Jilin,Shandong", 1280, 780),
    "overview": ("?province=Hebei", 1280, 820),
    "compare": ("Compare?province=Hebei,Jilin,Shandong&theme=ecology", 1280, 900),
}
FOLDERS = {"en": "pictures", "zh": "pictures/zh"}
COLOURS = 256  # a picture of text and flat fills looks the same with as many, at half the size
READY = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState
    === 'notRunning'
  && document.querySelector('.masthead')
  && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
  && [...document.querySelectorAll('iframe[src*=folium]')].every(
    (frame) => frame.contentDocument?.body?.dataset.painted)
  && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(
    (chart) => chart.querySelector('svg.marks, canvas'))
  && [...document.querySelectorAll('.st-key-dots')].every((place) =>
    place.querySelector('[data-testid=stBidiComponentIsolated]')?.shadowRoot?.querySelector('.dots'))"""
SETTLED = 1500  # milliseconds for fonts to come in after the first drawing
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def settled(page: Page) -> None:
    """Wait until a page of the atlas is drawn."""
    page.wait_for_function(READY)
    page.wait_for_timeout(SETTLED)


def take(page: Page, address: str, name: str, language: str) -> None:
    """Open one view, let it settle, and keep its picture."""
    path, width, height = PICTURES[name]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/{path}&lang={language}")
    settled(page)
    drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
    folder = Path(__file__).parent / FOLDERS[language]
    folder.mkdir(exist_ok=True)
    drawn.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        folder / f"{name}.png", optimize=True
    )


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for language in FOLDERS:
            for picture in PICTURES:
                take(browser.new_page(), sys.argv[1].rstrip("/"), picture, language)
