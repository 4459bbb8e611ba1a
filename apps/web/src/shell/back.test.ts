import { describe, expect, it } from '@jest/globals';
import { backFrom } from './back.js';

describe('the key that goes back', () => {
  it.each([
    ['/spaces/a/details', '/spaces/a'], ['/spaces/a/files', '/spaces/a'], ['/spaces/a/topic/b', '/spaces/a'], ['/spaces/a', '/'],
    ['/spaces/a/register', '/spaces/a'], ['/spaces/a/register/graph', '/spaces/a/register'], ['/spaces/a/register/entry/b', '/spaces/a/register'],
    ['/directory/a', '/directory'], ['/requests/a', '/requests'], ['/requests/a/draft', '/requests/a'], ['/requests/a/letter/fr', '/requests/a'], ['/requests/new', '/requests'],
    ['/sessions', '/'], ['/sessions/days/KE', '/sessions'], ['/sessions/a', '/sessions'], ['/sessions/a/requests', '/sessions/a'], ['/offers/a/b', '/offers'], ['/inbox', '/'],
  ])('leads from %s to %s', (path, to) => { expect(backFrom(path, false)).toBe(to); });

  it.each(['/', '/spaces/a/register/new', '/spaces/a/register/from/b', '/spaces/a/register/entry/b/revise'])('stays at %s', (path) => { expect(backFrom(path, false)).toBeNull(); });

  it('leaves no page of a session that has a form', () => {
    for (const path of ['/sessions/new', '/sessions/talks', '/sessions/days/KE', '/sessions/a', '/sessions/a/set-up', '/sessions/a/agenda', '/sessions/a/attendees', '/sessions/a/requests/b']) expect([path, backFrom(path, true)]).toEqual([path, null]);
    // That of a conversation and that of a request are kept.
    expect([backFrom('/spaces/a', true), backFrom('/requests/new', true)]).toEqual(['/', '/requests']);
  });
});
