/** A pin (32 bytes in base64url) as sixteen groups of four hexadecimal digits: no letter that another could be taken for, no case. */
export function pinGroups(pin: string): string[] {
  const bytes = atob(pin.replaceAll('-', '+').replaceAll('_', '/'));
  const digits = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('').toUpperCase();
  return digits.match(/.{1,4}/g) ?? [];
}
