-- Films that were added to the catalogue, the count of such changes, and titles that were asked for in vain.

CREATE TABLE added_films (
    film_key TEXT COLLATE "C" PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    content TEXT NOT NULL,
    added_at BIGINT NOT NULL
);

CREATE TABLE catalog_changes (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    revision BIGINT NOT NULL,
    last_number BIGINT NOT NULL
);

CREATE TABLE wanted_films (
    title_key TEXT COLLATE "C" PRIMARY KEY,
    title TEXT NOT NULL,
    times BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
