-- Taxi trips of a city that is not: hubs, streets turned by 29 degrees, busy and quiet hours; in order of pickup_time.
SELECT
  make_timestamp(1546300800000000 + i * 200000 + CAST(6e9 * rush AS BIGINT)) AS pickup_time,
  -73.97e0 + 0.8746e0 * along - 0.4848e0 * across AS lon,
  40.75e0 + 0.7574e0 * (0.4848e0 * along + 0.8746e0 * across) AS lat,
  -73.97e0 + to_along AS dropoff_lon,
  40.75e0 + to_across AS dropoff_lat,
  CAST(90 + km * (150 - 50 * rush) * (0.7e0 + 0.9e0 * slow) AS INTEGER) AS duration_s,
  CAST(km AS FLOAT) AS distance_km,
  CAST(round((3 + 1.75e0 * km + slow * km) * 20) / 20 AS FLOAT) AS fare,
  CASE WHEN pay < 170 THEN 'card' WHEN pay < 238 THEN 'cash' ELSE 'app' END AS payment
FROM (
  SELECT *, 0.4e0 + 110 * (abs(along - to_along) + abs(across - to_across)) AS km
  FROM (
    SELECT
      i,
      -- trips begin on a street, which runs along one axis and stands at its multiples of the other
      CASE WHEN h & 1 = 0 THEN u ELSE round(u * 625) / 625 + 0.00012e0 * (frac(h) - 0.5e0) END AS along,
      CASE WHEN h & 1 = 1 THEN v ELSE round(v * 1250) / 1250 + 0.00012e0 * (frac(h) - 0.5e0) END AS across,
      0.11e0 * (((g & 65535) + ((g >> 16) & 65535)) / 65536 - 1) AS to_along,
      0.09e0 * (((g >> 32) & 65535) / 65536 + (g >> 48) / 65536 - 1) AS to_across,
      frac(h) AS slow,
      (h >> 1) & 255 AS pay,
      -- over a day's mean number of trips
      sin(i * 1.454441043328608e-5) AS rush
    FROM (
      SELECT
        i,
        bits(i, ${street}) AS h,
        bits(i, ${dropoff}) AS g,
        0.018e0 * (hub * 3 % 8 - 3) + 0.006e0 * (hub + 1) * radius(bits(i, ${radius})) * cos(turn(bits(i, ${turn}))) AS u,
        0.022e0 * (hub * 5 % 8 - 3) + 0.007e0 * (hub + 1) * radius(bits(i, ${radius})) * sin(turn(bits(i, ${turn}))) AS v
      FROM (
        SELECT i, CAST(floor(7 * frac(bits(i, ${hub})) * frac(bits(i, ${hub}))) AS INTEGER) AS hub
        FROM ${numbers}
      )
    )
  )
)
