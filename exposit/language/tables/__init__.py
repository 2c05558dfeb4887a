"""What belongs to one language alone. A third language is two files here and a line each in `style` and `lexicon`.

`style` says how values are written, `lexicon` which words and signs are numbers when they are read.
"""
