"""What moved since another version of the site, and whether readers are told: `check --against REF`.

A number that changes silently is a correction nobody made. Two assembled sites in, Problems out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from exposit import marks
from exposit.facts.quantity import written
from exposit.language.wording import write
from exposit.model import Fact, PartialDate, Quantity, Revision, Site, Undisclosed, Value
from exposit.problems import ALL, Problem, Span


def check_history(before: Site, now: Site, ref: str, hidden: Collection[str] = ()) -> Iterator[Problem]:
    """Values that changed without a new revision, facts that vanished without a new name. `hidden` names the facts of
    `now` that are written and could not be read: nobody took them away."""
    for id_, old in before.facts.items():
        fact = now.facts.get(now.renamed.get(id_, id_))
        if fact is not None:
            yield from _moved(before, now, old, fact, ref)
        elif id_ not in hidden and ALL not in hidden:
            message = f"`{id_}` was published at {ref} and is gone: links to it end"
            hint = f"bring it back, or give its successor `was: {id_}`"
            yield Problem("fact-removed", "warning", message, _file_of(old, now), hint)


def _file_of(gone: Fact, now: Site) -> Span:
    """The head of the file it stood in; of another one with facts, where that file is gone too."""
    files = dict.fromkeys(fact.span.path for fact in now.facts.values())
    path = gone.span.path if gone.span.path in files or not files else next(iter(files))
    return Span(path, 1, 1, 2)


def _moved(before: Site, now: Site, old: Fact, fact: Fact, ref: str) -> Iterator[Problem]:
    """Whether another value is shown now, and no new revision tells what it was. Of two results of one formula over the
    same facts nothing is asked: those facts are."""
    counted: tuple[str, ...] = ()
    if fact.formula is not None and old.formula is not None and fact.formula.text == old.formula.text:
        counted = _counted_otherwise(before, now, old, fact)
        if not counted:
            return
    was, is_ = before.values.get(old.id), now.values.get(fact.id)
    if was is None or is_ is None or was == is_:
        return
    language = _where_different(was, is_, now.config.languages)
    said, says = _said(before, was, language), _said(now, is_, language)
    fresh = [revision for revision in fact.revisions if revision not in old.revisions]
    if said == says or any(_tells(now, revision, said, language) for revision in fresh):
        return
    message = f"`{fact.id}` said {said} at {ref} and says {says} now, and "
    author = written(was) if isinstance(was, Quantity) else str(was) if isinstance(was, PartialDate) else said
    if len(fact.revisions) > len(old.revisions):
        message += f"its new revision says that it was {_was(now, fresh[0], language)}"
        yield Problem("revision-missing", "warning", message, fresh[0].span, f"write `was: {author}`")
        return
    hint = f"add `revisions: [{{date: …, was: {author}, why: …}}]`, so that readers are told"
    if counted:
        hint += "; its query finds other facts now: " + ", ".join(counted)
    message += "no revision says why"
    place = fact.spans.get("formula") or fact.spans.get("value") or fact.spans.get("date") or fact.span
    yield Problem("revision-missing", "warning", message, place, hint)


def _counted_otherwise(before: Site, now: Site, old: Fact, fact: Fact) -> tuple[str, ...]:
    """The facts that one of two results of the same formula rests on and the other does not, with a sign before each:
    what its query finds now, or does no more."""
    was, is_ = before.derivations.get(old.id), now.derivations.get(fact.id)
    if was is None or is_ is None:
        return ()
    left = [now.renamed.get(id_, id_) for id_ in was.inputs]
    return (
        *(f"+ `{id_}`" for id_ in is_.inputs if id_ not in left),
        *(f"− `{id_}`" for id_ in left if id_ not in is_.inputs),
    )


def _tells(site: Site, revision: Revision, said: str, language: str) -> bool:
    """Whether a revision gives what was said before. Of one in words, only a reader can judge that."""
    return isinstance(revision.was, str) or _said(site, revision.was, language) == said


def _was(site: Site, revision: Revision, language: str) -> str:
    return revision.was if isinstance(revision.was, str) else _said(site, revision.was, language)


def _where_different(was: Value, is_: Value, languages: Collection[str]) -> str:
    """The language to show a change in: the first, but where only another one's text moved."""
    first = next(iter(languages))
    if not isinstance(was, dict) or not isinstance(is_, dict):
        return first
    return next((tag for tag in languages if was.get(tag) != is_.get(tag)), first)


def _said(site: Site, value: Value, language: str) -> str:
    """The value as a reader sees it."""
    if isinstance(value, Quantity | PartialDate):
        return write(value, language, (), site.config.units).text
    if isinstance(value, Undisclosed):
        return "undisclosed"
    text = value.get(language)
    return f"“{marks.HOLE.sub('…', text.text)}”" if text else "nothing"
