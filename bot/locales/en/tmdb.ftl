## Posters and plots

# Below a poster
poster-credit = Poster: TMDB
info-plot = { $plot } <i>(TMDB)</i>
# TMDB asks for these words
tmdb-notice = <i>Posters and plots: themoviedb.org. This product uses the TMDB API but is not endorsed or certified by TMDB.</i>
status-tmdb-refuses = TMDB refuses TMDB_API_KEY: no new posters come. <i>matinee check</i> tells more.
