import './meetings.css';
import { Busy } from '../design/Busy.js';
import { later, Later } from '../failure/Later.js';
import { readSessionPlace } from './place.js';
import { SessionPage } from './SessionPage.js';
import { SessionsPage } from './SessionsPage.js';

const NewTalks = later(() => import('./NewTalks.js').then((m) => ({ default: m.NewTalks })));
const NewSession = later(() => import('./SessionSetup.js').then((m) => ({ default: m.NewSession })));

/** Sessions at which authorities meet: the list of them, a new one, or what belongs to one. */
export function Sessions({ rest }: { rest: string }) {
  const place = readSessionPlace(rest);
  return (
    <Later fallback={<Busy />}>
      {place.at === 'one' ? <SessionPage key={place.id} id={place.id} rest={place.rest} /> : place.at === 'new' ? <NewSession /> : place.at === 'talks' ? <NewTalks /> : <SessionsPage />}
    </Later>
  );
}
