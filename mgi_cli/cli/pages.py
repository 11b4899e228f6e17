"""How a published page becomes a profile: it is read, a new file is written, and what was found is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli import exchange
from mgi_cli.errors import MgiError
from mgi_cli.views import importing

if TYPE_CHECKING:
    from mgi_cli.cli.common import Desk


def bring(desk: Desk, file: Path, output: str | None, into: str | None, asked: exchange.Asked) -> None:
    """Make a profile of a page; raises ``MgiError`` where that cannot be done, or where no new file is named for it."""
    is_page = file.suffix.lower() in exchange.READERS
    if output is None or (is_page and into is not None):
        raise MgiError("page_where" if is_page else "import_where")
    written = exchange.write(exchange.read_in(file, asked, desk.library, desk.words), Path(output), desk.library)
    desk.print(importing.report(written.but(again=desk.again(written.path)), desk.words))
