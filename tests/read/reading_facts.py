"""Facts files to hold against the reader: one of any text, or one fact beside what it may name."""

from exposit.model import Config, Fact, Facts
from exposit.read.config import read_config
from exposit.read.facts import read_facts
from tests.read.told import told

PATH = "content/facts.yaml"
ONE = Config()
TWO, _ = read_config(
    "content/site.yaml",
    "languages: [en, fr]\nunits: {GPU: {en: [GPU, GPUs], fr: [GPU, GPU]}}\n"
    'vocabulary: {nature: {cloud_purchase: {en: "Cloud purchase", fr: "Achat de cloud"}}}\n',
)


def read(text: str, config: Config = ONE) -> tuple[Facts, list[tuple[str, str, str, str | None]]]:
    facts, problems = read_facts({PATH: text}, config)
    return facts, told(problems)


def fact(lines: str, config: Config = ONE) -> Fact:
    """One fact of these keys, beside the entities and sources it may name; nothing may be wrong."""
    facts, problems = read(HEAD + "".join(f"    {line}\n" for line in lines.splitlines()), config)
    assert [] == problems
    return facts.facts["a"]


HEAD = "entities: {aws: {name: AWS}}\nsources: {s: {title: T}, t: {title: U}}\nfacts:\n  a:\n    label: x\n"
