import { Decimal, type DecimalLike } from '../core/decimal.js';

interface Marks {
  readonly decimal: string;
  readonly group: string;
}

const known = new Map<string, Marks>();

/** How a language writes numbers: 1.234,56 or 1,234.56. */
export function marks(locale: string): Marks {
  let found = known.get(locale);
  if (!found) {
    const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
    const of = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
    found = { decimal: of('decimal') || '.', group: of('group') };
    known.set(locale, found);
  }
  return found;
}

/** Writes a decimal exactly as the language does, e.g. "1234.5" as 1.234,50. */
export function printNumber(value: DecimalLike, locale: string, least = 0, most = Math.max(least, 20), grouping = true): string {
  const { decimal, group } = marks(locale);
  const shown = Decimal.of(value);
  const text = (shown.scale > most ? shown.round(most) : shown).trim(least).toString();
  const [whole = '', decimals] = text.replace('-', '').split('.');
  const grouped = grouping ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  return (text.startsWith('-') ? '-' : '') + grouped + (decimals ? decimal + decimals : '');
}

/**
 * Reads what a person typed: with the marks of the language, and as well "1234.56" or "1,234.56" pasted from elsewhere.
 * "1.234" is a thousand and more where the dot groups. Undefined if it cannot be a number.
 */
export function parseNumber(text: string, locale: string): Decimal | undefined {
  const typed = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/\u2212/g, '-');
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(typed)) return undefined;
  const decimal = decimalMark(typed.replace(/^[+-]/, ''), marks(locale).decimal);
  if (decimal === undefined) return undefined;
  const other = decimal === ',' ? '.' : ',';
  const at = decimal ? typed.lastIndexOf(decimal) : -1;
  const whole = at < 0 ? typed : typed.slice(0, at);
  const rest = at < 0 ? '' : typed.slice(at + 1);
  if (/[.,]/.test(rest)) return undefined;
  const separators = decimal ? other : '.,';
  const groups = whole.replace(/^[+-]/, '').split(new RegExp(`[${separators}]`));
  if (groups.length > 1 && !groups.every((g, i) => (i ? /^\d{3}$/ : /^\d{1,3}$/).test(g))) return undefined;
  return Decimal.parse(whole.replace(/[.,]/g, '') + (rest ? '.' + rest : ''));
}

/** Which mark is the decimal one: '' if there is none, undefined if the text makes no sense. */
function decimalMark(typed: string, own: string): string | undefined {
  const dots = typed.split('.').length - 1;
  const commas = typed.split(',').length - 1;
  if (!dots && !commas) return '';
  if (dots && commas) {
    const last = typed.lastIndexOf('.') > typed.lastIndexOf(',') ? '.' : ',';
    return (last === '.' ? dots : commas) === 1 ? last : undefined;
  }
  const mark = dots ? '.' : ',';
  if ((dots || commas) > 1) return '';
  if (mark === own) return mark;
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(typed) ? '' : mark;
}

/**
 * Works out what was typed: a number, or a sum such as "12*3+4" or "(100-20)/3" in the marks of the language.
 * Undefined if it cannot be worked out.
 */
export function calculate(text: string, locale: string): Decimal | undefined {
  const plain = parseNumber(text, locale);
  if (plain) return plain;
  const tokens = text.replace(/[x×]/gi, '*').replace(/[:÷]/g, '/').replace(/−/g, '-').match(/[\d.,'’\u00a0\u202f]+|[-+*/()]|\S/g);
  if (!tokens || tokens.length > 200) return undefined;
  try {
    const sum = new Sum(tokens, locale);
    const value = sum.terms();
    return sum.atEnd() ? value.trim() : undefined;
  } catch {
    return undefined;
  }
}

class Sum {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly locale: string,
  ) {}

  atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  terms(): Decimal {
    let value = this.factors();
    for (;;) {
      if (this.take('+')) value = value.plus(this.factors());
      else if (this.take('-')) value = value.minus(this.factors());
      else return value;
    }
  }

  private factors(): Decimal {
    let value = this.single();
    for (;;) {
      if (this.take('*')) value = value.times(this.single());
      else if (this.take('/')) value = value.dividedBy(this.single(), 12);
      else return value;
    }
  }

  private single(): Decimal {
    if (this.take('-')) return this.single().negate();
    if (this.take('(')) {
      const value = this.terms();
      if (!this.take(')')) throw new RangeError('A bracket is open');
      return value;
    }
    const read = parseNumber(this.tokens[this.at++] ?? '', this.locale);
    if (!read) throw new RangeError('Not a number');
    return read;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }
}
