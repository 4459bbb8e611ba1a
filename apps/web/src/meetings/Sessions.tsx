import './meetings.css';
import { Suspense, lazy } from 'react';
import { Busy } from '../design/Busy.js';
import { readSessionPlace } from './place.js';
import { SessionPage } from './SessionPage.js';
import { SessionsPage } from './SessionsPage.js';

const NewTalks = lazy(() => import('./NewTalks.js').then((m) => ({ default: m.NewTalks })));
const NewSession = lazy(() => import('./SessionSetup.js').then((m) => ({ default: m.NewSession })));

/** Sessions at which authorities meet: the list of them, a new one, or what belongs to one. */
export function Sessions({ rest }: { rest: string }) {
  const place = readSessionPlace(rest);
  return (
    <Suspense fallback={<Busy />}>
      {place.at === 'one' ? <SessionPage key={place.id} id={place.id} rest={place.rest} /> : place.at === 'new' ? <NewSession /> : place.at === 'talks' ? <NewTalks /> : <SessionsPage />}
    </Suspense>
  );
}
