/** The files of the message, the request or the offer being written, for its form: those attached now, and uploads from before a reload that nothing took along. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { FileId, SpaceId } from '@comity/contracts';
import type { TransferView, UploadPurpose } from '@comity/sdk';
import { useClient, useWatch } from '../client/hooks.js';
import type { FileInput } from './input.js';
import { trayOf, type Attached } from './tray.js';

export interface TrayRow { key: string; attached: Attached | null; transfer: TransferView | null }
export interface Attachments {
  rows: readonly TrayRow[]; ids: readonly FileId[]; preparing: boolean;
  add(inputs: readonly FileInput[]): void;
  /** Hands them to what they are for; the answer gives them back. */
  take(): () => void;
}

export function useAttachments(space: SpaceId, purpose: UploadPurpose): Attachments {
  const client = useClient();
  const tray = trayOf(client, space);
  const { items: all, sent } = useSyncExternalStore(tray.subscribe, tray.snapshot);
  const items = useMemo(() => all.filter((item) => item.purpose === purpose), [all, purpose]);
  const { value: transfers } = useWatch(client.transfers());
  const rows = useMemo(() => {
    const uploads = (transfers ?? []).filter((transfer) => transfer.purpose === purpose && transfer.space === space);
    const known = new Set<string>([...items.flatMap(({ id }) => id ?? []), ...sent]);
    const earlier = uploads.filter(({ id, taken }) => !taken && !known.has(id)).map((transfer): TrayRow => ({ key: transfer.id, attached: null, transfer }));
    return [...earlier, ...items.map((attached): TrayRow => ({ key: attached.key, attached, transfer: uploads.find(({ id }) => id === attached.id) ?? null }))];
  }, [transfers, items, sent, space, purpose]);
  const ids = useMemo(() => rows.flatMap(({ attached, transfer }) => attached?.id ?? transfer?.file ?? []), [rows]);
  const others = rows.filter(({ attached }) => attached === null).length;
  return {
    rows, ids, preparing: items.some(({ state }) => state === 'preparing' || state === 'unclean'),
    add: useCallback((inputs) => { if (inputs.length > 0) tray.add(purpose, inputs, others); }, [tray, purpose, others]),
    take: useCallback(() => tray.take(purpose, ids), [tray, purpose, ids]),
  };
}
