"""mgi schema."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", autocompletion=completion.schemas),
    ] = "profile",
    lang: common.Lang = None,
    framework: common.Framework = None,
) -> None:
    """Print the JSON Schema of profiles, or another.

    Editors and validators use it; by default it is the schema of the profiles of a framework.
    """
    from mgi_cli.frameworks import bundled_schema
    from mgi_cli.reading import shape
    from mgi_cli.render import as_json

    desk = common.Desk("schema", "table", lang, framework=framework)
    if name == "profile":
        schema = shape.profile_schema(desk.library.frameworks.get(), texts=True)
    else:
        schema = bundled_schema(name)
    common.write(as_json.dump(schema), "json")
