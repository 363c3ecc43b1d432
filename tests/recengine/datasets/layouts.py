"""Two films and a few ratings in each layout that MovieLens had, as files in memory."""

import zipfile
from pathlib import Path

CSV = {
    "movies.csv": (
        "movieId,title,genres\n"
        "6,Heat (1995),Action|Crime|Thriller\n"
        '1210,"Léon, The (Léon) (1994)",Children\'s|Drama\n'
        "99,Unseen (2001),(no genres listed)\n"
    ).encode(),
    "ratings.csv": (
        b"userId,movieId,rating,timestamp\n1,6,4.5,100\n1,1210,2.0,101\n2,6,3.0,50\n2,6,5.0,60\n2,777,5.0,61\n"
    ),
    "tags.csv": b"userId,movieId,tag,timestamp\n1,6,Heist,1\n2,6,heist,2\n2,6,null,3\n",
    "links.csv": b"movieId,imdbId,tmdbId\n6,0113277,949\n1210,0110413,\n",
    "README.txt": b"about",
}

DAT = {
    "movies.dat": "6::Heat (1995)::Action|Crime\n1210::Léon: :: The Pro (1994)::Children's\n".encode("latin-1"),
    "ratings.dat": b"1::6::5::978300760\n1::1210::3::978300761\n2::6::4::978300762\n",
    "users.dat": b"1::F::1::10::48067\n",
}

DAT_10M = {
    "movies.dat": "6::Heat (1995)::Action|Crime\n1210::Léon (1994)::Drama\n".encode(),
    "ratings.dat": b"1::6::4.5::978300760\n2::1210::0.5::978300762\n",
    "tags.dat": b"15::6::Heist::1215184630\n",
}

U100K = {
    "u.genre": b"unknown|0\nAction|1\nChildren's|2\n\n",
    "u.item": (
        "1|Toy Story (1995)|01-Jan-1995||http://x|0|0|1\n2|Misérables, Les (1995)|01-Jan-1995||http://y|0|1|0\n"
        "3|unknown||||1|0|0\n"
    ).encode("latin-1"),
    "u.data": b"196\t1\t3\t881250949\n186\t2\t4\t891717742\n",
}

ALL = {"csv": CSV, "dat": DAT, "dat-10m": DAT_10M, "100k": U100K}


def as_folder(folder: Path, files: dict[str, bytes]) -> Path:
    """Write the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def as_zip(path: Path, files: dict[str, bytes], *, inside: str = "") -> Path:
    """Write the files into a zip, under a folder inside it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{inside}{name}", content)
    return path
