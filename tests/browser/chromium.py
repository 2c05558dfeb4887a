"""Where the browser tests find their Chromium. Run as a script it starts one, to see whether it does."""

from __future__ import annotations

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""No graphics card, and no word to anyone but the server under test."""
UNUSED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "AimEnabled",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
"""What Chromium does without. The first two are pages it loads behind every window, for an address bar nobody sees, the
third a process in reserve: half of what a window costs. The rest is of Playwright's list, which this one replaces."""


def executable() -> str | None:
    """The path of the Chromium to start: `EXPOSIT_CHROMIUM`, else an installed one, else None for Playwright's own."""
    named = os.environ.get("EXPOSIT_CHROMIUM")
    return named or next((path for name in (*NAMES, MAC) if (path := shutil.which(name))), None)


def arguments() -> list[str]:
    """What Chromium must be told to start here: root, as in a container, has no sandbox."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    return [*QUIET, f"--disable-features={','.join(UNUSED)}", *(["--no-sandbox"] if root else [])]


def _starts() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=arguments())
        browser.close()
    return True


if __name__ == "__main__":
    sys.exit(0 if _starts() else 1)
