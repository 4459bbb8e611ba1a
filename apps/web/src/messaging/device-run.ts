/** Changes of devices that follow one another are one line: who reads along matters, but must not drown what is said. */
import type { TimelineEntry } from '@comity/sdk';
import { startsDay } from './grouping.js';

export type DeviceChange = Extract<TimelineEntry, { devices: unknown }> & { type: 'device-joined' | 'device-left' };
type Entries = readonly (TimelineEntry | undefined)[];

const isDeviceChange = (entry: TimelineEntry | undefined): entry is DeviceChange => entry?.type === 'device-joined' || entry?.type === 'device-left';
const continues = (entries: Entries, index: number): boolean => {
  const [entry, previous] = [entries[index], entries[index - 1]];
  return isDeviceChange(entry) && isDeviceChange(previous) && !startsDay(entry, previous);
};

/** The changes that the row at `index` stands for: none when another row stands for it, null when it is no such row. */
export function deviceRun(entries: Entries, index: number): readonly DeviceChange[] | null {
  if (!isDeviceChange(entries[index])) return null;
  if (continues(entries, index)) return [];
  const run: DeviceChange[] = [];
  for (let at = index; at === index || continues(entries, at); at += 1) {
    const entry = entries[at];
    if (isDeviceChange(entry)) run.push(entry);
  }
  return run;
}
