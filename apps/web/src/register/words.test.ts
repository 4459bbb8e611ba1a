import { setupI18n } from '@lingui/core';
import { describe, expect, it } from '@jest/globals';
import { lifeCycles } from '@comity/casework';
import { entryKinds, fieldsOf } from '@comity/contracts/register';
import { assetFacts } from '@comity/sdk';
import { locales, readCatalogue } from '../../build/po.js';
import type { Text } from '../i18n/text.js';
import { partId, partName } from './words.js';

describe('the words of the register', () => {
  it.each(locales)('name every kind and every field of it, and no two fields of one kind alike, in %s', async (locale) => {
    const messages = await readCatalogue(locale);
    const i18n = setupI18n({ locale, messages: { [locale]: messages } });
    const missing = new Set<string>();
    const t = ((id: string) => { if (!(id in messages)) missing.add(id); return i18n._(id); }) as Text;
    for (const kind of entryKinds) {
      t(`register.kind-${kind}`);
      t(`register.about-${kind}`);
      const names = ['title', ...fieldsOf(kind).map(({ id }) => id), 'marking', 'links'].map((part) => partName(t, kind, part));
      expect([kind, new Set(names).size]).toEqual([kind, names.length]);
    }
    expect([...missing]).toEqual([]);
  });

  it.each(locales)('name what an asset of a request is known by, no two alike, in %s', async (locale) => {
    const messages = await readCatalogue(locale);
    const named = assetFacts.map(({ id }) => messages[partId('asset', id)]);
    expect(named.filter((name) => name === undefined)).toEqual([]);
    expect(new Set(named).size).toBe(assetFacts.length);
  });

  it('have a field of an asset for all that is noted of its case', () => {
    const fields: Record<string, string> = { COUNTRY_OF_ORIGIN: 'origin', ASSET_LOCATION: 'country', TRANSIT: 'transit', CASE_CLUSTER: 'cluster' };
    const noted = lifeCycles.get('asset')!.choices.flatMap(({ list, id }) => (list === 'field' ? [fields[id] ?? id] : []));
    expect(noted).toHaveLength(4);
    expect(fieldsOf('asset').map(({ id }) => id)).toEqual(expect.arrayContaining(noted));
    // A request has all that an entry has, but for its free text.
    expect(assetFacts.map(({ id, shape }) => `${id} ${shape}`)).toEqual(expect.arrayContaining(fieldsOf('asset').filter(({ id }) => id !== 'details').map(({ id, shape }) => `${id} ${shape}`)));
  });
});
