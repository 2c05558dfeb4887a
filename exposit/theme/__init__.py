"""Templates, style sheets, scripts, fonts: data that ships with the engine; `render.theme` hands it on."""
