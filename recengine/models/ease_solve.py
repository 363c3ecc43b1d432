"""The closed form behind `EaseModel`; apart, because only training needs scipy."""

import numpy as np
from scipy import linalg, sparse

from recengine.arrays import Floats


def solve(likes: sparse.csr_matrix, *, strength: float) -> Floats:
    """Weights between the columns of likes: those of the row's movie for the column's, float32, 0 on the diagonal.

    The matrix to be inverted is symmetric and positive definite, which a Cholesky factorisation makes use of, at a
    third of the cost of a general inverse. It takes double precision: of many likes the largest eigenvalues are a
    million times the smallest.

    Parameters
    ----------
    likes
        1.0 where there is a like, shape (users, movies), float32: its products are whole numbers, and exact.
    """
    gram = np.asarray((likes.T @ likes).todense(), dtype=np.float64, order="F")
    gram[np.diag_indices_from(gram)] += strength
    factor, _ = linalg.lapack.dpotrf(gram, lower=0, clean=0, overwrite_a=1)
    upper, _ = linalg.lapack.dpotri(factor, lower=0, overwrite_c=1)
    inverse = np.triu(upper) + np.triu(upper, 1).T
    inverse /= -inverse.diagonal()
    np.fill_diagonal(inverse, 0.0)
    return np.asarray(inverse, dtype=np.float32)
