"""The door: `python build.py ARGS` is `exposit ARGS`; without a command, options or none, it builds."""

import sys

try:
    from exposit.cli import main
except ModuleNotFoundError as missing:
    print(f"Exposit is not set up here, `{missing.name}` is missing: run `make site` once", file=sys.stderr)  # noqa: T201
    sys.exit(3)

if __name__ == "__main__":
    words = sys.argv[1:]
    named = words and (not words[0].startswith("-") or words[0] in ("-h", "--help", "--version"))
    main(words if named else ["build", *words])
