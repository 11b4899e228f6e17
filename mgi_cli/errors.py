"""What stops the program: errors as a code and the facts that its sentence needs.

The sentence itself, and the hint of what to do next, stand in ``data/words/<language>/errors.yaml`` under the code;
``cli`` turns an error into standard error and an exit code.
"""

from __future__ import annotations

DOCUMENT_HAS_ERRORS = 1
COULD_NOT_RUN = 2


class MgiError(Exception):
    """Something that stops the program, told by a code and the facts that its sentence needs."""

    exit_code = COULD_NOT_RUN

    def __init__(self, code: str, **params: object) -> None:
        """Keep the code and the facts; see ``errors.yaml`` for the codes there are."""
        super().__init__(code)
        self.code = code
        self.params = params
