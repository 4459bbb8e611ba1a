import './meetings.css';
import { Busy } from '../design/Busy.js';
import { later, Later } from '../failure/Later.js';
import { readSessionPlace } from './place.js';
import { SessionPage } from './SessionPage.js';
import { SessionsPage } from './SessionsPage.js';

const NewTalks = later(() => import('./NewTalks.js').then((m) => ({ default: m.NewTalks })));
const DaysPage = later(() => import('../days/DaysPage.js').then((m) => ({ default: m.DaysPage })));
const NewSession = later(() => import('./SessionSetup.js').then((m) => ({ default: m.NewSession })));

/** Sessions at which authorities meet: the list of them, a new one, what belongs to one, or the days on which their States work. */
export function Sessions({ rest }: { rest: string }) {
  const place = readSessionPlace(rest);
  return (
    <Later fallback={<Busy />}>
      {place.at === 'one' ? <SessionPage key={place.id} id={place.id} rest={place.rest} /> : place.at === 'new' ? <NewSession /> : place.at === 'talks' ? <NewTalks /> : place.at === 'days' ? <DaysPage state={place.state} /> : <SessionsPage />}
    </Later>
  );
}
