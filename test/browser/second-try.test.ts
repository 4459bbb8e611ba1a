/** What goes, or opens, only at the second try: a message that the service refused, and what was written while none of one's devices was there. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpaceId } from '@comity/contracts';
import { plain } from '@comity/sdk';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { deviceKeysOf } from '../scenario/accomplice.js';
import { People, texts, until, type Person } from '../scenario/people.js';
import { launchBrowser, type Visit } from '../support/browser.js';
import { axeFindings } from './axe.js';
import { catalogue, type Say } from './catalogue.js';
import { locales, messageWith, openSpace, signInOn, write } from './person.js';

const shots = path.join(import.meta.dirname, 'shots');
const longEnough = 120_000;

describe.each(['en', 'ar'] as const)('the second try, in a browser in %s', (language) => {
  let say: Say;
  let browser: Browser;
  let people: People;
  let pool: Pool;
  let [ana, ben, li]: Person[] = [];
  let visited: Visit;
  let space: SpaceId;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    [browser, say] = await Promise.all([launchBrowser(), catalogue(language)]);
    people = await People.gather({ settings: { WEB_ROOT: 'dist/web' } });
    pool = new Pool({ connectionString: people.service.databaseUrl });
    await people.admit('Central Authority', 'CL');
    ana = await people.enrol('Ana Ruiz', 'Central Authority', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Adu', 'Central Authority', ana);
    li = await people.enrol('Li Wei', 'Central Authority', ana);
    space = await ana.client.createChannel({ title: 'Coast', purpose: null, members: [ben.id, li.id] });
    await ana.client.send(space, plain('Seen by everybody'));
    await people.settled(ana, ben, li);
    // Ben's only device is off for the rest, in an epoch of its own.
    await ben.client.close();
    await ana.client.setPolicy(space, { retention: { days: 30 } });
    await ana.client.send(space, plain('Missed by Ben'));
    await people.settled(ana, li);
    for (const { client } of [ana, li]) await client.close();
    visited = await signInOn(browser, people, ben, 'Santiago desk', { locale: locales[language] }, say);
  }, longEnough);
  afterAll(async () => {
    await browser.close();
    await pool.end();
    await people.end();
  });

  const shot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `second-try-${name}-${language}.png`) });

  it('says of what a new browser has no key for when it will open, and shows it once a colleague has been online', async () => {
    const { page } = visited;
    await openSpace(page, 'Coast');
    await messageWith(page, 'Seen by everybody').waitFor();
    await page.locator('.entry-unopened').getByText(say('event.unopened')).first().waitFor();
    expect(await messageWith(page, 'Missed by Ben').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'unopened');
    // The space is read anew with the keys; what was read stays on the screen meanwhile.
    const before = await page.evaluateHandle((words) => {
      const seen = { gone: 0 };
      new MutationObserver(() => { if (!document.querySelector('.thread')?.textContent?.includes(words)) seen.gone += 1; }).observe(document.body, { subtree: true, childList: true, characterData: true });
      return seen;
    }, 'Seen by everybody');
    await people.restart(li!);
    await messageWith(page, 'Missed by Ben').waitFor();
    await page.locator('.entry-unopened').first().waitFor({ state: 'detached' });
    expect(await before.jsonValue()).toEqual({ gone: 0 });
    await shot(page, 'opened');
  }, longEnough);

  it('keeps a message whose text the service refused, with the reason, until it is sent again', async () => {
    const { page } = visited;
    await write(page, 'Read before it fails', say);
    await until(li!.client, async () => (await texts(li!.client, space)).includes('Read before it fails'));
    // The service takes the seat for somebody else's.
    const own = await deviceKeysOf(ben!);
    const { rows: [seat] } = await pool.query<{ device: string }>('select device from space_leaf where space = $1 and practitioner = $2 and device <> $3', [space, ben!.id, own.device]);
    const stranger = randomUUID();
    const seated = (from: string, to: string) => pool.query('update space_leaf set device = $3 where space = $1 and device = $2', [space, from, to]);
    await seated(seat!.device, stranger);
    await write(page, 'Refused at first', say);
    const message = messageWith(page, 'Refused at first');
    await message.getByText(`${say('message.refused')} ${say('problem.not-found')}`).waitFor();
    expect(await texts(li!.client, space)).not.toContain('Refused at first');
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'refused');
    await seated(stranger, seat!.device);
    await message.getByRole('button', { name: say('message.resend') }).click();
    await until(li!.client, async () => (await texts(li!.client, space)).includes('Refused at first'));
    await message.locator('.delivery-stored, .delivery-delivered, .delivery-read').first().waitFor();
    await message.getByRole('button', { name: say('message.resend') }).waitFor({ state: 'detached' });
    expect(await message.count()).toBe(1);
  }, longEnough);

  it('gave the browser nothing to complain about', () => { expect(visited.complaints).toEqual([]); });
});
