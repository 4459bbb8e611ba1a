import { useEffect, useState } from 'react';
import type { Failure, PersonView } from '@comity/sdk';
import { useAction, useClient } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

/** Sixty digits that are the same on both screens if, and only if, nobody stands between the two. */
export function SafetyNumber({ person, onClose }: { person: PersonView; onClose(): void }) {
  const t = useText();
  const client = useClient();
  const { run, busy, failure } = useAction();
  const [number, setNumber] = useState<string | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  const [differs, setDiffers] = useState(false);
  useEffect(() => {
    let current = true;
    client.remote.safetyNumber(person.id).then((digits) => { if (current) setNumber(digits); }, (thrown: unknown) => { if (current) setUnread(thrown as Failure); });
    return () => { current = false; };
  }, [client, person.id]);
  const mark = async (verified: boolean): Promise<void> => {
    const done = await run(async ({ remote }) => { await remote.markVerified(person.id, verified); return true; });
    if (done) onClose();
  };
  return (
    <Sheet title={t('safety.title', { name: person.name })} onClose={onClose}>
      <p>{t('safety.explain')}</p>
      <FailureNotice failure={unread ?? failure} />
      {number === null && !unread && <Busy />}
      {number !== null && <ol className="safety" dir="ltr" aria-label={t('safety.label')}>{digitGroups(number).map((group, i) => <li key={i}>{group}</li>)}</ol>}
      {differs && <Notice tone="danger" title={t('safety.differs')} role="alert"><p>{t('safety.differs-todo')}</p></Notice>}
      <div className="row row-end">
        {person.verified
          ? <Button onPress={() => void mark(false)} isPending={busy}>{t('safety.unmark')}</Button>
          : <Button onPress={() => setDiffers(true)}>{t('safety.no-match')}</Button>}
        {!person.verified && <Button look="primary" icon="verified" isPending={busy} isDisabled={number === null} onPress={() => void mark(true)}>{t('safety.match')}</Button>}
      </div>
    </Sheet>
  );
}

/** Groups of five, however the number came. */
const digitGroups = (number: string): string[] => number.replace(/\D/g, '').match(/.{1,5}/g) ?? [];
