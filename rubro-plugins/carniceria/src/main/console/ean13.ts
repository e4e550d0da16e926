/** The seven modules of a digit on the left half, 1 for black; the right half is its complement, «G» that one mirrored. */
const LEFT = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'];
/** Which of the six left digits are written as «G», by the first digit, which has no bars of its own. */
const MIRRORED = ['000000', '001011', '001101', '001110', '010011', '011001', '011100', '010101', '010110', '011010'];

const inverted = (bits: string): string => bits.replace(/./g, (bit) => (bit === '1' ? '0' : '1'));

/** The 95 modules of an EAN-13 bar code, 1 for black. */
export function ean13(code: string): string {
  const digits = [...code].map(Number);
  const parity = MIRRORED[digits[0] ?? 0] ?? '';
  const side = (digit: number) => LEFT[digit] ?? '';
  const left = digits.slice(1, 7).map((d, i) => (parity[i] === '1' ? [...inverted(side(d))].reverse().join('') : side(d)));
  const right = digits.slice(7).map((d) => inverted(side(d)));
  return `101${left.join('')}01010${right.join('')}101`;
}

/** The bars as the path of an SVG that is 95 wide and 1 high. */
export const bars = (code: string): string => [...ean13(code)].map((bit, x) => (bit === '1' ? `M${x} 0h1v1h-1z` : '')).join('');
