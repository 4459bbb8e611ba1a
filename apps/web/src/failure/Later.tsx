/** What of the program loads when it is wanted. A script that cannot be had takes nothing else away, and is asked for again. */
import { Component, Suspense, createElement, use, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';

class NotLoaded extends Error {}

/** What has to be done before anything is tried again, and who waits for that. */
const failed = new Set<() => void>();
const waiting = new Set<() => void>();
function again(): void {
  for (const forget of failed) forget();
  failed.clear();
  for (const show of waiting) show();
}
addEventListener('online', again);

/** Stylesheets that did not come. Whoever loads a script asks for its stylesheets once only. */
const lost = new Set<HTMLLinkElement>();
addEventListener('error', ({ target }) => { if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lost.add(target); }, true);
const styled = (): Promise<unknown> => Promise.all([...lost].map((link) => new Promise((resolve, reject) => {
  const anew = link.cloneNode() as HTMLLinkElement;
  anew.onload = resolve;
  anew.onerror = reject;
  lost.delete(link);
  link.replaceWith(anew);
})));

type Shown = (props: never) => ReactNode;
/** A component whose script loads when it is first shown. Unlike what `lazy` of React makes, it can fail and load later. */
export function later<Part extends Shown>(load: () => Promise<{ default: Part }>): Part {
  let loading: ReturnType<typeof load> | null = null;
  const loaded = () => (loading ??= styled().then(load).catch((cause: unknown) => {
    // Whoever waits for it is told first: it is forgotten when somebody tries again.
    failed.add(() => { loading = null; });
    throw new NotLoaded('', { cause });
  }));
  const LaterPart = (props: object): ReactNode => createElement(use(loaded()).default as Shown as (props: object) => ReactNode, props);
  return LaterPart as Shown as Part;
}

interface Around {
  fallback?: ReactNode;
  /** `quiet`: nobody asked for it, and where it cannot be loaded nothing is said; `row`: one of many, which are not all called out. */
  as?: 'quiet' | 'row';
  /** For what somebody opened, and may want to leave. */
  onClose?(): void;
  children: ReactNode;
}

export function Later({ fallback = null, children, ...rest }: Around) {
  const [at] = useLocation();
  return <Caught at={at} {...rest}><Suspense fallback={fallback}>{children}</Suspense></Caught>;
}

/** Tries again when asked to, at another page, and when the connection is back. */
class Caught extends Component<Omit<Around, 'fallback'> & { at: string }, { caught: unknown }> {
  override state = { caught: null };
  static getDerivedStateFromError(caught: unknown): { caught: unknown } { return { caught }; }
  readonly show = (): void => { if (this.state.caught !== null) this.setState({ caught: null }); };
  override componentDidMount(): void { waiting.add(this.show); }
  override componentWillUnmount(): void { waiting.delete(this.show); }
  override componentDidUpdate({ at }: { at: string }): void { if (at !== this.props.at && this.state.caught !== null) again(); }
  override render(): ReactNode {
    const { as, children, onClose } = this.props, { caught } = this.state;
    if (caught === null) return children;
    const loads = (caught as unknown) instanceof NotLoaded;
    return loads && as === 'quiet' ? null : <NotShown loads={loads} row={as === 'row'} onClose={onClose && (() => { onClose(); this.show(); })} />;
  }
}

function NotShown({ loads, row, onClose }: { loads: boolean; row: boolean; onClose: (() => void) | undefined }) {
  const t = useText();
  // What is pressed goes: who works with keys goes on where the page begins.
  const press = (): void => { again(); document.getElementById('main')?.focus(); };
  return (
    <Notice tone="danger" {...(!row && { role: 'alert' })} title={t(loads ? 'failure.part' : 'problem.unexpected')} action={<><Button onPress={press}>{t('action.again')}</Button>{onClose && <Button onPress={onClose}>{t('action.close')}</Button>}</>}>
      {!row && <p>{t(loads ? 'safe.nothing-lost' : 'safe.keys-stay')} {t(loads ? 'failure.part-todo' : 'todo.ask-operator')}</p>}
    </Notice>
  );
}
