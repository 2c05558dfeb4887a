"""Plain sites of any size for benchmarks: prose, lists, a table, code and links, five thousand bytes a page, the same
on every machine. No numbers: what is measured is the way from Markdown to pages, which every generator has to go."""

from __future__ import annotations

from pathlib import Path
from random import Random

WORDS = (
    "water river bridge garden winter summer market letter window kitchen station forest harbour village teacher "
    "paper music colour morning evening shadow silver copper timber cotton engine signal pattern measure balance "
    "history question answer reason purpose method result change growth effort travel weather country common "
    "quiet early narrow gentle bright steady simple recent careful patient ordinary familiar useful honest local under "
    "above along across beside before after while because although through without within between against toward"
).split()
PER_FOLDER = 100
"""Pages of one folder."""


def page_name(number: int) -> str:
    """The path of a page below `content/`, without its ending."""
    letters = _letters(number)
    return f"part-{_letters(number // PER_FOLDER)}/page-{letters}"


def page(number: int, count: int) -> str:
    """One page's Markdown, with front matter every generator understands."""
    random = Random(number)
    parts = [f"---\ntitle: {_title(random)}\n---\n"]
    for section in range(5):
        parts.append(f"## {_title(random)}\n")
        parts += [_paragraph(random) for _ in range(2)]
        other = page_name(random.randrange(count)).split("/")
        parts.append(f"See [{_title(random).lower()}](../{other[0]}/{other[1]}.md) for the rest of it.\n")
        if section == 1:
            parts.append("".join(f"- {_sentence(random)}\n" for _ in range(5)))
        if section == 2:
            rows = "".join(
                f"| {random.choice(WORDS)} | {random.choice(WORDS)} | {_title(random)} |\n" for _ in range(5)
            )
            parts.append(f"| name | kind | remark |\n|---|---|---|\n{rows}")
        if section == 3:
            parts.append(
                "```\n" + "".join(f"{random.choice(WORDS)} = {random.choice(WORDS)}\n" for _ in range(6)) + "```\n"
            )
    return "\n".join(parts)


def write_site(root: Path, count: int) -> None:
    """`count` pages and a front page, as an Exposit site."""
    content = root / "content"
    content.mkdir(parents=True)
    (content / "index.md").write_text("---\ntitle: Front page\n---\n\nThe pages of this site are plain.\n")
    (content / "site.yaml").write_text("title: A plain site\n")
    write_pages(content, count)


def write_pages(folder: Path, count: int) -> None:
    """The pages alone, for any generator."""
    for number in range(count):
        path = folder / f"{page_name(number)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number, count), encoding="utf-8")


def _letters(number: int) -> str:
    """A number in letters only, so that no address holds a numeral: a, b … z, ba, bb …"""
    text = ""
    while True:
        number, rest = divmod(number, 26)
        text = chr(ord("a") + rest) + text
        if number == 0:
            return text


def _title(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=3)).capitalize()


def _sentence(random: Random) -> str:
    words = random.choices(WORDS, k=random.randrange(7, 18))
    if random.random() < 0.3:
        words[3] = f"*{words[3]}*"
    if random.random() < 0.15:
        words[5] = f"`{words[5]}`"
    return " ".join(words).capitalize() + "."


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random) for _ in range(random.randrange(3, 7))) + "\n"
