import { Link } from 'wouter';
import type { MatterSummary } from '@comity/sdk';
import { useClient, useWatch } from '../client/hooks.js';
import { Icon } from '../design/Icon.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';

/** Requests that were drafted from a message or an entry, as far as this person sees them. */
export function DraftedFrom({ origin }: { origin: NonNullable<MatterSummary['origin']> }) {
  const t = useText();
  const { value: matters = [] } = useWatch(useClient().matters());
  return matters.filter((each) => each.origin === origin).map(({ space, title }) => <span key={space} className="drafted-from"><Icon name="request" small /><Link href={`/requests/${space}`}>{t('request.source-drafted', { title: isolated(title) })}</Link></span>);
}
