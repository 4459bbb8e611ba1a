import '../files/files.css';
import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { EvidenceContents } from '@comity/sdk';
import { useAction, useClient } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { saveAs } from '../files/place.js';
import { useText } from '../i18n/text.js';

const choices = ['none', 'case', 'all'] as const satisfies readonly EvidenceContents[];

/** Asks how much of a request or a case file an evidence bundle shows in words, and saves it. */
export function EvidenceSheet({ space, of, onSaved, onClose }: { space: SpaceId; of: 'request' | 'case-file'; onSaved(): void; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [contents, setContents] = useState<EvidenceContents>('none');
  const [unwritten, setUnwritten] = useState(false);
  const client = useClient();
  const [far, setFar] = useState<{ done: number; of: number } | null>(null);
  useEffect(() => client.on((event) => { if (event.type === 'bundle' && event.space === space) setFar(event); }), [client, space]);
  // Whoever closes the sheet meanwhile wants none.
  const open = useRef(true);
  useEffect(() => { open.current = true; return () => { open.current = false; }; }, []);
  const save = async (): Promise<void> => {
    const name = `evidence-${space.slice(0, 8)}.comity`;
    setUnwritten(false);
    setFar(null);
    const outcome = await saveAs(name, async () => {
      const bundle = await run((client) => client.remote.bundle(space, contents));
      return bundle && open.current ? new Blob([new Uint8Array(bundle)]) : undefined;
    });
    if (outcome === 'unwritten') setUnwritten(true);
    else if (outcome !== null) onSaved();
  };
  return (
    <Sheet title={t('evidence.title')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <p>{t('evidence.hint', { of })}</p>
        <Choice label={t('evidence.words')} value={contents} onChange={setContents} options={choices.map((value) => ({ value, label: value === 'none' ? t('evidence.words-none') : t(`evidence.words-${value}`, { of }) }))} hint={t('evidence.words-hint')} />
        {contents !== 'none' && <Notice tone="warning" title={t('evidence.clear')}><p>{t('evidence.clear-hint', { of })}</p></Notice>}
        <p className="hint"><Link href="/evidence">{t('evidence.to-check')}</Link></p>
        {busy && <progress className="transfer-bar" aria-label={t('evidence.making')} {...(far && { max: far.of, value: far.done })} />}
        <FailureNotice failure={failure} />
        {unwritten && <Notice tone="danger" role="alert" title={t('evidence.unwritten')} />}
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy}>{busy ? t('evidence.making') : t('evidence.save')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
