import { describe, expect, it } from '@jest/globals';
import type { AuthorityId } from '@comity/contracts';
import { forbids as enforced } from '../../../../libs/sdk/src/space/forwarding.js';
import { forbids, forbidsTo } from './forwarding.js';
import { handlingNames } from './handling.js';
import { tlps } from './marking.js';

const [here, there] = ['here', 'there'] as AuthorityId[] as [AuthorityId, AuthorityId];

describe('the dialog for forwarding', () => {
  it('refuses exactly what the SDK refuses', () => {
    for (const handling of handlingNames) for (const tlp of [null, ...tlps]) for (const own of [true, false]) for (const readers of [[here], [here, there], [here, null]]) {
      const marking = { handling, tlp };
      expect([marking, own, readers, forbids(marking, own) ?? forbidsTo(marking, own, here, readers)]).toEqual([marking, own, readers, enforced({ marking, own, from: here, readers })]);
    }
  });
});
