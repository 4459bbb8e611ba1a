import type { MatterView } from '@comity/sdk';
import { Notice } from '../design/Notice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { announcedUnheard } from './steps.js';

/** Before a request is refused, put off or let go: that whoever asked took no step since this was announced. What they wrote in the conversation is theirs to judge who reads it. */
export function Unheard({ matter, measures, action }: { matter: MatterView; measures: readonly string[]; action: string }) {
  const t = useText();
  const format = useFormat();
  const since = announcedUnheard(matter.measureViews.filter(({ id }) => measures.includes(id)), action);
  return since === null ? null : <Notice tone="info" title={t('request.unheard', { on: format.moment(since) })}><p>{t('request.unheard-hint')}</p></Notice>;
}
