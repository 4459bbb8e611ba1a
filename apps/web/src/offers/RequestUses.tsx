import { Link } from 'wouter';
import type { Instant, PractitionerId } from '@comity/contracts';
import type { MatterSummary, MatterUse } from '@comity/sdk';
import { Article } from '../casework/Article.js';
import { Fingerprint } from '../casework/EnclosureFields.js';
import { useParty } from '../casework/hooks.js';
import { stepPath } from '../casework/steps.js';
import { useTrackedName } from '../casework/tracked.js';
import { useLawWords } from '../casework/words.js';
import { usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import type { Limited } from './ledger.js';

/** What came under requests: each measure with its limits, and what was asked for beyond them. */
export function RequestUses({ items }: { items: readonly Limited[] }) {
  const t = useText();
  if (items.length === 0) return null;
  return (
    <section className="request-uses" aria-labelledby="request-uses">
      <h2 id="request-uses">{t('offer.under-requests')}</h2>
      <p className="muted">{t('offer.under-requests-hint')}</p>
      <ul className="card request-list">{items.map(({ matter, use }) => <li key={`${matter.space} ${use.measure}`} className="request-use"><Use matter={matter} use={use} /></li>)}</ul>
    </section>
  );
}

/** What asks, and what the button opens to answer; beside it the page has the others. */
const steps = { mla: ['request-consent', 'consent-to-use'], extradition: ['request-speciality-consent', 'consent-to-other-offence'], asset: ['request-consent', 'consent-to-use'] } as const;

function Use({ matter, use }: { matter: MatterSummary; use: MatterUse }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const party = useParty();
  const named = useTrackedName();
  const isOpen = use.asked.at(-1)?.answer === null;
  const [ask, answer] = steps[matter.kind];
  const step = matter.side === 'requesting' && !isOpen ? ask : matter.side === 'requested' && isOpen ? answer : null;
  return (
    <>
      <span className="request-row-title"><Link href={`/requests/${matter.space}`} className="request-link"><bdi>{matter.title}</bdi></Link></span>
      <span className="muted">{matter.side === 'requesting' ? t('request.from', { name: party(matter.requested) }) : t('request.to', { name: party(matter.requesting) })} · {named(use)} · <time dateTime={use.since}>{format.date(use.since)}</time></span>
      {use.limits.map(({ id, article, verified }) => <span key={`${id} ${article}`}>{words.duty(id)} <Article article={article} verified={verified} /></span>)}
      <Marks marking={use.marking} />
      {use.conditions.map((condition, i) => <span key={i} className="offer-row-conditions"><bdi>{condition}</bdi></span>)}
      {use.received.map(({ name, sha256 }, i) => <span key={i}>{t('offer.use-received', { name: isolated(name) })} <Fingerprint sha256={sha256} /></span>)}
      {use.asked.map((asked) => <Asked key={asked.at} asked={asked} />)}
      {use.unasked.map((unasked) => <Unasked key={unasked.at} unasked={unasked} />)}
      {use.notices.map(({ action, at }) => <span key={`${action} ${at}`} className="muted">{words.action(action)} · <time dateTime={at}>{format.date(at)}</time></span>)}
      {step !== null && <span><Link href={stepPath(matter.space, step, use.measure)} className="button button-plain">{step === ask ? t('offer.use-ask') : t('offer.use-answer')}</Link></span>}
    </>
  );
}

function Asked({ asked: { purpose, by, at, answer } }: { asked: MatterUse['asked'][number] }) {
  const t = useText();
  const said = answer === null ? 'open' : answer.granted ? 'granted' : 'refused';
  return <Said as={said} what={t(`offer.use-${said}`, { purpose: isolated(purpose) })} {...(answer ?? { by, at })} />;
}

function Unasked({ unasked: { action, ...said } }: { unasked: MatterUse['unasked'][number] }) {
  const t = useText();
  const words = useLawWords();
  return <Said as="granted" what={t('offer.use-unasked', { what: isolated(words.action(action)) })} {...said} />;
}

function Said({ as, what, words = null, by, at }: { as: 'open' | 'granted' | 'refused'; what: string; words?: string | null; by: PractitionerId; at: Instant }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  return (
    <span className={`request-use-${as}`}>
      <strong>{what}</strong> <span className="muted"><bdi>{person(by)?.name ?? t('person.unknown')}</bdi> · <time dateTime={at}>{format.date(at)}</time></span>
      {words !== null && <span className="offer-row-conditions"> <bdi>{words}</bdi></span>}
    </span>
  );
}
