/** Where a request comes from, for throttling only: an IPv4 address, or the /64 an IPv6 address lies in. Never stored or logged. */
import type { Request } from 'express';

export function sourceOf(request: Pick<Request, 'ip'>): string {
  const address = (request.ip ?? '').replace(/^::ffff:/, '');
  return address.includes(':') ? expand(address).slice(0, 4).join(':') : address;
}

function expand(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':'), right = tail === undefined || tail === '' ? [] : tail.split(':');
  return tail === undefined ? left : [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
}
