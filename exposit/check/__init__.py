"""Editorial judgement, here and only here: a `Site` in, Problems out; finished files in, Problems out.

`check_site` judges what authors wrote, `check_outputs` what a reader would get. Nothing here renders, reads a disk or
knows the time.
"""
