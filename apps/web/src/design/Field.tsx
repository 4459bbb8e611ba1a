import type { ReactNode } from 'react';
import { latinDigits } from '../i18n/digits.js';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  label: string; hint?: ReactNode; error?: string | undefined; placeholder?: string; dir?: 'ltr' | 'auto'; mono?: boolean; after?: ReactNode;
};

/** One line of text with its label, a hint and what is wrong with it. */
export function Field({ label, hint, error, placeholder, dir = 'auto', mono = false, after, ...props }: Props) {
  return (
    <TextField {...props} isInvalid={error !== undefined} className="field">
      <Label>{label}</Label>
      <Input className={mono ? 'input mono' : 'input'} dir={dir} {...(placeholder === undefined ? {} : { placeholder })} />
      {after}
      {hint !== undefined && <Text slot="description" className="hint">{hint}</Text>}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}

/** Six digits of an authenticator: always left to right, whatever the language. */
export function CodeField({ label, value, onChange, hint, error }: { label: string; value: string; onChange(value: string): void; hint?: ReactNode; error?: string | undefined }) {
  return (
    <Field label={label} value={value} onChange={(typed) => onChange(latinDigits(typed))} hint={hint} error={error} dir="ltr" mono isRequired
      inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
  );
}
