import { useState } from 'react';
import type { SpaceSettings as Settings, SpaceView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Segments } from '../design/Choice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

const alike = (a: Settings, b: Settings): boolean => a.level === b.level && a.receipts === b.receipts && a.typing === b.typing;

/** What one wants of this conversation; kept in the vault, the same on all of one's devices. */
export function SpaceSettings({ space }: { space: SpaceView }) {
  const t = useText();
  const { run, failure } = useAction();
  // What was just chosen shows at once, until the vault has it or refuses it.
  const [chosen, setChosen] = useState<Partial<Settings>>({});
  const [kept, setKept] = useState(space.settings);
  if (!alike(kept, space.settings)) {
    setKept(space.settings);
    setChosen({});
  }
  const settings = { ...space.settings, ...chosen };
  const change = (part: Partial<Settings>): void => {
    setChosen({ ...chosen, ...part });
    void run(({ remote }) => remote.setSpaceSettings(space.id, { ...settings, ...part }).then(() => true)).then((done) => { if (!done) setChosen({}); });
  };
  const onOff = [{ value: 'on', label: t('settings.on') }, { value: 'off', label: t('settings.off') }] as const;
  return (
    <section>
      <h3>{t('talk-settings.title')}</h3>
      <FailureNotice failure={failure} />
      <Segments label={t('talk-settings.level')} value={settings.level} onChange={(level) => change({ level })}
        options={[{ value: 'all', label: t('talk-settings.level-all') }, { value: 'mentions', label: t('talk-settings.level-mentions') }, { value: 'none', label: t('talk-settings.level-none') }]} />
      <Segments label={t('talk-settings.receipts')} value={settings.receipts ? 'on' : 'off'} onChange={(value) => change({ receipts: value === 'on' })} options={onOff} />
      <p className="hint">{t('talk-settings.receipts-hint')}</p>
      <Segments label={t('talk-settings.typing')} value={settings.typing ? 'on' : 'off'} onChange={(value) => change({ typing: value === 'on' })} options={onOff} />
    </section>
  );
}
