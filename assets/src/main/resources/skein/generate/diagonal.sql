-- A line from corner to corner of the unit square, 1/5,000 of its side wide; value grows along it.
SELECT
  frac(bits(i, ${x})) AS x,
  frac(bits(i, ${x})) + 0.0002e0 * (frac(bits(i, ${y})) - 0.5e0) AS y,
  CAST(100 * frac(bits(i, ${x})) + frac(bits(i, ${value})) AS FLOAT) AS value,
  name(bits(i, ${category})) AS category
FROM ${numbers}
