"""The pinned Plotly bundle is what it says, and of the line of plotly.py's own."""

import hashlib
import re
from pathlib import Path

from plotly.offline import get_plotlyjs_version

THEME = Path(__file__).parents[3] / "exposit" / "theme"
PINNED = {
    "LICENSE": "8c45d9eaf50c2f72dd9c7ab9ef440788ba58a3538484b5c51c1f17d5128752e7",
    "plotly-basic.min.js": "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba",
    "plotly-locale-fr.js": "574102bf085a505e210fef8fce46e09719cf17fbd91844e3c5ab8c0b9f4a6c46",
    "plotly.css": "2ac4dc70c5023a2ecc62a626fa61da33b38327b1926312a7af6111308473acdb",
}


def test_the_files_are_the_pinned_ones() -> None:
    """plotly.js-basic-dist-min 4.1.1, with the style sheet, the French words and the licence of plotly.js 4.1.1."""
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (THEME / "plotly").iterdir()}
    assert PINNED == found


def test_it_is_the_version_plotly_py_writes_figures_for() -> None:
    """A figure made by plotly.py is drawn by the same plotly.js."""
    head = (THEME / "plotly" / "plotly-basic.min.js").read_text(encoding="utf-8")[:200]
    version = re.search(r"plotly\.js \(basic - minified\) v([\d.]+)", head)
    assert version is not None
    assert get_plotlyjs_version() == version[1]


def test_the_live_script_offers_no_upload_and_no_logo() -> None:
    """Plotly's own bar would show “Share chart”, which uploads to a third party."""
    script = (THEME / "js" / "charts.js").read_text(encoding="utf-8")
    for setting in ("displayModeBar: false", "displaylogo: false", "showSendToCloud: false", 'plotlyServerURL: ""'):
        assert setting in script
