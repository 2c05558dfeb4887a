"""The resvg door: a drawing as PNG, with our own fonts and no others, the same bytes on every machine."""

from __future__ import annotations

from importlib import resources

from exposit.marks import strip

_FACES = ("sans-400.ttf", "sans-600.ttf", "serif-600.ttf")


def png(svg: str, scale: float = 1.0) -> bytes:
    """The marked drawing `svg` as a PNG, `scale` times its own size. A font the rasteriser lacks would leave no text
    and no error: only the bundled faces may be named in it."""
    import resvg_py  # a compiled module: loaded when a picture is made, never before

    folder = resources.files("exposit.theme").joinpath("drawing")
    fonts = [str(folder.joinpath(name)) for name in _FACES]
    return bytes(resvg_py.svg_to_bytes(svg_string=strip(svg), skip_system_fonts=True, font_files=fonts, zoom=scale))
