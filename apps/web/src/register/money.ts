/** An amount in words, by the code of its currency: signs are shared by many. The amount goes in as it was written, whatever its length. */
export const moneyWords = ({ amount, currency }: { amount: string; currency: string }, tag: string): string =>
  new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay: 'code', minimumFractionDigits: (amount.split('.')[1] ?? '').length, maximumFractionDigits: 4 }).format(amount as Intl.StringNumericLiteral);
