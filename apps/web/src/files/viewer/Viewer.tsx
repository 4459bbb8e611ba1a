import { useEffect, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { SpaceId } from '@comity/contracts';
import type { Failure, FileView, Ref } from '@comity/sdk';
import { useClient } from '../../client/hooks.js';
import { Button, IconButton } from '../../design/Button.js';
import { Busy } from '../../design/Busy.js';
import { Empty } from '../../design/Empty.js';
import { FailureNotice } from '../../failure/FailureNotice.js';
import { useFormat } from '../../i18n/format.js';
import { useText } from '../../i18n/text.js';
import { useMeasure } from '../measure.js';
import type { Shown } from '../sniff.js';
import { whichPart } from '../TransferState.js';
import { firstLook, sourceOf } from './content.js';
import { ImageView } from './ImageView.js';
import { MediaView } from './MediaView.js';
import { PdfView } from './PdfView.js';
import { TextView } from './TextView.js';

/** A file of a message, decrypted here and shown as what its bytes are. Nothing of it is ever executed. */
export function Viewer({ space, on, file, onDownload, onClose }: { space: SpaceId; on: Ref; file: FileView; onDownload(): void; onClose(): void }) {
  const t = useText();
  const format = useFormat();
  const client = useClient();
  const { bytes } = useMeasure();
  const [source] = useState(() => sourceOf(client, space, on, file));
  const [look, setLook] = useState<{ head: Uint8Array; shown: Shown } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let here = true;
    firstLook(source).then((found) => { if (here) setLook(found); }, (thrown: unknown) => { if (here) setFailure(thrown as Failure); });
    return () => { here = false; };
  }, [source]);
  const view = () => {
    if (failure) return <div className="viewer-message"><FailureNotice failure={failure} /><p>{whichPart(failure, file, t, format.number)}</p></div>;
    if (!look) return <Busy />;
    const { shown, head } = look;
    switch (shown.kind) {
      case 'image': return <ImageView source={source} type={shown.type} head={head} onFailure={setFailure} />;
      case 'pdf': return <PdfView source={source} onFailure={setFailure} />;
      case 'audio': case 'video': return <MediaView source={source} kind={shown.kind} type={shown.type} onFailure={setFailure} />;
      case 'text': return <TextView head={head} size={file.size} />;
      case 'none': return <Empty title={t('files.no-view')}>{t('files.no-view-hint')}</Empty>;
    }
  };
  return (
    <ModalOverlay className="overlay viewer-overlay" isOpen isDismissable onOpenChange={(open) => { if (!open) onClose(); }}>
      <Modal className="viewer">
        <Dialog className="viewer-dialog">
          <header className="viewer-head">
            <div className="viewer-title"><Heading slot="title"><bdi>{file.name}</bdi></Heading><p className="muted">{bytes(file.size)} · {t('files.decrypted-here')}</p></div>
            <Button onPress={onDownload}>{t('files.download')}</Button>
            <IconButton icon="close" label={t('action.close')} onPress={onClose} />
          </header>
          {view()}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
