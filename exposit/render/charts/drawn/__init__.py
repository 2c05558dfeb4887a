"""The chart as a picture of its own: measured words and shapes in one SVG, for downloads, cards and the rasteriser."""
