"""“Did you mean …?” offers what was meant, or nothing."""

import pytest

from exposit.nearest import did_you_mean, nearest


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("aws.deel", ["aws.term", "aws.deal", "oracle.deal"], "aws.deal"),
        ("AWS.Deal", ["aws.deal"], "aws.deal"),
        ("cloud-purchase", ["cloud_purchase", "chip_supply"], "cloud_purchase"),
        ("vlaue", ["label", "value"], "value"),
        ("zebra", ["label", "value"], None),
        ("", ["a"], None),
        ("x" * 500, ["x" * 499], None),
        ("ab", [], None),
    ],
)
def test_nearest(word, known, expected):
    """Case and how words are joined do not count; what is unlike is not offered."""
    assert expected == nearest(word, known)


def test_the_order_of_the_known_names_does_not_matter():
    """The same mistake has the same hint in every build."""
    assert nearest("ab_c", ["ab_d", "ab_e"]) == nearest("ab_c", ["ab_e", "ab_d"])


def test_few_names_are_listed_where_none_is_near():
    """So that the hint is of use all the same; many are not."""
    assert "known here: `on`, `off`" == did_you_mean("zzz", ["on", "off"])
    assert None is did_you_mean("zzz", [f"name{i}" for i in range(20)])
    assert "did you mean `off`?" == did_you_mean("of", ["on", "off"])
