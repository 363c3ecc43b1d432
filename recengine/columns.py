"""Names of the columns of a ratings frame, said once."""

from typing import Final


class Columns:
    """Columns of `Dataset.ratings`; one row is one rating, the latest where a user rated twice."""

    USER: Final = "user_id"
    ITEM: Final = "item_id"
    RATING: Final = "rating"
    TIMESTAMP: Final = "timestamp"

    ALL: Final = (USER, ITEM, RATING, TIMESTAMP)


LIKE: Final = 4.0
"""A rating of at least this many stars is a like."""

DISLIKE: Final = 2.5
"""A rating of at most this many stars is a dislike."""

MIN_STARS: Final = 0.5
MAX_STARS: Final = 5.0
