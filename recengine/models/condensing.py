"""Two tables of vectors in fewer dimensions, so that their products change as little as can be."""

import numpy as np

from recengine.arrays import Floats


def condensed(given: Floats, found: Floats, often: tuple[Floats, Floats], *, count: int) -> tuple[Floats, Floats]:
    """What to multiply two tables by so that the products of their rows are kept in `count` dimensions.

    `(given @ a) @ (found @ b).T` is the matrix of that rank which is closest to `given @ found.T`, each square
    difference counted as often as its row of `given` and its row of `found` occur: its leading singular directions
    (C. Eckart and G. Young, Psychometrika 1936), found without the matrix itself.

    Parameters
    ----------
    given, found
        Vectors of one width, shapes (rows, width) and (others, width).
    often
        How often each row occurs, above 0, shapes (rows,) and (others,).
    count
        Dimensions that are kept, at most `width`.

    Returns
    -------
    a, b : float32, both of shape (width, count)
    """
    first, second = (_triangle(table, times) for table, times in zip((given, found), often, strict=True))
    left, strength, right = np.linalg.svd(first @ second.T)
    root = np.sqrt(strength[:count])
    pairs = ((first, left[:, :count]), (second, right[:count].T))
    # Directions in which a table has nothing cannot be told apart; least squares leaves them out.
    a, b = (np.linalg.lstsq(triangle, kept * root, rcond=None)[0].astype(np.float32) for triangle, kept in pairs)
    return a, b


def _triangle(table: Floats, often: Floats) -> np.ndarray:
    """R of the QR decomposition of the weighted rows: it has their products with each other, in a small square."""
    rows = table.astype(np.float64)
    rows *= np.sqrt(often.astype(np.float64))[:, None]
    width = table.shape[1]
    found = np.linalg.qr(rows, mode="r")
    # With fewer rows than columns it is not square.
    return np.vstack([found, np.zeros((width - len(found), width))]) if len(found) < width else np.asarray(found)
