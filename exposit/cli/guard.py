"""Between a command and the shell: whatever happens becomes an exit code and a sentence, never a bare traceback."""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from exposit import __version__
from exposit.build.machine import MachineError, reason
from exposit.cli.show import fault, put
from exposit.problems import Problem, as_json

USAGE, INTERRUPTED, BUG = 2, 130, 70
_REFUSALS = {errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENOMEM}
"""What the machine may refuse at any place, the loading of a library included."""


def guarded(words: Sequence[str], command: Callable[[], object]) -> int:
    """Runs a command and gives its exit code."""
    try:
        code = command()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as wanted:
        return wanted.exit_code
    except click.exceptions.NoArgsIsHelpError as nothing:
        put(nothing.format_message(), sys.stderr)
        return USAGE
    except click.ClickException as misuse:
        if _asked(words, "--format", "text") == "json":
            put(as_json([Problem("usage", "error", misuse.format_message())]))
        put(_usage(misuse), sys.stderr)
        return USAGE
    except MachineError as obstacle:
        fault(obstacle, _asked(words, "--format", "text"))
        return obstacle.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except MemoryError:
        fault(MachineError("there is not enough memory", "close other programs, or build with `--jobs 1`"))
        return MachineError("").exit_code
    except Exception as bug:
        if isinstance(bug, OSError) and bug.errno in _REFUSALS:
            refusal = MachineError(f"the machine refused `{bug.filename or 'it'}`: {reason(bug)}")
            fault(refusal, _asked(words, "--format", "text"))
            return refusal.exit_code
        return _report(words, bug)


def _usage(misuse: click.ClickException) -> str:
    message = misuse.format_message()
    context = misuse.ctx if isinstance(misuse, click.UsageError) else None
    if context is None:
        return f"error: {message}"
    return f"{context.get_usage()}\nerror: {message}\n   = `{context.command_path} --help` explains it"


def _asked(words: Sequence[str], option: str, default: str) -> str:
    """What an option was set to, read without the parser: it may be the parser that failed."""
    for index, word in enumerate(words):
        if word == option and index + 1 < len(words):
            return words[index + 1]
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return default


def _report(words: Sequence[str], bug: Exception) -> int:
    """Writes down what happened where the author can find it, and says where."""
    lines = [
        f"exposit {__version__}, Python {sys.version}, {sys.platform}",
        f"command: exposit {' '.join(words)}",
        "",
        *traceback.format_exception(bug),
    ]
    place = _write(Path(_asked(words, "--root", ".")), "\n".join(lines))
    put(f"error: Exposit itself failed ({type(bug).__name__}); nothing was published", sys.stderr)
    hint = f"the report is in {place}; please send it to us" if place else "the report could not be written"
    put(f"   = {hint}", sys.stderr)
    return BUG


def _write(root: Path, report: str) -> Path | None:
    import tempfile
    from datetime import UTC, datetime

    name = f"exposit-crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    for folder in (root / ".exposit", Path(tempfile.gettempdir())):
        try:
            if folder.is_dir():
                (folder / name).write_text(report, encoding="utf-8")
                return folder / name
        except OSError:
            continue
    return None
