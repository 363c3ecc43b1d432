"""Small files in the very columns that the sites export."""

import io
import json
import zipfile
from collections.abc import Mapping

LETTERBOXD = {
    "profile.csv": "Date Joined,Username,Given Name\n2019-01-01,ann,Ann\n",
    "watched.csv": (
        "Date,Name,Year,Letterboxd URI\n"
        "2021-03-01,Heat,1995,https://boxd.it/29eA\n"
        "2021-03-02,Alien,1979,https://boxd.it/2awY\n"
        "2021-03-03,Predator,1987,https://boxd.it/2aBc\n"
        "2021-03-04,Titanic,1997,https://boxd.it/2aBd\n"
    ),
    "ratings.csv": (
        "Date,Name,Year,Letterboxd URI,Rating\n"
        "2021-03-01,Heat,1995,https://boxd.it/29eA,4.5\n"
        "2021-03-04,Titanic,1997,https://boxd.it/2aBd,0.5\n"
    ),
    "diary.csv": (
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        '2021-03-01,Heat,1995,https://boxd.it/abc1,3,,"cinema, crime",2021-02-28\n'
        "2020-01-01,Alien,1979,https://boxd.it/abc2,3.5,Yes,,2019-12-31\n"
        "2021-01-01,Alien,1979,https://boxd.it/abc3,4,Yes,,2020-12-31\n"
    ),
    "reviews.csv": (
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
        '2021-03-01,Heat,1995,https://boxd.it/abc1,4.5,,"Two lines,\nand a ""quote"".",,2021-02-28\n'
    ),
    "watchlist.csv": (
        "Date,Name,Year,Letterboxd URI\n"
        "2021-05-01,The Matrix,1999,https://boxd.it/2a1m\n"
        "2021-05-02,Heat,1995,https://boxd.it/29eA\n"
    ),
    "likes/films.csv": "Date,Name,Year,Letterboxd URI\n2021-06-01,Predator,1987,https://boxd.it/2aBc\n",
    "deleted/diary.csv": (
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        "2020-01-01,Casablanca,1942,https://boxd.it/abc9,1,,,2019-12-31\n"
    ),
    "lists/best.csv": "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2021-01-01,Best,,https://boxd.it/x,\n",
}

IMDB_NEW = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,"
    "Num Votes,Release Date,Directors\n"
    "tt0113277,9,2023-05-06,Heat,Heat,https://www.imdb.com/title/tt0113277/,Movie,8.3,170,1995,"
    '"Action, Crime, Drama",700000,1995-12-15,Michael Mann\n'
    "tt0211915,10,2023-05-07,Amélie,Le fabuleux destin d'Amélie Poulain,https://www.imdb.com/title/tt0211915/,Movie,"
    '8.3,122,2001,"Comedy, Romance",790000,2001-04-25,Jean-Pierre Jeunet\n'
    "tt0903747,10,2023-05-08,Breaking Bad,Breaking Bad,https://www.imdb.com/title/tt0903747/,TV Series,9.5,49,2008,"
    '"Crime, Drama",2200000,2008-01-20,\n'
    "tt0959621,8,2023-05-08,Breaking Bad: Pilot,Pilot,https://www.imdb.com/title/tt0959621/,TV Episode,9.0,58,2008,"
    "Crime,40000,2008-01-20,Vince Gilligan\n"
    "tt2140553,7,2023-05-09,The Last of Us,The Last of Us,https://www.imdb.com/title/tt2140553/,Video Game,9.7,,2013,"
    "Action,60000,2013-06-14,\n"
    "tt0068646,1,2023-05-09,The Thing,The Thing,https://www.imdb.com/title/tt0084787/,TV Movie,8.2,109,1982,"
    "Horror,450000,1982-06-25,John Carpenter\n"
)

IMDB_OLD = (
    "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,"
    "Release Date,Directors\n"
    'tt0113277,7,2016-01-02,Heat,http://www.imdb.com/title/tt0113277/,movie,8.2,170,1995,"Action, Crime",449000,'
    "1995-12-06,Michael Mann\n"
    "tt0944947,9,2016-01-03,Game of Thrones,http://www.imdb.com/title/tt0944947/,tvSeries,9.5,56,2011,Drama,900000,"
    "2011-04-17,\n"
    "tt0000001,4,2016-01-04,A Video,http://www.imdb.com/title/tt0000001/,video,5.0,60,1994,Drama,10,1994-01-01,\n"
)

IMDB_OLDEST = (
    '"position","const","created","modified","description","Title","Title type","Directors","You rated",'
    '"IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes","Release Date (month/day/year)","URL"\n'
    '"1","tt0113277","Thu Sep  9 00:00:00 2010","","","Heat","Feature Film","Michael Mann","8","8.2","170","1995",'
    '"action, crime","300000","1995-12-06","http://www.imdb.com/title/tt0113277/"\n'
)

IMDB_WATCHLIST = (
    "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,"
    "Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated\n"
    "1,tt0078748,2023-01-01,2023-01-01,,Alien,Alien,https://www.imdb.com/title/tt0078748/,Movie,8.5,117,1979,Horror,"
    "950000,1979-05-25,Ridley Scott,,\n"
    "2,tt0113277,2023-01-01,2023-01-01,,Heat,Heat,https://www.imdb.com/title/tt0113277/,Movie,8.3,170,1995,Crime,"
    "700000,1995-12-15,Michael Mann,9,2023-05-06\n"
)

HEAT_ON_TRAKT = {
    "title": "Heat",
    "year": 1995,
    "ids": {"trakt": 685, "slug": "heat-1995", "imdb": "tt0113277", "tmdb": 949},
}
ALIEN_ON_TRAKT = {
    "title": "Alien",
    "year": 1979,
    "ids": {"trakt": 295, "slug": "alien-1979", "imdb": "tt0078748", "tmdb": 348},
}
NEW_ON_TRAKT = {"title": "The Matrix", "year": 1999, "ids": {"trakt": 481, "imdb": "tt0133093", "tmdb": 603}}

TRAKT = {
    "ratings-movies.json": json.dumps(
        [{"rated_at": "2014-09-01T09:10:11.000Z", "rating": 9, "type": "movie", "movie": HEAT_ON_TRAKT}]
    ),
    "ratings-shows.json": json.dumps(
        [{"rated_at": "2014-09-01T09:10:11.000Z", "rating": 9, "type": "show", "show": {"title": "Lost"}}]
    ),
    "watched-movies.json": json.dumps(
        [
            {"plays": 2, "last_watched_at": "2015-01-01T00:00:00.000Z", "movie": ALIEN_ON_TRAKT},
            {"plays": 1, "last_watched_at": "2014-09-01T00:00:00.000Z", "movie": HEAT_ON_TRAKT},
        ]
    ),
    "watchlist.json": json.dumps(
        [{"rank": 1, "listed_at": "2016-01-01T00:00:00.000Z", "type": "movie", "movie": NEW_ON_TRAKT}]
    ),
    "lists-best.json": json.dumps(
        [
            {
                "rank": 1,
                "listed_at": "2016-01-01T00:00:00.000Z",
                "type": "movie",
                "movie": {"title": "Jaws", "year": 1975},
            }
        ]
    ),
    "user-profile.json": json.dumps({"username": "ann"}),
    "followers.json": json.dumps([{"followed_at": "2016-01-01T00:00:00.000Z", "user": {"username": "bob"}}]),
}

MOVIELENS_SITE = (
    "movie_id,imdb_id,tmdb_id,rating,average_rating,title\n"
    '6,tt0113277,949,4.5,3.85,"Heat (1995)"\n'
    '2571,0133093,603,5.0,4.15,"Matrix, The (1999)"\n'
)

MOVIELENS_TABLE = "userId,movieId,rating,timestamp\n1,6,4.0,964982224\n1,2571,2.5,964982224\n"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Files in a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
