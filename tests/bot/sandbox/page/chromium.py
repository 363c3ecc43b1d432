"""A real Chromium for page tests: finding it, starting it, and noting what goes wrong in a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 5000.0


def find_chromium() -> str | None:
    """Where a Chromium or Chrome is installed, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def require_chromium() -> str:
    """The browser's path; without one the test is skipped, or fails where CI is set."""
    path = find_chromium()
    if path is not None:
        return path
    reason = f"page tests need one of {', '.join(NAMES)} on the PATH"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@asynccontextmanager
async def launch_chromium() -> AsyncIterator[Browser]:
    """A headless browser for the length of the block."""
    path = require_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass(slots=True)
class Complaints:
    """What a page wrote to its console as an error, and exceptions nobody caught."""

    lines: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Note every error of this page from now on."""
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.lines.append(str(error)))
        page.on("console", lambda message: self._console(message.type, message.text))

    def forgive(self, part: str) -> None:
        """Drop the lines that a test has provoked."""
        self.lines = [line for line in self.lines if part not in line]

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.lines.append(text)
