/**
 * Elementary functions from + − × ÷ and square roots alone: the same last bit in every JavaScript engine, which
 * `Math.exp` and `Math.log` do not promise. Errors are tested against Node's `Math` (relative, below 1e-13 unless said).
 */

const LN2_HIGH = 0.6931471803691238; // the first 33 bits: products with exponents are exact
const LN2_LOW = 1.9082149292705877e-10;
const HALF_LN_2PI = 0.9189385332046727;

/** e to the power of `x`; 0 below −745, Infinity above 709.78, as far as numbers reach. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  // x = k ln 2 + r with |r| ≤ ln 2 ÷ 2, and the series of e^r, whose 14th term is below 1e-17.
  const k = Math.round(x / Math.LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 16; n += 1) {
    term *= r / n;
    sum += term;
  }
  return scaled(sum, k);
}

/** The natural logarithm; −Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  // x = m 2^k with m in [√½, √2); ln m = 2 artanh((m − 1) ÷ (m + 1)).
  let mantissa = x;
  let k = 0;
  for (; mantissa >= Math.SQRT2; k += 1) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; k -= 1) mantissa *= 2;
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let n = 27; n >= 1; n -= 2) sum = sum * square + 1 / n;
  return k * LN2_HIGH + (2 * ratio * sum + k * LN2_LOW);
}

/** ln(1 + x), exact where x is small and 1 + x would lose it. */
export function ln1p(x: number): number {
  if (x > -1e-17 && x < 1e-17) return x;
  if (x <= -0.25 || x >= 0.4) return ln(1 + x);
  const ratio = x / (2 + x);
  const square = ratio * ratio;
  let sum = 0;
  for (let n = 27; n >= 1; n -= 2) sum = sum * square + 1 / n;
  return 2 * ratio * sum;
}

export function log10(x: number): number {
  return ln(x) / Math.LN10;
}

/**
 * ln of the tail of the standard normal distribution beyond `z`: ln P(Z > z), for any z, without underflow.
 * Near 0 the series of the half that lies between 0 and z (Abramowitz & Stegun 1964, 26.2.11),
 * beyond it the continued fraction of the tail (26.2.14).
 */
export function lnNormalTail(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  if (z > SERIES_END) return lnTailFraction(z);
  if (z < -SERIES_END) return z === Number.NEGATIVE_INFINITY ? 0 : ln1p(-exp(lnTailFraction(-z)));
  const middle = exp(-0.5 * z * z - HALF_LN_2PI) * oddSeries(z);
  return ln(0.5 - middle);
}

/** Beyond it ½ minus the series would lose more than three digits. */
const SERIES_END = 2;

/** z + z³/3 + z⁵/(3·5) + …: the integral of the density from 0 to z, divided by the density at z. */
function oddSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 3; n < 120; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return sum;
}

/** ln of density(z) ÷ (z + 1/(z + 2/(z + 3/(z + …)))). */
function lnTailFraction(z: number): number {
  let fraction = z;
  for (let n = FRACTION_TERMS; n >= 1; n -= 1) fraction = z + n / fraction;
  return -0.5 * z * z - HALF_LN_2PI - ln(fraction);
}

/** Near 2, where the fraction converges slowest, so many give 13 digits. */
const FRACTION_TERMS = 240;

/** ln(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return x > 0 ? x + ln1p(exp(-x)) : ln1p(exp(x));
}

/** value × 2^k by exact steps, through the small numbers near 0 as well. */
function scaled(value: number, k: number): number {
  let result = value;
  let left = k;
  for (; left > 0; left -= 1) result *= 2;
  for (; left < 0; left += 1) result /= 2;
  return result;
}
