"""The best one-to-one assignment of rows to columns: the Hungarian algorithm with potentials. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def best_assignment(gains: Sequence[Sequence[float]]) -> dict[int, int]:
    """Assign rows to columns so that the sum of gains is greatest: row → column, rows without gain left out.

    Gains are 0 where a pair is impossible and positive otherwise. O(rows² · columns), after Jonker and
    Volgenant: rows are added one by one along the cheapest augmenting path.
    """
    if not gains:
        return {}
    rows, columns = len(gains), len(gains[0])
    costs = [
        [-gain for gain in row] + [0.0] * rows for row in gains
    ]  # a column of its own for staying single
    owner = _owners(costs, columns + rows)
    return {row: column for column, row in enumerate(owner[:columns]) if row >= 0 and gains[row][column] > 0}


def _owners(costs: list[list[float]], columns: int) -> list[int]:
    """Find the row that owns each column, -1 for none, at the least total cost."""
    owner = [-1] * (columns + 1)  # the last column stands for the row being added
    of_row, of_column = [0.0] * len(costs), [0.0] * (columns + 1)
    for row in range(len(costs)):
        owner[columns] = row
        came_from, column = _cheapest_path(costs, owner, of_row, of_column)
        while column != columns:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    return owner[:columns]


def _cheapest_path(
    costs: list[list[float]], owner: list[int], of_row: list[float], of_column: list[float]
) -> tuple[list[int], int]:
    """Walk from the added row to a free column, adjusting potentials: (previous columns, where it ends)."""
    columns = len(owner) - 1
    distance, came_from = [float("inf")] * columns, [columns] * columns
    visited = [False] * (columns + 1)
    column = columns
    while owner[column] >= 0:
        visited[column] = True
        row, step, following = owner[column], float("inf"), columns
        for other in range(columns):
            if visited[other]:
                continue
            reduced = costs[row][other] - of_row[row] - of_column[other]
            if reduced < distance[other]:
                distance[other], came_from[other] = reduced, column
            if distance[other] < step:
                step, following = distance[other], other
        for other in range(columns + 1):
            if visited[other]:
                of_row[owner[other]] += step
                of_column[other] -= step
            elif other < columns:
                distance[other] -= step
        column = following
    return came_from, column
