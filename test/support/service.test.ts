import { describe, expect, it } from '@jest/globals';
import { startService } from './service.js';

describe('the service in a test', () => {
  it('answers on its own port and is gone after stop', async () => {
    const lines: string[] = [];
    const service = await startService({ onLog: (line) => lines.push(line) });
    const health = await fetch(new URL('/health', service.url));
    expect(health.status).toBe(200);
    await service.stop();
    await expect(fetch(new URL('/health', service.url))).rejects.toThrow('fetch failed');
    expect(lines.some((line) => line.includes('"event":"request"'))).toBe(true);
  });
});
