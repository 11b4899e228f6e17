"""Find frameworks, read their files, and check them: structure and names at once, the longer texts when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import DocumentError, place
from mgi_cli.errors import MgiError
from mgi_cli.judging import framework_rules
from mgi_cli.reading import build, bundled, encoding, files, reader, schema, shelves
from mgi_cli.text import FALLBACK, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mgi_cli.diagnostic import Diagnostic
    from mgi_cli.model import DomainText, Framework

    Rule = Callable[[dict[str, Any]], Iterable[Diagnostic]]

Tree = dict[str, Any]


class Frameworks:
    """The frameworks that can be found from here, each read once.

    One can be asked for by its id, its folder, or the ``framework.yaml`` in it.
    """

    def __init__(self, *, lang: str = FALLBACK, asked: str | None = None) -> None:
        """Say which framework is asked for, if any, and in which language to read; nothing is read yet."""
        self._lang = lang
        self._asked = asked
        self._read: dict[str, Framework] = {}
        self._found: dict[tuple[str | None, Path | None], Path] = {}

    def get(self, framework_id: str | None = None, *, beside: Path | None = None) -> Framework:
        """Return a framework by id; without one, the one that was asked for, or else the first in the alphabet.

        Raises ``MgiError`` for an unknown id, ``DocumentError`` for a mistake in the framework's files.
        """
        folder = self._folder(framework_id, beside)
        key = str(folder)
        if key not in self._read:
            self._read[key] = load_framework(folder, self._lang)
        return self._read[key]

    def written(self, framework_id: str | None = None, *, beside: Path | None = None) -> Iterator[tuple[str, str]]:
        """Yield each language that a framework has texts in, with all that its files say, not taken apart.

        A file that cannot be read says nothing. Raises ``MgiError`` for an unknown id.
        """
        for names in sorted(self._folder(framework_id, beside).glob("*/framework.yaml")):
            yield names.parent.name, "\n".join(_decoded(path) for path in sorted(names.parent.glob("*.yaml")))

    def speaking(self, lang: str) -> Frameworks:
        """Return the same frameworks in another language."""
        return self if lang == self._lang else Frameworks(lang=lang, asked=self._asked)

    def folders(self) -> tuple[Path, ...]:
        """Return the folders of the frameworks that were found so far, in the order in which they were asked for."""
        return tuple(dict.fromkeys(self._found.values()))

    def folder(self) -> Path | None:
        """Return the folder that was asked for by its path, ``None`` where an id or nothing was asked for."""
        return shelves.framework_folder(self._asked)

    def languages(self, framework_id: str, *, beside: Path | None = None) -> list[str]:
        """Return the languages that a framework has names in, in alphabetical order; raises ``MgiError`` for none."""
        folder = self._folder(framework_id, beside)
        return sorted(item.name for item in folder.iterdir() if (item / shelves.FRAMEWORK_FILE).is_file())

    def asked_id(self) -> str | None:
        """Return the id of the framework that was asked for, ``None`` where none was."""
        return self._folder(None, None).name if self._asked else None

    def check(self) -> None:
        """Raise ``MgiError`` where the framework asked for, or a folder that ``MGI_FRAMEWORKS`` names, is not there."""
        shelves.check_named_folders()
        if self._asked is not None:
            self._folder(None, None)

    def default_id(self) -> str:
        """Return the id of the framework that is taken where none is named; no file is opened."""
        return self._folder(None, None).name

    def ids(self) -> list[str]:
        """Return the ids of all frameworks that can be found, in alphabetical order."""
        return sorted(shelves.frameworks(shelves.framework_folder(self._asked)))

    def every_folder(self) -> list[Path]:
        """Return the folder of the framework that was asked for, or those of all that can be found."""
        return [self._folder(None, None)] if self._asked else [self._folder(one, None) for one in self.ids()]

    def structure(self, framework_id: str | None = None) -> Tree:
        """Return the plain structure of a framework, unchecked: enough to complete a word on the command line."""
        file = self._folder(framework_id, None) / "framework.yaml"
        tree: Tree = reader.read(files.shown(file), files.read(file))[0].tree
        return tree

    def _folder(self, framework_id: str | None, beside: Path | None) -> Path:
        if (framework_id, beside) not in self._found:
            self._found[framework_id, beside] = self._find(framework_id, beside)
        return self._found[framework_id, beside]

    def _find(self, framework_id: str | None, beside: Path | None) -> Path:
        given = shelves.framework_folder(self._asked)
        wanted = framework_id or (given.name if given else self._asked)
        found = shelves.framework(wanted, given, beside) if wanted else None
        if found:
            return found
        folders = shelves.frameworks(given, beside)
        if wanted is None:
            return folders[min(folders)]
        meant = nearest(wanted, folders)
        raise MgiError("unknown_framework", framework=wanted, suggestion=meant, known=sorted(folders))


def _decoded(path: Path) -> str:
    try:
        return encoding.decode(files.read(path)).text or ""
    except MgiError:
        return ""


class DomainTexts(Mapping[str, "DomainText"]):
    """The longer texts of a framework by domain id, each file read and checked when it is first asked for.

    Raises ``DocumentError`` on access where a file has a mistake.
    """

    def __init__(self, folder: Path, structure: Tree, lang: str) -> None:
        """Keep what is needed to read; nothing is read yet."""
        self._folder = folder
        self._structure = structure
        self._lang = lang
        self._read: dict[str, DomainText] = {}

    def __getitem__(self, domain: str) -> DomainText:
        if domain not in self._read:
            self._read[domain] = self._load(domain)
        return self._read[domain]

    def __iter__(self) -> Iterator[str]:
        return (domain["id"] for domain in self._structure["domains"])

    def __len__(self) -> int:
        return len(self._structure["domains"])

    def _load(self, domain: str) -> DomainText:
        """Return the texts of a domain; those of the reference language are read where the language lacks some."""
        first = reference_language(self._folder)
        file = f"{domain}.yaml"
        spoken = self._folder / self._lang / file
        tree = checked_tree(spoken, "framework-texts") if self._lang != first and spoken.is_file() else None
        if tree is not None and set(tree["indicators"]) >= set(framework_rules.codes(self._structure, domain)):
            return build.domain_text(tree, self._lang, None, first)
        reference = checked_tree(
            self._folder / first / file,
            "framework-texts",
            lambda tree: framework_rules.texts(tree, self._structure, domain),
        )
        if tree is None:
            return build.domain_text(reference, first, None, first)
        return build.domain_text(tree, self._lang, reference, first)


class OtherNames(Mapping[str, tuple[str, ...]]):
    """What each domain of a framework is called in the languages other than the one shown, read when first asked for.

    A language whose file has a mistake is left out: nobody asked for it.
    """

    def __init__(self, folder: Path, structure: Tree, lang: str) -> None:
        """Keep what is needed to read; nothing is read yet."""
        self._folder = folder
        self._structure = structure
        self._lang = lang

    def __getitem__(self, domain: str) -> tuple[str, ...]:
        return tuple(names[domain] for names in self._names if domain in names)

    def __iter__(self) -> Iterator[str]:
        return (domain["id"] for domain in self._structure["domains"])

    def __len__(self) -> int:
        return len(self._structure["domains"])

    @cached_property
    def _names(self) -> tuple[Mapping[str, str], ...]:
        files_of_others = sorted(self._folder.glob("*/framework.yaml"))
        return tuple(self._read(file) for file in files_of_others if file.parent.name != self._lang)

    def _read(self, file: Path) -> Mapping[str, str]:
        try:
            names: Mapping[str, str] = checked_tree(file, "framework-names")["domains"]
        except MgiError:
            return {}
        return names


def load_framework(folder: Path, lang: str) -> Framework:
    """Return the framework in ``folder`` with its names in ``lang``, or in its reference language where it lacks them.

    Raises ``DocumentError`` naming file, line and column of each mistake in the structure or the names; the longer
    texts are read and checked when they are first asked for.
    """
    structure = checked_tree(
        folder / "framework.yaml", "framework", lambda tree: framework_rules.structure(tree, folder.name)
    )
    first = reference_language(folder)
    names = checked_tree(
        folder / first / "framework.yaml", "framework-names", lambda tree: framework_rules.names(tree, structure)
    )
    spoken = folder / lang / "framework.yaml"
    if lang != first and spoken.is_file():
        names = _merged(names, checked_tree(spoken, "framework-names"))
    else:
        lang = first
    framework = build.framework(structure, names, lang, DomainTexts(folder, structure, lang))
    return framework.but(other_names=OtherNames(folder, structure, lang))


def reference_language(folder: Path) -> str:
    """Return the language in which a framework is complete: English, or the first there is."""
    if (folder / FALLBACK / "framework.yaml").is_file():
        return FALLBACK
    found = [item.name for item in folder.iterdir() if (item / "framework.yaml").is_file()]
    return min(found, default=FALLBACK)


def _merged(below: Tree, above: Tree) -> Tree:
    return {
        key: _merged(value, above[key]) if isinstance(value, dict) and key in above else above.get(key, value)
        for key, value in below.items()
    }


def checked_tree(path: Path, kind: str, rule: Rule | None = None) -> Tree:
    """Return the tree of a framework file; raises ``DocumentError`` with every mistake in it."""
    document, problems = reader.read(files.shown(path), files.read(path))
    if document.tree is not None:
        problems = (*problems, *schema.Judge(bundled_schema(kind)).check(document.tree))
    if not problems and rule is not None:
        problems = tuple(rule(document.tree))
    if problems:
        raise DocumentError(document, place(problems, document))
    tree: Tree = document.tree
    return tree


def bundled_schema(name: str) -> Tree:
    """Return one of the schemas that come with mgi; raises ``MgiError`` for a name that there is none of."""
    file = bundled.folder("schemas") / f"{name}.schema.json"
    if not file.is_file():
        known = schema_names()
        raise MgiError("unknown_schema", name=name, suggestion=nearest(name, known), known=known)
    tree: Tree = json.loads(file.read_bytes())
    return tree


def schema_names() -> list[str]:
    """Return the names of the schemas that come with mgi."""
    return sorted(item.name.removesuffix(".schema.json") for item in bundled.folder("schemas").iterdir())
