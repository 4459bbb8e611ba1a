/** The product's version, as `package.json` states it; a test compares. */
export const version = '0.1.0';
