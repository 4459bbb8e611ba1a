/** Arabic-Indic and Persian digits become Latin ones; everything else but digits goes. */
export const latinDigits = (typed: string): string =>
  [...typed].map((char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
    if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
    return char;
  }).join('').replace(/\D/g, '');
