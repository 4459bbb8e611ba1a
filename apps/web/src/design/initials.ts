const apart = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** First letters of the first and last name; one letter where letters join. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '?';
  if (!apart.test(first)) return first;
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
