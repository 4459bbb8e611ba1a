/** Sizes, speeds and times left, in the chosen language and digits. */
import { useMemo } from 'react';
import { useTag } from '../i18n/format.js';

export interface Measure { bytes(count: number): string; speed(perSecond: number): string; duration(seconds: number): string; percent(part: number): string }

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function measureOf(tag: string): Measure {
  const unit = (value: number, name: string, digits = 0): string => new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: name === 'byte' ? 'long' : 'short', maximumFractionDigits: digits }).format(value);
  const scaled = (count: number, suffix: string): string => {
    const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
    const value = count / 1000 ** step;
    return unit(value, `${units[step] ?? 'byte'}${suffix}`, step > 0 && value < 10 ? 1 : 0);
  };
  const percent = new Intl.NumberFormat(tag, { style: 'percent' });
  return {
    bytes: (count) => scaled(count, ''),
    speed: (perSecond) => scaled(perSecond, '-per-second'),
    duration: (seconds) => (seconds < 60 ? unit(Math.max(1, Math.ceil(seconds)), 'second') : seconds < 3600 ? unit(Math.ceil(seconds / 60), 'minute') : unit(seconds / 3600, 'hour', 1)),
    percent: (part) => percent.format(part),
  };
}

export function useMeasure(): Measure {
  const tag = useTag();
  return useMemo(() => measureOf(tag), [tag]);
}
