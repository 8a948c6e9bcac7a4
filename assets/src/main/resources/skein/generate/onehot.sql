-- All rows in a square of 1/100,000 of the plot's side, but the last one, which is alone in the opposite corner.
SELECT
  CASE WHEN i = ${rows} - 1 THEN 1 ELSE 1e-5 * frac(bits(i, ${x})) END AS x,
  CASE WHEN i = ${rows} - 1 THEN 1 ELSE 1e-5 * frac(bits(i, ${y})) END AS y,
  CAST(frac(bits(i, ${value})) AS FLOAT) AS value,
  CASE WHEN i = ${rows} - 1 THEN 'lone' ELSE 'many' END AS category
FROM ${numbers}
