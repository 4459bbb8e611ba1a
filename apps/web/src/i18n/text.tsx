/** The only door to the catalogue: ids and the values of each message are checked by the compiler. */
import { useMemo, type ReactElement } from 'react';
import { Trans, useLingui } from '@lingui/react';
import type { I18n } from '@lingui/core';
import type { MessageId, MessageValues } from '../locales/ids.js';
import { awaited } from './locale.js';

export type { MessageId };
type Values<Id extends MessageId> = MessageValues[Id] extends null ? [] : [values: MessageValues[Id]];
export type Text = <Id extends MessageId>(id: Id, ...values: Values<Id>) => string;
/** Messages without values, which tables of texts hold. */
export type PlainId = { [Id in MessageId]: MessageValues[Id] extends null ? Id : never }[MessageId];

const textOf = (translate: I18n['_']): Text => (id, ...values) => {
  mustBeThere(id);
  return translate(id, values[0] as Record<string, unknown> | undefined);
};

/** A screen whose words are still on their way waits for them as it waited for its code. */
function mustBeThere(id: MessageId): void {
  const loading = awaited(id);
  // React waits for what a component throws, if it is a promise.
  // oxlint-disable-next-line only-throw-error
  if (loading !== null) throw loading;
}

export function useText(): Text {
  // `_` changes with the language; the text function then is new, and with it whatever memoised on it.
  const { _: translate } = useLingui();
  return useMemo(() => textOf(translate), [translate]);
}

/** Of an id that is made from data, so that the compiler cannot know it; null where the catalogue has no such message. */
export type OptionalText = (id: string, values?: Record<string, unknown>) => string | null;
/** `near`: a message of the same part of the language, which is waited for. */
export function useOptionalText(near: PlainId): OptionalText {
  const { i18n, _: translate } = useLingui();
  return useMemo(() => (id, values) => {
    mustBeThere(near);
    return id in i18n.messages ? translate(id, values) : null;
  }, [i18n, translate, near]);
}

/** A message with elements in it: `<0>…</0>` in the catalogue becomes `parts[0]`. */
export function RichText<Id extends MessageId>({ id, values, parts }: { id: Id; values?: MessageValues[Id]; parts: ReactElement[] }) {
  mustBeThere(id);
  return <Trans id={id} {...(values ? { values: values as Record<string, unknown> } : {})} components={Object.fromEntries(parts.map((part, i) => [i, part]))} />;
}
