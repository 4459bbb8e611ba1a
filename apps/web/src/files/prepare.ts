/** Everything a file goes through before it is sent; loaded with the first file. */
export { strippable, stripped } from './strip/strip.js';
export { thumbnailOf } from './thumbnail.js';
