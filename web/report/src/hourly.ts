// The hours of one period and site, unpacked once, with their clock.
import type {Report, Stretch} from './model';
import {unpack} from './packed';

export interface Row { name: string; role: string; kind: string; unit: string; values: number[] }
export interface HoursOf { period: number; site: string; stretches: (Stretch & {from: number})[]; count: number; rows: Row[] }

const kept = new Map<string, HoursOf | null>();

/** null when the document has no hours for them. */
export function hoursOf(r: Report, period: number, site: string): HoursOf | null {
  const key = `${period} ${site}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const axis = r.hours.axes.find((one) => one.period === period);
  const frame = r.hours.frames.find((one) => one.period === period && one.site === site);
  let out: HoursOf | null = null;
  if (axis && frame) {
    let from = 0;
    const stretches = axis.stretches.map((stretch) => ({...stretch, from: (from += stretch.hours) - stretch.hours}));
    out = {period, site, stretches, count: from, rows: frame.series.map((one) => ({
      name: one.name, role: one.role, kind: one.kind_of_supply, unit: one.unit, values: unpack(one.packed).map((q) => q * one.step)}))};
  }
  kept.set(key, out);
  return out;
}

export const ofRole = (hours: HoursOf, role: string): Row[] => hours.rows.filter((row) => row.role === role);

export function stretchAt(hours: HoursOf, hour: number): Stretch & {from: number} {
  return hours.stretches.find((one) => hour < one.from + one.hours) ?? hours.stretches[hours.stretches.length - 1];
}

/** How many hours of the year each hour stands for. */
export function weights(hours: HoursOf): number[] {
  return hours.stretches.flatMap((one) => new Array<number>(one.hours).fill(one.weight));
}

/** Weighted sum over the year: MW become MWh. */
export function yearSum(hours: HoursOf, values: number[]): number {
  const w = weights(hours);
  return values.reduce((total, v, i) => total + v * w[i], 0);
}

export const isYear = (hours: HoursOf): boolean => hours.stretches.length === 1 && hours.count > 200;

export class Clock {
  private readonly formats = new Map<string, Intl.DateTimeFormat>();
  private readonly zone: string;
  constructor(r: Report) {
    let zone = r.hours.time_zone || 'UTC';
    try {
      new Intl.DateTimeFormat('en', {timeZone: zone});
    } catch {
      zone = 'UTC';
    }
    this.zone = zone;
  }
  get name(): string { return this.zone.replace('_', ' '); }
  date(hours: HoursOf, hour: number): Date {
    const stretch = stretchAt(hours, hour);
    return new Date(Date.parse(stretch.start.replace(/(T\d\d:\d\d)Z$/, '$1:00Z')) + 3600e3 * (hour - stretch.from));
  }
  text(date: Date, options: Intl.DateTimeFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.formats.get(key);
    if (!format) this.formats.set(key, format = new Intl.DateTimeFormat('en-GB', {timeZone: this.zone, ...options}));
    return Number.isNaN(date.getTime()) ? '' : format.format(date);
  }
  hour(date: Date): number { return Number(this.text(date, {hour: '2-digit', hourCycle: 'h23'})); }
}
