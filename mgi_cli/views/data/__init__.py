"""Whole profiles for programs: as tables for analysis, and as one document."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_cli.model import Framework, Profile


class Dataset(Value):
    """Profiles, each with the framework that it answers; no two have the same name.

    ``nameless`` says that who worked on them was left out of it.
    """

    profiles: tuple[tuple[Profile, Framework], ...]
    nameless: bool = False

    @cached_property
    def frameworks(self) -> Mapping[str, Framework]:
        """The frameworks that are answered, by id, in the order of the profiles."""
        return {framework.id: framework for _, framework in self.profiles}

    @property
    def made_up(self) -> tuple[str, ...]:
        """The names of the profiles that are made up."""
        return tuple(profile.name for profile, _ in self.profiles if profile.illustrative)
