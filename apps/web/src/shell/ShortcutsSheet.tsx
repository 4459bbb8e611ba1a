import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { shortcuts } from './shortcuts.js';

export function ShortcutsSheet({ onClose }: { onClose(): void }) {
  const t = useText();
  return (
    <Sheet title={t('shortcuts.title')} onClose={onClose}>
      <dl className="shortcuts">
        {shortcuts.map(({ keys, id }) => (
          <div key={keys.join('+')}><dt>{t(id)}</dt><dd dir="ltr">{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd></div>
        ))}
      </dl>
    </Sheet>
  );
}
