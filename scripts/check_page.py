"""Check a published profile, as text, HTML or PDF: what is found in it, and that no word of its findings is lost.

``python scripts/check_page.py PATH [--country XAA] [--counts 4/2,3/3,2/3,3/3,3/3,3/2]``
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.exchange import Asked, accounting, page
from mgi_cli.library import Library
from mgi_cli.model import Kind
from mgi_cli.words import Words

if TYPE_CHECKING:
    from mgi_cli.exchange.page import Page


def main() -> None:
    """Read the page, print what was found, and end with 1 where a word is lost or a count is another."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", type=Path)
    options.add_argument("--country", help="the country, where the page does not say it")
    options.add_argument("--counts", help="the findings expected by domain, well-developed/potential")
    given = options.parse_args()
    found = page.read(given.path, Asked(country=given.country), Library(), Words())
    counts = ",".join(by_domain(found))
    lost = accounting.lost(found.reading)
    show(found, counts)
    print(f"words lost: {dict(lost) or 'none'}")
    if lost or (given.counts and given.counts != counts):
        sys.exit(1)


def by_domain(found: Page) -> list[str]:
    """Return the findings of each domain, well-developed and with potential: ``4/2``."""
    n = Counter((finding.domain, finding.kind) for finding in found.reading.findings)
    return ["/".join(str(n[domain.id, kind]) for kind in Kind) for domain in found.framework.domains]


def show(found: Page, counts: str) -> None:
    """Print what was found."""
    facts = found.facts
    print(f"place:    {found.place}")
    print(f"profile:  {found.framework.id}, {facts.published}, round {found.round}, findings in {found.language}")
    print(f"source:   {facts.title} | {facts.publisher} | {facts.partner} | {facts.url}")
    print(f"findings: {len(found.reading.findings)} ({counts}), told apart by {found.reading.bullets}")
    print(f"headings: {len(found.reading.structure)} lines, from {found.reading.structure[0]!r}")
    print(f"dropped:  {len(found.dropped)} page numbers and running heads")
    for item in found.reading.unplaced:
        print(f"not understood: {item.text!r} under {item.under!r}")


if __name__ == "__main__":
    main()
