-- A barred spiral galaxy seen at an angle: ${rows} stars, the same for the same seed on any machine.
-- x, y in kiloparsecs on the sky; temperature in kelvin; part names the population.
WITH star AS (
  SELECT
    i,
    (hash(i * 8 + 1 + ${seed}) >> 11) / 9007199254740992.0 AS u1,
    (hash(i * 8 + 2 + ${seed}) >> 11) / 9007199254740992.0 AS u2,
    (hash(i * 8 + 3 + ${seed}) >> 11) / 9007199254740992.0 AS u3,
    sqrt(-2 * ln(1 - (hash(i * 8 + 4 + ${seed}) >> 11) / 9007199254740992.0)) AS g,
    2 * pi() * (hash(i * 8 + 5 + ${seed}) >> 11) / 9007199254740992.0 AS phi,
    (hash(i * 8 + 6 + ${seed}) >> 11) / 9007199254740992.0 AS u6
  FROM range(${rows}) AS r(i)
),
kind AS (
  SELECT
    *,
    g * cos(phi) AS g1,
    g * sin(phi) AS g2,
    CASE
      WHEN u1 < 0.55 THEN 'arm'
      WHEN u1 < 0.70 THEN 'disk'
      WHEN u1 < 0.84 THEN 'bulge'
      WHEN u1 < 0.89 THEN 'bar'
      WHEN u1 < 0.965 THEN 'cluster'
      ELSE 'halo'
    END AS part,
    -- clusters share the place of one of 900 centres on the arms
    hash(CAST(floor(u6 * u6 * 900) AS BIGINT) + 77 + ${seed}) AS centre
  FROM star
),
polar AS (
  SELECT
    *,
    CASE
      WHEN part = 'arm' THEN 1.7 - 3.5 * ln(1 - u2 * 0.975)
      WHEN part = 'cluster' THEN 2.0 - 3.4 * ln(1 - ((centre >> 40) % 4096) / 4096.0 * 0.95)
      ELSE 0
    END AS r,
    CASE
      WHEN part = 'cluster' THEN ((centre >> 20) % 1024) / 1024.0
      ELSE u3
    END AS which
  FROM kind
),
face AS (
  SELECT
    part,
    g1, g2, u2, u6,
    -- two grand arms and two faint ones on logarithmic spirals of 17 degrees
    r * cos(angle) + CASE part
      WHEN 'arm' THEN g1 * (0.12 + 0.045 * r)
      WHEN 'cluster' THEN g1 * size
      WHEN 'disk' THEN 3.0 * -ln(1 - u2 * 0.985) * cos(2 * pi() * u3)
      WHEN 'bulge' THEN g1 * 0.85 * (0.35 + u2)
      WHEN 'bar' THEN (u2 - 0.5) * 4.6 + g1 * 0.18
      ELSE g1 * 3.2 END AS fx,
    r * sin(angle) + CASE part
      WHEN 'arm' THEN g2 * (0.12 + 0.045 * r)
      WHEN 'cluster' THEN g2 * size
      WHEN 'disk' THEN 3.0 * -ln(1 - u2 * 0.985) * sin(2 * pi() * u3)
      WHEN 'bulge' THEN g2 * 0.65 * (0.35 + u2)
      WHEN 'bar' THEN g2 * 0.30
      ELSE g2 * 3.2 END AS fy
  FROM (
    SELECT
      *,
      ln(greatest(r, 0.1) / 1.7) / tan(radians(17.0))
        + CASE WHEN which < 0.38 THEN 0 WHEN which < 0.76 THEN pi()
               WHEN which < 0.88 THEN pi() / 2 ELSE 3 * pi() / 2 END
        + CASE WHEN part = 'cluster' THEN (((centre >> 8) % 512) / 512.0 - 0.5) * 0.22
               ELSE (u6 - 0.5) * 0.34 END AS angle,
      0.015 + 0.09 * ((centre >> 52) % 64) / 64.0 AS size
    FROM polar
  )
)
SELECT
  -- turned by 24 degrees on the sky after tilting the disk by 52
  fx * 0.9135 - fy * 0.62 * 0.4067 AS x,
  fx * 0.4067 + fy * 0.62 * 0.9135 AS y,
  CAST(round(CASE part
    WHEN 'arm' THEN 6200 + 4200 * u6 * u6
    WHEN 'cluster' THEN 9500 + 12000 * u6
    WHEN 'disk' THEN 5400 + 900 * g1 * 0.5
    WHEN 'halo' THEN 4700 + 500 * g1 * 0.5
    ELSE 4100 + 600 * u6 END) AS INTEGER) AS temperature,
  part
FROM face
