import type { PractitionerId } from '@comity/contracts';
import type { SpaceView, TimelineEntry } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { PersonLine } from '../design/Person.js';
import { Sheet } from '../design/Sheet.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** What is known of one message: sender, device, handling, and who has it. */
export function MessageDetails({ message, space, onClose }: { message: Extract<TimelineEntry, { type: 'message' }>; space: SpaceView; onClose(): void }) {
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
        <div><dt>{t('message.sent-at')}</dt><dd>{format.moment(message.sentAt)}</dd></div>
        {device && <div><dt>{t('message.device')}</dt><dd><bdi>{device.name}</bdi></dd></div>}
        {message.delivery && <div><dt>{t('message.delivery')}</dt><dd>{t(`delivery.${message.delivery}`)}</dd></div>}
        {message.seq !== null && <div><dt>{t('message.position')}</dt><dd>{format.number(message.seq)}</dd></div>}
        <div><dt>{t('handling.label')}</dt><dd>{t(`handling.${message.handling}`)}</dd></div>
      </dl>
      <p className="muted">{t('message.verified-note')}</p>
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

function Receivers({ title, people }: { title: string; people: PractitionerId[] }) {
  const person = usePerson();
  if (people.length === 0) return null;
  return (
    <section className="receivers">
      <h3>{title}</h3>
      <ul>{people.map((id) => { const view = person(id); return view && <li key={id}><PersonLine person={view} /></li>; })}</ul>
    </section>
  );
}
