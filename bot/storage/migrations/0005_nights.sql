-- Movie nights of groups. A night that is over keeps nobody's name; what it leaves is who gave way.

PRAGMA user_version = 5;

-- `user_id` is who opened it, while it is under way and they are not erased. `revision` changes with anything that is
-- stored of a night: whoever decided over an older one decides again.
CREATE TABLE nights (
    chat_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    user_id INTEGER,
    language TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('gathering', 'voting', 'decided', 'cancelled')),
    wishes TEXT NOT NULL,
    round INTEGER NOT NULL,
    shortlist TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    passed TEXT NOT NULL,
    winner TEXT,
    revision INTEGER NOT NULL,
    PRIMARY KEY (chat_id, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX night_under_way ON nights (chat_id) WHERE status IN ('gathering', 'voting');

CREATE TABLE night_members (
    chat_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    first_name TEXT NOT NULL,
    matches TEXT NOT NULL,
    PRIMARY KEY (chat_id, number, user_id),
    FOREIGN KEY (chat_id, number) REFERENCES nights (chat_id, number) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX night_members_of_user ON night_members (user_id);

-- Messages in the group that show a night. `doubtful`: a twin may have been sent before, of which nothing is known.
CREATE TABLE night_messages (
    chat_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    poll_id TEXT UNIQUE,
    doubtful INTEGER NOT NULL,
    PRIMARY KEY (chat_id, number, message_id),
    FOREIGN KEY (chat_id, number) REFERENCES nights (chat_id, number) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Votes by poll, and not by night: a vote may come in before it is known which poll was sent.
CREATE TABLE night_votes (
    vote_id INTEGER PRIMARY KEY AUTOINCREMENT,
    poll_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    choice INTEGER,
    at INTEGER NOT NULL,
    UNIQUE (poll_id, user_id)
) STRICT;
CREATE INDEX night_votes_of_user ON night_votes (user_id);

-- Who gave way the last time they took part in a group's night.
CREATE TABLE night_owed (
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    PRIMARY KEY (chat_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX night_owed_of_user ON night_owed (user_id);
