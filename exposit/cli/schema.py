"""`exposit schema`: what an editor needs to complete and check the YAML files while they are written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from exposit.cli import options, show


@click.command(
    "schema",
    short_help="Write JSON schemas for your editor.",
    epilog=options.examples("exposit schema --out .vscode/schemas", "exposit schema > schemas.json"),
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="A file for each, into DIR."
)
def command(out: Path | None) -> int:
    """Write the JSON schemas of site.yaml, facts.yaml, charts.yaml and glossary.yaml."""
    from exposit.build.machine import named
    from exposit.read.schema import json_schemas

    schemas = json_schemas()
    if out is None:
        show.put(json.dumps(schemas, ensure_ascii=False, indent=2))
        return 0
    with named("write", out):
        out.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
            (out / f"{name}.schema.json").write_text(text, encoding="utf-8")
    show.put(f"wrote {show.plural(len(schemas), 'schema')} → {out.as_posix()}/")
    from_content = Path(os.path.relpath(out, "content")).as_posix()
    show.put(f"first line of content/facts.yaml: # yaml-language-server: $schema={from_content}/facts.schema.json")
    return 0
