-- Random numbers without state: those of row i are hashes of i and of a key of 64 bits, one for each use.
CREATE MACRO bits(i, k) AS hash(xor(i, k));

-- In [0, 1), 53 bits. A literal with an exponent is a DOUBLE, one without a slower DECIMAL.
CREATE MACRO frac(h) AS (h >> 11) * 1.1102230246251565e-16;

-- A standard normal pair is the radius times the cosine and the sine of the turn (Box and Muller 1958).
CREATE MACRO radius(h) AS sqrt(-2 * ln(1 - frac(h)));
CREATE MACRO turn(h) AS 6.283185307179586e0 * frac(h);

-- one of 6 names, the first the most frequent
CREATE MACRO name(h) AS
  ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'][1 + CAST(floor(6 * frac(h) * frac(h)) AS INTEGER)];

-- The bits of h, from the highest on, are 64 steps of 1 or -1: the sum of the first j, and of one more, j in 0..63.
-- bit_count of an int64 takes half the time of bit_count of a uint64.
CREATE MACRO walked(h, j) AS 2 * bit_count(CAST((h >> 1) >> (63 - j) AS BIGINT)) - j;
CREATE MACRO step_after(h, j) AS 2 * CAST((h >> (63 - j)) & 1 AS INTEGER) - 1;
CREATE MACRO walked_all(h) AS walked(h, 63) + step_after(h, 63);

-- The walk less the straight line between its ends, so that it begins and ends at 0: at step j and at the one after it.
CREATE MACRO bridge(h, j) AS walked(h, j) - j * walked_all(h) / 64;
CREATE MACRO bridge_next(h, j) AS walked(h, j) + step_after(h, j) - (j + 1) * walked_all(h) / 64;

-- Point n of a bridge whose steps are unit points long, on the line between two steps.
CREATE MACRO level(n, unit, k) AS
  bridge(bits(n // (64 * unit), k), n // unit % 64) * (1 - n % unit / unit)
  + bridge_next(bits(n // (64 * unit), k), n // unit % 64) * (n % unit / unit);

-- A walk at its row 256 * n, but for what happens within 4,096 rows: bridges whose steps are 64^2 to 64^5 rows long, and
-- a step of 64^l rows is 8^l high.
CREATE MACRO coarse(n, k2, k3, k4, k5) AS
  64 * level(n, 16, k2) + 512 * level(n, 1024, k3) + 4096 * level(n, 65536, k4) + 32768 * level(n, 4194304, k5);
