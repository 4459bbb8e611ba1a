// Reads the service's log as it grows. The log is a file, not a pipe, so that the service does not depend on its reader.
import { openSync, readSync, closeSync } from 'node:fs';
import { say } from './process.mjs';

const everyMs = 100;

/** Shows what an operator should see: plain lines, warnings and errors. Everything else stays in the file. */
export function followLog(file, from) {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(64 * 1024);
  const waiting = new Map();
  let position = from;
  let rest = '';

  const look = () => {
    for (let read; (read = readSync(descriptor, chunk, 0, chunk.length, position)) > 0; ) {
      position += read;
      rest += chunk.toString('utf8', 0, read);
      const lines = rest.split('\n');
      rest = lines.pop();
      lines.forEach(take);
    }
  };
  const take = (line) => {
    const record = parse(line);
    if (record === undefined || ['warn', 'error', 'fatal'].includes(record.level)) say(line);
    else if (waiting.has(record.event)) waiting.get(record.event)(record);
  };
  const timer = setInterval(look, everyMs);

  return {
    /** Resolves with the first record of this event. */
    heard: (event) => new Promise((resolve) => waiting.set(event, resolve)),
    stop: () => {
      look();
      clearInterval(timer);
      closeSync(descriptor);
    },
  };
}

function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
