/** The published instances of the B2B meeting scheduling problem (see test/data/b2b-meetings/README.md), as instances of ours. */
import { readFileSync } from 'node:fs';
import type { Instance, Meeting, Resource } from '../src/index.js';

const folder = new URL('../../../test/data/b2b-meetings/', import.meta.url);

/** By name, the least idle periods there can be. */
export const published = Object.entries((JSON.parse(readFileSync(new URL('published.json', folder), 'utf8')) as { values: Record<string, { opt: number }> }).values).map(([name, { opt }]) => ({ name, least: opt }));

export function publishedInstance(name: string): Instance {
  const text = readFileSync(new URL(`${name}.dzn`, folder), 'utf8').replaceAll(/%.*$/gm, '');
  const number = (key: string) => Number(new RegExp(`\\b${key}\\s*=\\s*(-?\\d+)\\s*;`).exec(text)![1]);
  const block = (key: string) => new RegExp(`\\b${key}\\s*=\\s*\\[([^]*?)\\];`).exec(text)![1]!;
  const numbers = (part: string) => (part.match(/-?\d+/g) ?? []).map(Number);
  const sets = (key: string) => [...block(key).matchAll(/\{([^}]*)\}/g)].map((match) => numbers(match[1]!).filter((n) => n > 0).map((n) => n - 1));
  const slots = number('nTotalSlots');
  const morning = number('nMorningSlots');
  const forbidden = sets('forbidden');
  const precedences = sets('precedences');
  const fixed = numbers(block('fixed'));
  const requested = numbers(block('requested'));
  const offices = Array.from({ length: number('nBusiness') }, (_, n): Resource => ({ id: `b${n}`, kind: 'office', capacity: Array.from({ length: slots }, (_slot, slot) => (forbidden[n]!.includes(slot) ? 0 : 1)) }));
  const meetings = Array.from({ length: number('nMeetings') }, (_, n): Meeting => {
    const [a, b, session] = [requested[3 * n]!, requested[3 * n + 1]!, requested[3 * n + 2]!];
    const pin = fixed[n] ?? 0;
    return {
      id: `m${n}`, parties: [`b${a - 1}`, `b${b - 1}`], needs: ['table'], weight: 1, duration: 1,
      ...(session === 1 ? { latest: morning - 1 } : {}), ...(session === 2 ? { earliest: morning } : {}), ...(pin > 0 ? { pin: { slot: pin - 1 } } : {}),
      ...(precedences[n]!.length > 0 ? { after: precedences[n]!.map((other) => `m${other}`) } : {}),
    };
  });
  return { days: [slots], resources: [...offices, { id: 'table', kind: 'table', capacity: Array<number>(slots).fill(number('nTables')) }], meetings, rules: { idle: 'periods', all: true, apart: 2 } };
}
