import '../letter/letter.css';
import { useMemo, useRef, useState } from 'react';
import { evidenceLimits } from '@comity/contracts';
import type { EvidenceFault, EvidenceReport, EvidenceResult } from '@comity/sdk';
import { useLawWords } from '../casework/words.js';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { useText } from '../i18n/text.js';
import { LetterSheets } from '../letter/LetterSheets.js';
import { LetterWays } from '../letter/LetterWays.js';
import { ToastProvider } from '../messaging/toast.js';
import { Page } from '../shell/Page.js';
import { useStateName } from '../states/names.js';
import { coverOf, type CoveredFile } from './cover.js';

interface Checked { file: CoveredFile; result: EvidenceResult; at: Date }
const tooLarge: EvidenceResult = { ok: false, fault: { part: 'file', at: null, rule: 'too-large' } };

/** Checks a bundle from a disk, whoever made it, and makes the page that goes with it to a court. */
export function EvidencePage() {
  const t = useText();
  const { run, busy, failure } = useAction();
  const input = useRef<HTMLInputElement>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [unread, setUnread] = useState(false);
  const check = async (chosen: File): Promise<void> => {
    setChecked(null);
    setUnread(false);
    const about = { name: chosen.name, size: chosen.size };
    // More than a bundle holds is not read.
    if (chosen.size > evidenceLimits.bytes) return setChecked({ file: { ...about, sha256: '' }, result: tooLarge, at: new Date() });
    const bytes = await chosen.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null);
    if (bytes === null) return setUnread(true);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const result = await run((client) => client.remote.checkBundle(bytes));
    if (result) setChecked({ file: { ...about, sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') }, result, at: new Date() });
  };
  return (
    <ToastProvider>
      <Page title={t('evidence.check')} lead={t('evidence.check-lead')}>
        <div className="card stack letter-tools">
          <div className="row"><Button look={checked?.result.ok === true ? 'plain' : 'primary'} icon="seal" isPending={busy} onPress={() => input.current?.click()}>{busy ? t('evidence.checking') : t('evidence.choose')}</Button></div>
          <input ref={input} type="file" accept=".comity" hidden aria-label={t('evidence.choose')} onChange={({ target }) => { const [chosen] = target.files ?? []; target.value = ''; if (chosen) void check(chosen); }} />
          <FailureNotice failure={failure} />
          {unread && <Notice tone="danger" role="alert" title={t('evidence.unread')} />}
          {checked && !checked.result.ok && <Broken name={checked.file.name} fault={checked.result.fault} />}
        </div>
        {checked?.result.ok === true && <Cover report={checked.result.report} file={checked.file} at={checked.at} />}
      </Page>
    </ToastProvider>
  );
}

function Broken({ name, fault }: { name: string; fault: EvidenceFault }) {
  const t = useText();
  const where = fault.at === null ? t(`evidence.part-${fault.part}`) : t(`evidence.place-${fault.part}`, { at: fault.at });
  return (
    <Notice tone="danger" role="alert" title={t('evidence.broken')}>
      <p><bdi>{name}</bdi></p>
      <p>{t('evidence.broken-link', { where, why: fault.part === 'statement' ? t('evidence.rule-statement', { rule: fault.rule }) : t(`evidence.rule-${fault.rule}`) })}</p>
    </Notice>
  );
}

function Cover({ report, file, at }: { report: EvidenceReport; file: CoveredFile; at: Date }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const { preferences: { language } } = usePreferences();
  const name = useStateName();
  const cover = useMemo(() => coverOf(report, file, { language, t, format, words, state: (code) => (code === 'UN' ? null : name(code)) }, at), [report, file, language, t, format, words, name, at]);
  return (
    <>
      <div className="card stack letter-tools">
        <Notice tone="good" role="status" title={t('evidence.holds')}><p><bdi>{file.name}</bdi></p></Notice>
        {!report.expected && <Notice tone="warning" title={t('evidence.root-other')} />}
        <LetterWays letter={cover} />
      </div>
      <LetterSheets letter={cover} label={t('evidence.cover-title')} />
    </>
  );
}
