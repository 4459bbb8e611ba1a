import './versions.css';
import type { PractitionerId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { PersonLine } from '../design/Person.js';
import { Sheet } from '../design/Sheet.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { tlpName } from './marking.js';
import { evaluationWords } from './Marks.js';
import type { Message } from './message.js';

/** What is known of one message: sender, device, codes, earlier versions, and who has, read and acknowledged it. */
export function MessageDetails({ message, space, onClose }: { message: Message; space: SpaceView; onClose(): void }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const sender = person(message.sender);
  const device = sender?.devices.find((each) => each.id === message.device);
  const delivered = message.deliveredTo.filter((id) => !message.readBy.includes(id));
  const waiting = space.members.filter((id) => id !== message.sender && !message.deliveredTo.includes(id) && !message.readBy.includes(id));
  return (
    <Sheet title={t('message.details')} onClose={onClose}>
      {sender && <PersonLine person={sender} />}
      <dl className="facts">
        <div><dt>{t('message.claimed-at')}</dt><dd>{format.moment(message.sentAt)}</dd></div>
        {message.storedAt !== null && <div><dt>{t('message.stored-at')}</dt><dd>{format.moment(message.storedAt)}</dd></div>}
        {device && <div><dt>{t('message.device')}</dt><dd><bdi>{device.name}</bdi></dd></div>}
        {message.delivery && <div><dt>{t('message.delivery')}</dt><dd>{t(`delivery.${message.delivery}`)}</dd></div>}
        {message.seq !== null && <div><dt>{t('message.position')}</dt><dd>{format.number(message.seq)}</dd></div>}
        <div><dt>{t('handling.label')}</dt><dd>{t(`handling.${message.handling}`)}{message.restriction !== null && <><br /><bdi>{message.restriction}</bdi></>}</dd></div>
        {message.evaluation && <div><dt>{t('talk-marks.evaluation')}</dt><dd>{evaluationWords(t, message.evaluation)}</dd></div>}
        {message.tlp && <div><dt>{t('talk-marks.tlp')}</dt><dd><bdi>{tlpName(message.tlp)}</bdi><br />{t(`talk-tlp.${message.tlp}`)}</dd></div>}
        {message.withdrawn !== null && <div><dt>{t('talk-details.withdrawn')}</dt><dd>{format.moment(message.withdrawn)}</dd></div>}
      </dl>
      <p className="muted">{t('message.verified-note')}</p>
      {message.edited.length > 0 && (
        <section className="receivers">
          <h3>{t('talk-details.versions')}</h3>
          <ol className="versions">{message.edited.map((version) => <li key={version.at}><time dateTime={version.at} className="muted">{format.moment(version.at)}</time><p dir="auto">{version.text}</p></li>)}</ol>
        </section>
      )}
      {message.alert && (
        <>
          <Receivers title={t('talk-alert.has')} people={message.alert.acknowledged.map((each) => each.person)} detail={(id) => { const done = message.alert?.acknowledged.find((each) => each.person === id); return done && format.moment(done.at); }} />
          <Receivers title={t('talk-alert.has-not')} people={message.alert.outstanding} />
          {message.alert.reminded !== null && <p className="muted">{t('talk-alert.reminded-at', { moment: format.moment(message.alert.reminded) })}</p>}
        </>
      )}
      {message.own && (
        <>
          <Receivers title={t('message.read-by')} people={message.readBy} />
          <Receivers title={t('message.delivered-to')} people={delivered} />
          <Receivers title={t('message.not-yet')} people={waiting} />
        </>
      )}
    </Sheet>
  );
}

function Receivers({ title, people, detail }: { title: string; people: PractitionerId[]; detail?: (id: PractitionerId) => string | undefined }) {
  const person = usePerson();
  if (people.length === 0) return null;
  return (
    <section className="receivers">
      <h3>{title}</h3>
      <ul>{people.map((id) => { const view = person(id); const more = detail?.(id); return view && <li key={id}><PersonLine person={view} {...(more === undefined ? {} : { detail: more })} /></li>; })}</ul>
    </section>
  );
}
