/**
 * Exact decimal arithmetic for money and quantities: an integer of any size and how many of its digits are decimals.
 * Amounts stay strings on the wire ("12.50"); nothing here ever becomes a floating point number.
 */
export class Decimal {
  private constructor(
    private readonly units: bigint,
    /** How many decimals `toString()` shows. */
    readonly scale: number,
  ) {}

  static readonly zero = new Decimal(0n, 0);

  /** Reads "12.50", "-3" or "1e3"; undefined if it is not such a number. */
  static parse(text: string): Decimal | undefined {
    const m = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
    if (!m || !(m[2] || m[3])) return undefined;
    const decimals = m[3] ?? '';
    const exponent = Number(m[4] ?? 0);
    const units = BigInt((m[2] ?? '') + decimals) * (m[1] === '-' ? -1n : 1n);
    const scale = decimals.length - exponent;
    return scale >= 0 ? new Decimal(units, scale) : new Decimal(units * 10n ** BigInt(-scale), 0);
  }

  /** Reads a number; a RangeError if it is none. */
  static of(value: DecimalLike): Decimal {
    if (value instanceof Decimal) return value;
    if (typeof value === 'bigint') return new Decimal(value, 0);
    const read = Decimal.parse(String(value));
    if (!read) throw new RangeError(`Not a decimal number: ${String(value)}`);
    return read;
  }

  static sum(values: Iterable<DecimalLike>): Decimal {
    let total = Decimal.zero;
    for (const value of values) total = total.plus(value);
    return total;
  }

  plus(other: DecimalLike): Decimal {
    const o = Decimal.of(other);
    const scale = Math.max(this.scale, o.scale);
    return new Decimal(this.at(scale) + o.at(scale), scale);
  }

  minus(other: DecimalLike): Decimal {
    return this.plus(Decimal.of(other).negate());
  }

  times(other: DecimalLike): Decimal {
    const o = Decimal.of(other);
    return new Decimal(this.units * o.units, this.scale + o.scale);
  }

  /** The quotient rounded half up to so many decimals; a RangeError if the divisor is zero. */
  dividedBy(other: DecimalLike, decimals: number): Decimal {
    const o = Decimal.of(other);
    if (o.units === 0n) throw new RangeError('Division by zero');
    const shift = decimals + o.scale - this.scale;
    const top = shift >= 0 ? this.units * 10n ** BigInt(shift) : this.units;
    const bottom = shift >= 0 ? o.units : o.units * 10n ** BigInt(-shift);
    return new Decimal(halfUp(top, bottom), decimals);
  }

  /** So many percent of this, exact: `dec('200').percent('21')` is 42.00. */
  percent(rate: DecimalLike): Decimal {
    const product = this.times(rate);
    return new Decimal(product.units, product.scale + 2);
  }

  /** Exactly so many decimals; halves go away from zero, as in the law and in the server's HALF_UP. */
  round(decimals: number): Decimal {
    if (decimals >= this.scale) return new Decimal(this.at(decimals), decimals);
    return new Decimal(halfUp(this.units, 10n ** BigInt(this.scale - decimals)), decimals);
  }

  negate(): Decimal {
    return new Decimal(-this.units, this.scale);
  }

  abs(): Decimal {
    return this.units < 0n ? this.negate() : this;
  }

  /** Below zero, zero or above zero, as this is less than, equal to (1.0 and 1.00 are) or greater than the other. */
  compare(other: DecimalLike): number {
    const o = Decimal.of(other);
    const scale = Math.max(this.scale, o.scale);
    const difference = this.at(scale) - o.at(scale);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: DecimalLike): boolean {
    return this.compare(other) === 0;
  }

  isZero(): boolean {
    return this.units === 0n;
  }

  /** The same number without zeros at the end, but with at least so many decimals. */
  trim(least = 0): Decimal {
    let { units, scale } = this;
    while (scale > least && units % 10n === 0n) {
      units /= 10n;
      scale--;
    }
    return scale < least ? new Decimal(this.at(least), least) : new Decimal(units, scale);
  }

  /** As it goes over the wire: "-1234.50". */
  toString(): string {
    const digits = (this.units < 0n ? -this.units : this.units).toString().padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const sign = this.units < 0n ? '-' : '';
    return this.scale ? `${sign}${whole}.${digits.slice(-this.scale)}` : sign + whole;
  }

  toJSON(): string {
    return this.toString();
  }

  private at(scale: number): bigint {
    return this.units * 10n ** BigInt(scale - this.scale);
  }
}

export type DecimalLike = Decimal | string | number | bigint;

/** `dec('1.10').plus('2').times('0.21').round(2).toString()` */
export const dec = (value: DecimalLike): Decimal => Decimal.of(value);

function halfUp(top: bigint, bottom: bigint): bigint {
  const negative = top < 0n !== bottom < 0n;
  const t = top < 0n ? -top : top;
  const b = bottom < 0n ? -bottom : bottom;
  const rounded = (t * 2n + b) / (b * 2n);
  return negative ? -rounded : rounded;
}
