from __future__ import annotations
from typing import Any
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from editions import TURNS, Turn, trees, EDITIONS
from mgi_cli.judging.migration import migrate
from mgi_cli.migrating import tell
from mgi_cli.words import Words

WORDS = Words()


def moved(tree, turn):
    return migrate(tree, turn.mapping, turn.old, turn.new, lambda because: tell(because, turn.old, WORDS))


def canonical(tree):
    tree = dict(tree)
    if "proposals" in tree:
        tree["proposals"] = sorted(tree["proposals"], key=repr)
    return {k: v for k, v in tree.items() if v not in ({}, [], None)}


@pytest.mark.parametrize("turn", TURNS, ids=str)
@given(data=st.data())
def test_there_and_back(turn, data):
    tree = data.draw(trees(turn.old))
    there = moved(tree, turn)
    back = moved(there.tree, turn.back)
    assert canonical(back.tree) == canonical(tree)
