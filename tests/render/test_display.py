"""How one fact, term or citation meets a reader: words, marks, elements."""

from dataclasses import replace

from exposit.model import Citation, Exempt, Inline, Reference, TermUse, Words
from exposit.render.display import (
    citation_html,
    exempt_html,
    fact_html,
    fact_text,
    from_marked,
    inline_html,
    inline_text,
    label_text,
    localized,
    term_html,
    tied,
    words_html,
)
from exposit.render.notes import Notes
from tests.render.sample import both, formula, inline, plain, sample

SITE = sample()


def _notes() -> Notes:
    return Notes(SITE, "en", "")


def test_a_fact_in_plain_text_is_marked_with_its_id() -> None:
    assert "\ue100fact:aws.deal\ue101$38\u00a0billion\ue102" == fact_text(SITE, "aws.deal", "en")


def test_a_fact_is_worded_in_its_language_and_form() -> None:
    shown = [
        plain(fact_text(SITE, "aws.deal", language, forms)) for language in ("en", "fr") for forms in ((), ("short",))
    ]
    assert ["$38 billion", "$38bn", "38 milliards de dollars", "38 Md$"] == shown


def test_a_button_opens_the_note_and_says_the_number_in_full() -> None:
    assert (
        '<button class="n" popovertarget="note-aws.deal" data-fact="aws.deal" data-n="1"'
        ' aria-label="38 billion dollars">$38 billion</button>'
    ) == plain(fact_html(SITE, "aws.deal", "en", _notes()))


def test_a_number_spoken_in_other_words_than_seen_keeps_its_name_and_is_described() -> None:
    """Who commands a browser by voice says what is in view."""
    assert ' aria-description="38 billion dollars">$38bn</button>' in plain(
        fact_html(SITE, "aws.deal", "en", _notes(), ("short",))
    )


def test_where_nothing_may_open_a_plain_element_holds_the_display() -> None:
    assert '<span data-fact="aws.deal">$38 billion</span>' == plain(fact_html(SITE, "aws.deal", "en", None))


def test_an_unknown_fact_is_a_visible_gap_and_no_error() -> None:
    assert '<span class="missing">aws.deel</span>' == plain(fact_html(SITE, "aws.deel", "en", _notes()))
    assert "aws.deel" == plain(fact_text(SITE, "aws.deel", "en"))


def test_an_author_s_words_stand_as_written() -> None:
    shown = words_html(SITE, Words("seven <i>years", formula("aws.term")), "en", None)
    assert '<span data-fact="aws.term">seven &lt;i&gt;years</span>' == plain(shown)


def test_a_claim_carries_its_formula() -> None:
    text = "aws.deal / all.deals > 10 percent"
    shown = plain(words_html(SITE, Words("more than a tenth", formula(text)), "en", _notes()))
    assert (
        '<button class="n" popovertarget="note-1"'
        ' data-claim="aws.deal / all.deals &gt; 10 percent" data-n="1">more than a tenth</button>'
    ) == shown


def test_a_claim_nobody_could_judge_opens_nothing() -> None:
    shown = plain(words_html(SITE, Words("much", formula("aws.deal > 1 USD")), "en", _notes()))
    assert '<span data-claim="aws.deal &gt; 1 USD">much</span>' == shown


def test_an_exemption_shows_its_reason_to_machines() -> None:
    assert '<span data-exempt="a &#34;name&#34;">GPT-4o</span>' == plain(exempt_html(Exempt("GPT-4o", 'a "name"')))


def test_a_citation_reads_like_a_newspaper_s_and_leads_to_the_list_of_sources() -> None:
    assert ('<span class="cite">(<a href="../sources/#aboutamazon_2025_11">About Amazon, 2025</a>)</span>') == plain(
        citation_html(SITE, "aboutamazon_2025_11", "en", "about/")
    )


def test_a_term_opens_its_meaning_and_without_words_shows_its_name() -> None:
    assert '<button class="term" popovertarget="term-inference">inférence</button>' == plain(
        term_html(SITE, TermUse("inference"), "fr", Notes(SITE, "fr", "fr/"))
    )


def test_a_text_shows_its_holes_and_escapes_the_rest() -> None:
    text = inline("<b>{{ aws.deal }} & [GPT-4o]{exempt: name}")
    assert "<b>$38 billion & GPT-4o" == plain(inline_text(SITE, text))
    assert (
        '&lt;b&gt;<span data-fact="aws.deal">$38 billion</span> &amp; <span data-exempt="name">GPT-4o</span>'
    ) == plain(inline_html(SITE, text, None, ""))


def test_names_that_lead_back_to_themselves_end() -> None:
    fact = replace(SITE.facts["aws.deal"], label=both("see {{ aws.deal | label }}"))
    site = replace(SITE, facts={**SITE.facts, "aws.deal": fact}, values={**SITE.values, "t": both("{{ t }}")})
    assert "see aws.deal" == plain(label_text(site, "aws.deal", "en"))
    assert "t" == plain(fact_text(site, "t", "en"))


def test_a_label_may_hold_a_value() -> None:
    fact = replace(SITE.facts["aws.deal"], label=both("the {{ aws.term }} deal"))
    site = replace(SITE, facts={**SITE.facts, "aws.deal": fact})
    assert "the 7 years deal" == plain(label_text(site, "aws.deal", "en"))


def test_marked_text_becomes_elements_and_cannot_break_out_of_them() -> None:
    text = inline_text(SITE, Inline("\ue0000\ue001", "en", (Exempt("7", '"><script>'),)))
    assert '<span data-exempt="&quot;&gt;&lt;script&gt;">7</span>' == plain(from_marked(text))


def test_a_missing_language_falls_back_to_the_first_there_is() -> None:
    assert "a" == (localized(both("a", "b"), "de") or inline("")).text
    assert None is localized({}, "en")


def test_a_citation_and_a_reference_in_plain_text_keep_their_marks() -> None:
    text = inline_text(SITE, Inline("\ue0000\ue001\ue0001\ue001", "en", (Reference("aws.term"), Citation("wsj"))))
    assert (
        "\ue100fact:aws.term\ue1017\u00a0years\ue102(\ue100source:wsj\ue101The Wall Street Journal, 2025\ue102)"
    ) == text


def test_punctuation_stays_with_the_button_before_it() -> None:
    button = '<button class="n">7</button>'
    assert f'a <span class="tied">({button}),</span> b' == tied(f"a ({button}), b")
    assert f'pour <span class="tied">l’{button}</span> b' == tied(f"pour l’{button} b")
    assert f"a {button} b" == tied(f"a {button} b")
    assert tied(f"a ({button}), b") == tied(tied(f"a ({button}), b"))
    assert f'<span class="tied">{button}\u202f;</span> b' == tied(f"{button}\u202f; b")
