-- Eight tight clusters in the unit square, each alone in its row and its column; value is the distance in sigmas.
SELECT
  (k * 3 % 8 + 0.5e0) / 8 + 0.0015e0 * (1 + k * 0.25e0) * radius * cos(turn) AS x,
  (k * 5 % 8 + 0.5e0) / 8 + 0.0015e0 * (1 + k * 0.25e0) * radius * sin(turn) AS y,
  CAST(radius AS FLOAT) AS value,
  ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'][k + 1] AS category
FROM (
  SELECT
    CAST(bits(i, ${cluster}) & 7 AS INTEGER) AS k,
    radius(bits(i, ${radius})) AS radius,
    turn(bits(i, ${turn})) AS turn
  FROM ${numbers}
)
