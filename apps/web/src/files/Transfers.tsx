import './files.css';
import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { TransferView } from '@comity/sdk';
import { useAction, useClient, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Empty } from '../design/Empty.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { SpaceSort } from '../messaging/SpaceMark.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { Page } from '../shell/Page.js';
import { FileGlyph } from './FileGlyph.js';
import { useSaves } from './saves.js';
import { TransferButtons, TransferState } from './TransferState.js';

/** Every file on its way, in whatever conversation. */
export function Transfers() {
  const t = useText();
  const { value: transfers } = useWatch(useClient().transfers());
  const of = (direction: TransferView['direction']) => (transfers ?? []).filter((transfer) => transfer.direction === direction);
  return (
    <Page title={t('files.transfers')} lead={t('files.transfers-lead')}>
      {!transfers && <Busy />}
      {transfers?.length === 0 && <Empty title={t('files.transfers-none')}>{t('files.transfers-none-hint')}</Empty>}
      {(['up', 'down'] as const).map((direction) => of(direction).length > 0 && (
        <section key={direction} className="card transfers" aria-label={t(`files.${direction}`)}>
          <h2>{t(`files.${direction}`)}</h2>
          <ul>{of(direction).map((transfer) => <li key={transfer.id} className="tray-row"><Row transfer={transfer} /></li>)}</ul>
        </section>
      ))}
    </Page>
  );
}

function Row({ transfer }: { transfer: TransferView }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const { saves, states } = useSaves();
  const saved = states.get(transfer.file);
  return (
    <>
      <FileGlyph name={transfer.name} />
      <div className="tray-words">
        <p className="file-name"><bdi>{transfer.name}</bdi></p>
        <p className="transfer-words"><SpaceLink space={transfer.space} /></p>
        <TransferState transfer={transfer} />
        {transfer.direction === 'down' && transfer.state === 'done' && (
          <>
            <p className="transfer-words muted">{t('files.copy-here')}</p>
            <button type="button" className="button button-plain" disabled={busy || saved === 'saving'} onClick={() => void run(() => saves.save(transfer))}>{t('files.save')}<span className="visually-hidden"> {transfer.name}</span></button>
          </>
        )}
        <p className="file-saved" role="status">{saved !== undefined && t(`files.save-${saved}`)}</p>
        <FailureNotice failure={failure} />
      </div>
      {!(transfer.taken && transfer.state === 'done') && <TransferButtons transfer={transfer} />}
    </>
  );
}

function SpaceLink({ space: id }: { space: SpaceId }) {
  const title = useSpaceTitle();
  const space = useSpaces().value?.find((each) => each.id === id);
  return space ? <><SpaceSort space={space} /><Link href={`/spaces/${id}`}><bdi>{title(space)}</bdi></Link></> : null;
}
