"""The chart as a Plotly figure: its traces, its remarks, and the door to plotly.py."""
