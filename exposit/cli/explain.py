"""`exposit help`, what people type who do not know `--help`; and a word for those who mistype a command."""

from __future__ import annotations

import click

from exposit.cli import show
from exposit.nearest import nearest


class Group(click.Group):
    """A group of commands that says which one was probably meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            meant = nearest(args[0], known)
            hint = f"; did you mean `{ctx.command_path} {meant}`?" if meant else f"; there are {', '.join(known)}"
            raise click.UsageError(f"no command is called `{args[0]}`{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.command("help", short_help="Explain a command.")
@click.argument("words", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def command(here: click.Context, words: tuple[str, ...]) -> int:
    """Explain a command, as `--help` behind it does; without one, list them all."""
    context = here.find_root()
    for word in words:
        if not isinstance(context.command, click.Group):
            break
        name, found, _ = context.command.resolve_command(context, [word])
        if found is None:
            break
        context = click.Context(found, info_name=name, parent=context)
    show.put(context.get_help())
    return 0
