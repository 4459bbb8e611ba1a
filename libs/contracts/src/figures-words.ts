/** Words that somebody chooses from for statistics, apart from what parses them, which who chooses does not load. */

/** By the articles of UNCAC and UNTOC that criminalise it; one for a request. */
export const offenceCategories = ['bribery', 'embezzlement', 'trading-in-influence', 'abuse-of-functions', 'illicit-enrichment', 'laundering', 'obstruction', 'organised-group', 'trafficking', 'cybercrime', 'fraud', 'other'] as const;
/** What an asset is worth in United States dollars, from so much on: by order of magnitude. `unknown`: whoever tells does not know. */
export const amountBands = ['0', '10k', '100k', '1m', '10m', '100m', 'unknown'] as const;
