-- Three random walks over irregular times, in order of time. A walk is the sum of all steps before a row; here it is a sum
-- of bridges (Levy's construction of Brownian motion, with 64 steps for his 2): each level adds 64 steps between two points
-- of the level above it, an eighth as high. So a row follows from its number alone and nothing has to be summed over rows.
SELECT
  make_timestamp(1704067200000000 + i * 100000 + CAST(bits(i, ${jitter}) & 65535 AS BIGINT)) AS ts,
  a0 + da * k + 0.02e0 * bit_count(ha >> (63 - k)) AS a,
  b0 + db * k + 0.04e0 * bit_count(hb >> (63 - k)) AS b,
  c0 + dc * k + 0.002e0 * bit_count(hc >> (63 - k)) AS c,
  state
FROM (
  SELECT *, m * 64 + k AS i
  FROM (SELECT *, unnest(range(64)) AS k FROM (
    -- What stands beside unnest is computed for each of its rows, so what holds for a block is computed below it.
    -- Blocks of 64 rows: where the block begins; what each row adds, the walk's own line taken off; the bits of its steps.
    SELECT
      m,
      100 + 0.01e0 * a0 AS a0,
      20 + 0.02e0 * b0 AS b0,
      0.001e0 * c0 AS c0,
      0.01e0 * ((a1 - a0 - walked_all(bits(m, ${a0}))) / 64 - 1) AS da,
      0.02e0 * ((b1 - b0 - walked_all(bits(m, ${b0}))) / 64 - 1) AS db,
      0.001e0 * ((c1 - c0 - walked_all(bits(m, ${c0}))) / 64 - 1) AS dc,
      CAST(bits(m, ${a0}) >> 1 AS BIGINT) AS ha,
      CAST(bits(m, ${b0}) >> 1 AS BIGINT) AS hb,
      CAST(bits(m, ${c0}) >> 1 AS BIGINT) AS hc,
      CASE WHEN a1 > a0 THEN 'rising' ELSE 'falling' END AS state
    FROM (
      SELECT
        m,
        a_lo + (a_hi - a_lo) * q / 4 + 8 * bridge(ga, m % 64) AS a0,
        a_lo + (a_hi - a_lo) * (q + 1) / 4 + 8 * bridge_next(ga, m % 64) AS a1,
        b_lo + (b_hi - b_lo) * q / 4 + 8 * bridge(gb, m % 64) AS b0,
        b_lo + (b_hi - b_lo) * (q + 1) / 4 + 8 * bridge_next(gb, m % 64) AS b1,
        c_lo + (c_hi - c_lo) * q / 4 + 8 * bridge(gc, m % 64) AS c0,
        c_lo + (c_hi - c_lo) * (q + 1) / 4 + 8 * bridge_next(gc, m % 64) AS c1
      FROM (
        SELECT *, n * 4 + q AS m
        FROM (SELECT *, unnest(range(4)) AS q FROM (
          SELECT
            n,
            bits(n // 16, ${a1}) AS ga,
            bits(n // 16, ${b1}) AS gb,
            bits(n // 16, ${c1}) AS gc,
            coarse(n, ${a2}, ${a3}, ${a4}, ${a5}) AS a_lo,
            coarse(n + 1, ${a2}, ${a3}, ${a4}, ${a5}) AS a_hi,
            coarse(n, ${b2}, ${b3}, ${b4}, ${b5}) AS b_lo,
            coarse(n + 1, ${b2}, ${b3}, ${b4}, ${b5}) AS b_hi,
            coarse(n, ${c2}, ${c3}, ${c4}, ${c5}) AS c_lo,
            coarse(n + 1, ${c2}, ${c3}, ${c4}, ${c5}) AS c_hi
          FROM ${chunks}
        ))
      )
    )
  ))
)
WHERE i < ${end}
