import { Button } from '../design/Button.js';
import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { messageActions } from '../messaging/message.js';
import { useTour } from './tour-context.js';
import { shortcuts } from './shortcut-list.js';

export function ShortcutsSheet({ onClose }: { onClose(): void }) {
  const t = useText();
  const tour = useTour();
  return (
    <Sheet title={t('shortcuts.title')} onClose={onClose} wide>
      <div className="shortcut-groups">
        <Group title={t('talk-key.anywhere')} entries={shortcuts.anywhere.map(({ keys, id }) => ({ keys, words: t(id) }))} />
        <Group title={t('talk-key.writing')} entries={shortcuts.writing.map(({ keys, id }) => ({ keys, words: t(id) }))} />
        <Group title={t('talk-key.reading')} entries={[
          ...shortcuts.reading.map(({ keys, id }) => ({ keys, words: t(id) })),
          ...messageActions.map(({ keys, text }) => ({ keys: keys.slice(0, 1), words: t(text) })),
        ]} />
      </div>
      <div className="row row-end"><Button onPress={() => { onClose(); tour(); }}>{t('talk-tour.start')}</Button></div>
    </Sheet>
  );
}

function Group({ title, entries }: { title: string; entries: { keys: readonly string[]; words: string }[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="shortcuts">
        {entries.map(({ keys, words }) => <div key={`${keys.join('+')} ${words}`}><dt>{words}</dt><dd dir="ltr">{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd></div>)}
      </dl>
    </section>
  );
}
