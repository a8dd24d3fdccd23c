// Numbers and units as people read them.
import type {Num} from './model';

export const dash = '–';
const minus = '−';

/** "USD_2024" → "USD₂₀₂₄", "MW_it" → "MW IT", "t CO2" → "t CO₂", "m3" → "m³". */
export function unitText(unit: string): string {
  return unit
      .replace(/\b([A-Z]{3})_(\d{4})\b/g, (_, money: string, year: string) => money + [...year].map((d) => '₀₁₂₃₄₅₆₇₈₉'[+d]).join(''))
      .replace(/^1$/, '').replace(/\bdegC\b/g, '°C').replace(/^deg$/, '°').replace(/_it\b/g, ' IT').replace(/CO2/g, 'CO₂').replace(/\bm3\b/g, 'm³').replace(/\bm2\b/g, 'm²');
}

/** Four significant digits at most below 10,000, whole numbers above; grouped by commas; a dash for what does not exist. */
export function num(value: Num, digits = 4): string {
  if (value === null || !Number.isFinite(value)) return dash;
  if (value === 0) return '0';
  const size = Math.abs(value);
  let text: string;
  if (size < 1e-3 || size >= 1e15) text = String(Number(size.toPrecision(2)).toExponential()).replace(/e([+-]?)(\d+)/, (_, s: string, e: string) => `\u00a0×\u00a010${superscript((s === '-' ? minus : '') + e)}`);
  else if (size >= 10 ** (digits - 1)) text = Math.round(size).toLocaleString('en-US');
  else text = Number(size.toPrecision(digits)).toLocaleString('en-US', {maximumFractionDigits: 8});
  return value < 0 ? minus + text : text;
}

function superscript(text: string): string {
  return [...text].map((c) => (c === minus ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[+c])).join('');
}

const steps: [number, string][] = [[1e15, 'quadrillion'], [1e12, 'trillion'], [1e9, 'billion'], [1e6, 'million']];

export interface Scale { factor: number; word: string }

/** By what to divide numbers up to `largest`, and its word ("" below a million). */
export function scaleFor(largest: number): Scale {
  if (largest >= 1e18 && Number.isFinite(largest)) {
    const power = 3 * Math.floor(Math.log10(largest) / 3);
    return {factor: 10 ** power, word: `×10${superscript(String(power))}`};
  }
  for (const [factor, word] of steps) if (largest >= 0.9995 * factor) return {factor, word};
  return {factor: 1, word: ''};
}

/** "million EUR₂₀₂₄ per year" */
export const scaledUnit = (scale: Scale, unit: string): string => [scale.word, unitText(unit)].filter(Boolean).join(' ');

/** "12.4 billion" (three digits) and its unit. */
export function say(value: Num, unit = '', digits = 3): string {
  if (value === null || !Number.isFinite(value)) return dash;
  if (unit === 'year') return num(Math.round(value * 10) / 10, 5).replace(',', '');
  const scale = scaleFor(Math.abs(value));
  const text = num(value / scale.factor, digits);
  const shown = unitText(unit);
  return [text, scale.word, shown].filter(Boolean).join(' ').replace(/ (%|°C)/, '\u202f$1');
}

export const percent = (share: number, digits = 0): string =>
    Number.isFinite(share) ? `${num(Number((100 * share).toFixed(digits)), 4)}\u202f%` : dash;

/** "a, b and c" */
export const listed = (items: string[]): string =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;

/** Names of sites, plants and services, which keep their capitals inside a sentence; tidy() fills it. */
export const properNames = new Set<string>();

/** A name inside a sentence: "Grid" → "grid", but "HBM stacks" and "B200" stay. */
export const inside = (name: string): string =>
    [...properNames].some((proper) => name === proper || name.startsWith(`${proper},`)) ? name :
    /^\p{Lu}\p{Ll}+( \p{Ll}|$|,)/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
/** "one site", "four sites", "14 sites" */
export const counted = (n: number, one: string, many = `${one}s`): string => `${small[n] ?? num(n)} ${n === 1 ? one : many}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a solver leaves where nothing is (less than a millionth of the largest beside it) is nothing. */
export const cleared = (value: Num, largest: number): Num => (value !== null && Math.abs(value) < 1e-6 * Math.abs(largest) ? 0 : value);

export const sum = (values: Num[]): number => values.reduce<number>((total, v) => total + (v ?? 0), 0);

export const unique = <T>(items: T[]): T[] => [...new Set(items)];
