"""The tables, in Markdown, and whether what was promised is kept."""

from collections.abc import Sequence

from benchmarks.new_films.measuring import FEW, GIVEN, JOINED, SPARSE, TRAINED, Figures, Found, few_name

MOST_SHARE = 1.0
"""New films may have no more of the best places than a training with all their ratings gives them."""


def show(found: Found, *, title: str) -> None:
    """Print a row for each way to serve and number of given ratings, then the verdict."""
    print(f"# New films: {title}\n")
    _table(found, ["by chance", "content alone", SPARSE, JOINED, TRAINED])
    print("\nHow soon a training knows them (first seed alone):\n")
    _table(found, [few_name(count) for count in FEW])
    print()
    for k in GIVEN:
        joined, trained = mean(found[JOINED, k]), mean(found[TRAINED, k])
        before, chance = mean(found["by chance", k]), mean(found[SPARSE, k])
        _met(joined.auc > mean(found["content alone", k]).auc, f"k={k}: AUC above that of content alone")
        _met(chance.auc > 0.6, f"k={k}: with genres and year alone AUC {chance.auc:.3f}, by chance 0.5")
        _met(0 < joined.share <= MOST_SHARE * trained.share, f"k={k}: neither none nor more of the best ten places")
        _met(abs(joined.old_ndcg - before.old_ndcg) < 5e-5, f"k={k}: accuracy over the others as before")


def mean(figures: Sequence[Figures]) -> Figures:
    """Means over seeds."""
    names = Figures.__slots__
    return Figures(*(sum(getattr(one, name) for one in figures) / len(figures) for name in names))


def _table(found: Found, names: Sequence[str]) -> None:
    _line(
        [
            "new films",
            "k",
            "AUC among themselves",
            "NDCG@10 among themselves",
            "share of the best ten",
            "others' NDCG@10",
        ]
    )
    _line(["---", *("---:" for _ in range(5))])
    for name in names:
        for k in GIVEN:
            own = mean(found[name, k])
            share = "" if name == "by chance" else f"{own.share:.2%}"
            _line([name, str(k), f"{own.auc:.3f}", f"{own.ndcg:.3f}", share, f"{own.old_ndcg:.4f}"])


def _met(met: bool, text: str) -> None:
    print(f"- {'met' if met else 'MISSED'}, {text}")


def _line(cells: Sequence[str]) -> None:
    print("| " + " | ".join(cells) + " |")
