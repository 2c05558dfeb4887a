"""Both of PyYAML’s parsers, where both are there: what is read must not depend on which."""

import pytest

from tests.read.reading_yaml import PARSERS


@pytest.fixture(params=PARSERS, ids=lambda loader: loader.__name__)
def loader(request):
    return request.param
