import './meetings.css';
import { readSessionPlace } from './place.js';
import { SessionPage } from './SessionPage.js';
import { SessionsPage } from './SessionsPage.js';

/** Sessions at which authorities meet: the list of them, a new one, or what belongs to one. */
export function Sessions({ rest }: { rest: string }) {
  const place = readSessionPlace(rest);
  return place.at === 'one' ? <SessionPage key={place.id} id={place.id} rest={place.rest} /> : <SessionsPage />;
}
