"""axe-core on a page of the browser tests: where its script is, and what it finds."""

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from support.paths import ROOT

HERE = ROOT / "tests" / "browser" / "axe"
# Two that axe leaves out unless they are asked for: names that begin with the visible words, and targets of 24 pixels.
ALL: dict[str, Any] = {
    "rules": {"label-content-name-mismatch": {"enabled": True}, "target-size": {"enabled": True}}
}
# A color scheme changes nothing but colors.
OPTIONS: dict[str, dict[str, Any]] = {
    "light": ALL,
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
FIND = """async options => {
  // A bar that stays in view covers half of the link that happens to be under its edge, which says nothing about the link.
  const stuck = [...document.querySelectorAll("body *")].filter((one) => getComputedStyle(one).position === "sticky");
  for (const one of stuck) one.style.position = "static";
  const { violations } = await axe.run(document, options);
  for (const one of stuck) one.style.position = "";
  // A name on a map that somebody has moved may end at the edge of its frame: what is seen of it is no beginning of the name.
  const isCut = ({ target }) => {
    const point = document.querySelector(target.join(" "));
    const [whole, frame] = [point, point.closest(".map-frame")].map((one) => one?.getBoundingClientRect());
    return frame && (whole.top < frame.top || whole.bottom > frame.bottom || whole.left < frame.left || whole.right > frame.right);
  };
  return violations
    .map(({ id, nodes }) => [id, id === "label-content-name-mismatch" ? nodes.filter((one) => !isCut(one)) : nodes])
    .filter(([, nodes]) => nodes.length)
    .map(([id, nodes]) => `${id}: ${nodes.map(({ target }) => target.join(" ")).slice(0, 5).join(" | ")} (${nodes.length})`);
}"""


@cache
def script() -> str:
    """Returns the script of axe-core, which is installed when its lock has changed."""
    lock, mark = HERE / "package-lock.json", HERE / "node_modules" / ".installed"
    if not mark.exists() or mark.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run(
            ["npm", "ci", "--loglevel=error"], cwd=HERE, check=True, capture_output=True, timeout=300
        )
        mark.touch()
    return Path(HERE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, scheme: str = "light") -> list[str]:
    """Returns what axe finds on the page as it is now: rule, elements, how many."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    found: list[str] = page.evaluate(FIND, OPTIONS[scheme])
    return found
