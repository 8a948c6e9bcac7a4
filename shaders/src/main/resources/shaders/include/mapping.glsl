// From a row's code to its cell, for one axis: operation by operation what
// skein.core.aggregate.CellMapping does, which explains it.
const double DEEP = 16384.0lf;
const float DEEP_STRIDE = 32768.0;

struct Mapping {
  int base;
  float a;
  float f;
  bool hit;
  bool inside;
  int lowest;   // no row's cell is below
  int highest;  // or above, before clamping into the grid
  uint firstCode;  // rows outside these codes are outside the window
  uint lastCode;
};

int cellOf(uint code, Mapping m) {
  precise float t = float(code) * m.a;
  t = t + m.f;
  return m.base + int(t);
}

// The smallest whole c with c * step >= distance, whichever way the division rounds.
double atOrAbove(double distance, double step) {
  precise double quotient = distance / step;
  double c = ceil(quotient);
  precise double here = c * step;
  precise double before = (c - 1.0lf) * step;
  if (here < distance) {
    return c + 1.0lf;
  }
  return before >= distance ? c - 1.0lf : c;
}

uint limited(double code) {
  return uint(max(0.0lf, min(code, 65535.0lf)));
}

void mapDeep(inout Mapping m, double lo, double step, double viewLo, double s, double perUnit,
    int cells) {
  precise double stepS = step * s;
  precise double below = lo * s - viewLo * s;
  precise double above = viewLo * s - lo * s;
  precise double quotient = above / stepS;
  double code = max(0.0lf, ceil(quotient));
  precise double along = code * stepS;
  precise double sum = below + along;
  precise double p = sum * perUnit;
  m.inside = false;
  if (code > 65535.0lf || p > double(cells)) {
    m.hit = false;
    return;
  }
  m.firstCode = uint(code);
  m.lastCode = m.firstCode;
  m.a = DEEP_STRIDE;
  m.f = 0.0;
  m.base = min(int(max(p, 0.0lf)), cells - 1) - int(code) * int(DEEP_STRIDE);
  m.lowest = cellOf(0u, m);
  m.highest = cellOf(65535u, m);
}

Mapping mapBlock(double lo, double hi, double step, double viewLo, double viewHi, double s,
    double perUnit, int cells) {
  Mapping m = Mapping(0, 0.0, 0.0, false, false, 0, 0, 0u, 65535u);
  if (hi < viewLo || lo > viewHi) {
    return m;
  }
  m.hit = true;
  precise double stepS = step * s;
  precise double scale = stepS * perUnit;
  if (scale > DEEP) {
    mapDeep(m, lo, step, viewLo, s, perUnit, cells);
    return m;
  }
  m.inside = lo >= viewLo && hi <= viewHi;
  precise double distance = lo * s - viewLo * s;
  precise double offset = distance * perUnit;
  double whole = floor(offset);
  precise double within = offset - whole;
  m.base = int(whole);
  m.a = float(scale);
  m.f = float(within);
  m.lowest = cellOf(0u, m);
  // One more than the highest code, so that the quotient's rounding does not matter.
  double codes = step > 0.0lf ? ceil((hi * s - lo * s) / stepS) + 1.0lf : 0.0lf;
  m.highest = cellOf(uint(min(codes, 65535.0lf)), m);
  if (!m.inside && step > 0.0lf) {
    precise double toLo = viewLo * s - lo * s;
    precise double toHi = viewHi * s - lo * s;
    m.firstCode = limited(atOrAbove(toLo, stepS));
    m.lastCode = limited(step == 1.0lf ? floor(toHi / stepS) : atOrAbove(toHi, stepS));
  }
  return m;
}

// The row's cell, or -1 when the row is outside the window.
int placeRow(uint code, Mapping m, int cells) {
  bool outside = code < m.firstCode || code > m.lastCode;
  return outside ? -1 : clamp(cellOf(code, m), 0, cells - 1);
}
