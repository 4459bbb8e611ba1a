import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children'> & { label: ReactNode; hint?: ReactNode; error?: string | undefined; rows?: number };

/** Several lines of text, as high as what is written. */
export function LongField({ label, hint, error, rows = 3, ...props }: Props) {
  return (
    <TextField {...props} isInvalid={error !== undefined} className="field">
      <Label>{label}</Label>
      {hint !== undefined && <Text slot="description" className="hint">{hint}</Text>}
      <TextArea className="input words-input" dir="auto" rows={rows} />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
