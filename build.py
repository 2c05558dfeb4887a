"""The door: `python build.py ARGS` is `exposit ARGS`, and plain `python build.py` is `exposit build`."""

import sys

try:
    from exposit.cli import main
except ModuleNotFoundError as missing:
    print(f"Exposit is not set up here, `{missing.name}` is missing: run `make site` once", file=sys.stderr)  # noqa: T201
    sys.exit(3)

if __name__ == "__main__":
    main(sys.argv[1:] or ["build"])
