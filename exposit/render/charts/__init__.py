"""One chart spec, its equal forms: words and marks in HTML, a Plotly figure, data files, a drawing."""
