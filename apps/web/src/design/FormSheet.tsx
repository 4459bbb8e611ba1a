import type { ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Failure } from '@comity/sdk';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Button } from './Button.js';
import { Sheet } from './Sheet.js';

interface FormSheetProps { title: string; /** What its button says. */ submit: string; look?: 'primary' | 'danger'; ready: boolean; busy: boolean; failure?: Failure | null; wide?: boolean; onSubmit(): void; onClose(): void; children: ReactNode }

/** A sheet that is filled in and does one thing. While that is being done it stays. */
export function FormSheet({ title, submit, look = 'primary', ready, busy, failure = null, wide = false, onSubmit, onClose, children }: FormSheetProps) {
  const t = useText();
  return (
    <Sheet title={title} wide={wide} onClose={() => { if (!busy) onClose(); }}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); if (ready && !busy) onSubmit(); }}>
        {children}
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button isDisabled={busy} onPress={onClose}>{t('action.cancel')}</Button>
          <Button look={look} type="submit" isDisabled={!ready} isPending={busy}>{submit}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
