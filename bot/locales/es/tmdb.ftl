## Carteles y argumentos

# Debajo de un cartel
poster-credit = Cartel: TMDB
info-plot = { $plot } <i>(TMDB)</i>
# TMDB pide estas palabras
tmdb-notice = <i>Carteles y argumentos: themoviedb.org. This product uses the TMDB API but is not endorsed or certified by TMDB.</i>
status-tmdb-refuses = TMDB rechaza TMDB_API_KEY: no llegan carteles nuevos. <i>matinee check</i> dice más.
