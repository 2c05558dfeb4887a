"""The note: everything a number rests on, without a script."""

import re
from dataclasses import replace

from exposit.model import Site
from exposit.render.notes import Notes
from tests.render.sample import SITE_TEXT_FRAGMENT, formula, plain, sample

SITE = sample()


def _note(fact_id: str, language: str = "en") -> str:
    notes = Notes(SITE, language, "" if language == "en" else "fr/")
    element, _ = notes.fact(fact_id)
    found = re.search(
        rf'<div popover class="note" id="{re.escape(element)}".*?</div>(?=\n<div popover|$)',
        plain(notes.render()),
        re.S,
    )
    assert found
    return found[0]


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).strip().split())


def test_a_stated_fact_shows_value_precision_date_quotation_and_source() -> None:
    note = _note("aws.deal")
    assert '<strong><span data-fact="aws.deal">$38 billion</span></strong>' in note
    assert "stands for 37.5 to 38.5 billion dollars as of 3 November 2025" in _text(note)
    assert 'lang="en" data-quote="aboutamazon_2025_11"><p>Under this new <mark>$38 billion</mark> agreement' in note
    assert "About Amazon, 3 November 2025 (read 24 November 2026)" in _text(note)
    assert SITE_TEXT_FRAGMENT in note


def test_who_disagrees_is_named_with_value_words_and_reason() -> None:
    text = _text(_note("aws.deal"))
    assert (
        "The Wall Street Journal says $30 billion about $30 billion in all An early report, since superseded by" in text
    )


def test_a_calculated_fact_shows_formula_values_and_inputs_that_open() -> None:
    note = _note("aws.per_year")
    assert (
        '<p class="working">OpenAI’s commitment to AWS ÷ Length of the AWS contract<br>'
        "$38 billion ÷ 7 years = $5.43 billion a year</p>"
    ) in note
    assert '<button class="n" popovertarget="note-aws.term" data-fact="aws.term"' in note
    assert '<p class="caveat">an average; the schedule is not public</p>' in note


def test_only_the_display_itself_carries_the_id() -> None:
    """The interval and the guard digits are no displays: who compares displays must not meet them."""
    shown = re.findall(r'data-fact="aws\.per_year"[^>]*>([^<]*)<', _note("aws.per_year"))
    assert ["$5.4 billion a year"] == shown


def test_second_hand_and_corrections_are_said() -> None:
    text = _text(_note("oracle.deal"))
    assert "Second-hand: we read it in OpenAI signe un deal" in text
    assert "Corrected 2 October 2025: it said $250 billion. The first figure left out the option." in text


def test_the_citation_names_the_original_publisher_first_and_then_us() -> None:
    cite = re.search(r"<p data-copy[^>]*>(.*?)</p>", _note("aws.per_year"), re.S)
    assert (
        cite
        and (
            "About Amazon, “AWS and OpenAI announce multi-year strategic partnership”, 3 November 2025,"
            " https://www.aboutamazon.com/news/aws/aws-open-ai-workloads-compute-infrastructure;"
            " AWS deal per year: $5.4 billion a year, Who pays?, https://example.org/x/facts/aws.per_year/"
        )
        == cite[1]
    )


def test_inputs_bring_their_own_notes_along_each_once() -> None:
    notes = Notes(SITE, "en", "")
    notes.fact("aws.share")
    ids = re.findall(r'<div popover class="note" id="([^"]+)"', str(notes.render()))
    assert ["note-aws.share", "note-aws.deal", "note-all.deals", "note-oracle.deal"] == ids


def test_numbers_count_in_the_order_of_first_use() -> None:
    notes = Notes(SITE, "en", "")
    assert [("note-aws.term", 1), ("note-aws.deal", 2), ("note-aws.term", 1), ("note-3", 3)] == [
        notes.fact("aws.term"),
        notes.fact("aws.deal"),
        notes.fact("aws.term"),
        notes.formula(formula("aws.deal / oracle.deal")),
    ]


def test_a_claim_shows_what_was_compared() -> None:
    notes = Notes(SITE, "en", "")
    notes.formula(formula("aws.deal / all.deals > 10 percent"))
    text = _text(plain(notes.render()))
    assert "OpenAI’s commitment to AWS ÷ Both cloud deals > 10%" in text.replace("&gt;", ">")
    assert "Checked claim" in text


def test_a_note_in_french_speaks_french_and_keeps_the_quotation_english() -> None:
    note = _note("aws.deal", "fr")
    assert "38 milliards de dollars" in _text(note)
    assert '<blockquote lang="en"' in note


def test_every_number_in_a_note_is_vouched_for() -> None:
    notes = Notes(SITE, "en", "")
    for fact_id in SITE.facts:
        notes.fact(fact_id)
    html = re.sub(r"<[^>]*>", " ", str(notes.render()))
    while (bare := re.sub("\ue100[^\ue100\ue102]*\ue102", " ", html)) != html:
        html = bare
    assert [] == re.findall(r"\d+", html)


def test_an_empty_page_has_no_notes_and_an_unknown_fact_a_gap() -> None:
    assert "" == Notes(SITE, "en", "").render()
    notes = Notes(replace(SITE, facts={}), "en", "")
    notes.fact("nobody")
    assert '<span class="missing">nobody</span>' in plain(notes.render())


def test_a_note_is_written_anew_only_when_what_it_rests_on_changed() -> None:
    """A kept note asks for the notes it leads to, as a new one does; other digests, a note of its own."""
    digests = dict.fromkeys(("engine", "config", "facts", "sources", "terms"), "one")
    kept = replace(SITE, digests=digests)
    fact = replace(SITE.facts["aws.deal"], evidence=())
    other = replace(SITE, digests={**digests, "facts": "two"}, facts={**SITE.facts, "aws.deal": fact})

    def written(site: Site) -> str:
        notes = Notes(site, "en", "")
        notes.fact("aws.per_year")
        notes.fact("aws.deal")
        return plain(notes.render())

    assert written(SITE) == written(kept) == written(kept)
    assert written(replace(other, digests={})) == written(other) != written(kept)
