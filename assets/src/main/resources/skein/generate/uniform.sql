-- x and y even over the unit square: the noise that no clustering helps.
SELECT
  frac(bits(i, ${x})) AS x,
  frac(bits(i, ${y})) AS y,
  CAST(10 * sin(9 * frac(bits(i, ${x})) + 5 * frac(bits(i, ${y}))) + 4 * frac(bits(i, ${value})) AS FLOAT) AS value,
  name(bits(i, ${category})) AS category
FROM ${numbers}
