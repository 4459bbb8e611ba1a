import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import type { Remote } from '../worker/protocol.js';

interface Props { title: string; label: string; hint: string; action: string; suggestion: string; save(remote: Remote, name: string): Promise<void>; onSaved(): void; onClose(): void }

/** Gives a name to conditions, a search or a filter, under which they are kept. */
export function NameSheet({ title, label, hint, action, suggestion, save, onSaved, onClose }: Props) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [name, setName] = useState(suggestion.trim().slice(0, 80));
  const keep = async (): Promise<void> => { if (await run(({ remote }) => save(remote, name.trim()).then(() => true))) onSaved(); };
  return (
    <Sheet title={title} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void keep(); }}>
        <Field label={label} value={name} onChange={setName} maxLength={80} isRequired autoFocus hint={hint} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy}>{action}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
