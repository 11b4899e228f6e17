"""The words by which the parts of a published profile are known, in every language, ready to be looked up."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from mgi_cli import words
from mgi_cli.model import Kind
from mgi_cli.text import fold
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_cli.model import Framework

_LONGEST = 140
"""No heading has more characters."""

_NEAR = 0.9
"""How like a known heading a line must be, 1 for the same: a slip or another ending, and no other words."""

_SENTENCE_END = re.compile(r"[.,;?!…][\"'”’»)\]]*$")
_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi"))


class Head(Value):
    """What a heading says: the domain, the kind of findings, both, or that a part begins which holds no findings.

    ``mark`` is ``findings`` for the separator above a part, ``end`` for what follows the findings, ``introduction``
    for what goes before them.
    """

    domain: str | None = None
    kind: Kind | None = None
    mark: str | None = None


class PageWords:
    """The words of published profiles in all languages together; the same heading means the same in each."""

    def __init__(self, trees: Mapping[str, Mapping[str, Any]]) -> None:
        """Prepare the words, given by language as they stand in ``page.yaml``."""
        self.trees = trees
        self._heads: dict[str, Head] = {}
        self._asked: dict[str, Head | None] = {}
        for tree in trees.values():
            for domain, names in tree["domains"].items():
                self._add(names, Head(domain=domain))
            for kind in Kind:
                self._add(tree[str(kind)], Head(kind=kind))
            self._add(tree["ends"], Head(mark="end"))
            self._add(tree["introductions"], Head(mark="introduction"))
        self.key_findings = self.phrases("key_findings")
        self.numbered = self.phrases("numbered")
        self.connecting = frozenset(self.phrases("connecting"))
        self.compounds = frozenset(self.phrases("compounds"))
        self._articles = frozenset(self.phrases("articles"))

    def phrases(self, key: str) -> tuple[str, ...]:
        """Return the entries of a list in all languages, folded, the longest first."""
        found = {fold(item) for tree in self.trees.values() for item in tree[key]}
        return tuple(sorted(found, key=lambda item: (-len(item), item)))

    def table(self, key: str) -> dict[str, str]:
        """Return the folded words of a table in all languages and what each stands for, the longest first."""
        pairs = {fold(word): code for tree in self.trees.values() for code, some in tree[key].items() for word in some}
        return dict(sorted(pairs.items(), key=lambda item: (-len(item[0]), item[0])))

    def of_framework(self, framework: Framework) -> PageWords:
        """Return the words with the domains of a framework: those that it has, and its own names for them."""
        made = PageWords(self.trees)
        known = {domain.id for domain in framework.domains}
        made._heads = {name: head for name, head in made._heads.items() if head.domain is None or head.domain in known}
        for domain in framework.domains:
            made._add((domain.id, domain.name), Head(domain=domain.id))
        return made

    def _add(self, names: Iterable[str], head: Head) -> None:
        self._heads |= {_squeezed(fold(name).split()): head for name in names}

    def head(self, line: str, *, exactly: bool = False) -> Head | None:
        """Return what a line says as a heading, numbered or not, with or without "Key findings" before it.

        Slips are overlooked, unless it must be known ``exactly``.
        """
        if len(line) > _LONGEST or _SENTENCE_END.search(line):
            return None
        if exactly:
            return self._heads.get(_squeezed(self._bare(line)))
        if line not in self._asked:
            self._asked[line] = self._head(line)
        return self._asked[line]

    def _head(self, line: str) -> Head | None:
        bare = self._bare(line)
        if not bare:
            is_separator = any(phrase in fold(line) for phrase in self.key_findings)
            return Head(mark="findings") if is_separator else None
        return self._known(_squeezed(bare)) or self._pair(line)

    def _bare(self, line: str) -> list[str]:
        """Return the folded words of a heading without its number, its article, and "Key findings"."""
        rest = fold(line)
        before = None
        while rest != before:
            before = rest
            first, _, after = rest.partition(" ")
            if (
                (first.isdigit() and len(first) < 3)
                or (first in _ROMAN and after)
                or (first in self._articles and after)
            ):
                rest = after
            for phrase in (*self.key_findings, *self.numbered):
                named = re.match(rf"{phrase}(?: |$)", rest)
                if named and (phrase in self.key_findings or re.match(r"\d|[iv]+ ", rest[named.end() :])):
                    rest = rest[named.end() :]
        return rest.split()

    def _known(self, squeezed: str) -> Head | None:
        if squeezed in self._heads or len(squeezed) < 8 or any(map(str.isdigit, squeezed)):
            return self._heads.get(squeezed)
        near = get_close_matches(squeezed, self._heads, n=1, cutoff=_NEAR)
        found = self._heads[near[0]] if near else None
        return found if found and found.mark is None else None

    def _pair(self, line: str) -> Head | None:
        """Return a domain and a kind that stand on one line: ``Partnerships: well-developed areas``."""
        for found in re.finditer(r"\s[-–—|/]\s|[:|/]\s", line):
            left = self._known(_squeezed(self._bare(line[: found.start()])) or "-")
            right = self._known(_squeezed(self._bare(line[found.end() :])) or "-")
            if left and right and left.domain and right.kind:
                return Head(domain=left.domain, kind=right.kind)
        return None

    def language(self, texts: Iterable[str]) -> str | None:
        """Return the language that texts are in, told by their small words; ``None`` where two are as likely."""
        spoken = [word for text in texts for word in fold(text).split()]
        counts = {
            lang: sum(word in small for word in spoken)
            for lang, small in ((lang, frozenset(map(fold, tree["small"]))) for lang, tree in self.trees.items())
        }
        first, *others = sorted(counts, key=lambda lang: -counts[lang])
        return first if counts[first] > max((counts[lang] for lang in others), default=0) else None


def _squeezed(folded: Iterable[str]) -> str:
    return "".join(folded)


@cache
def page_words() -> PageWords:
    """Return the words of all languages, read once."""
    return PageWords(words.every("page"))
