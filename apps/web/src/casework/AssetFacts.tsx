import { assetFacts, type Facts } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { partName, useValueWords } from '../register/words.js';

/** What an asset is known by, as one reads it. */
export function AssetFacts({ facts }: { facts: Facts }) {
  const t = useText();
  const words = useValueWords();
  const stated = assetFacts.flatMap((field) => { const value = facts[field.id]; return value === undefined ? [] : [{ field, value }]; });
  if (stated.length === 0) return null;
  return <dl className="facts">{stated.map(({ field, value }) => <div key={field.id}><dt>{partName(t, 'asset', field.id)}</dt><dd><bdi>{words(field, value)}</bdi></dd></div>)}</dl>;
}
