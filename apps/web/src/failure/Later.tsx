/** What of the program loads when it is wanted. A script that cannot be had takes nothing else away, and is asked for again. */
import { Component, Suspense, createElement, use, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';

const failed = new Set<() => void>();

type Shown = (props: never) => ReactNode;
/** A component whose script loads when it is first shown. Unlike what `lazy` of React makes, it can fail and load later. */
export function later<Part extends Shown>(load: () => Promise<{ default: Part }>): Part {
  let loading: ReturnType<typeof load> | null = null;
  const loaded = () => (loading ??= load().catch((error: unknown) => {
    // Whoever waits for it is told first: it is forgotten when somebody tries again.
    failed.add(() => { loading = null; });
    throw error;
  }));
  const LaterPart = (props: object): ReactNode => createElement(use(loaded()).default as Shown as (props: object) => ReactNode, props);
  return LaterPart as Shown as Part;
}

interface Around { fallback?: ReactNode; /** Nobody asked for it: where it cannot be had, nothing is said. */ quiet?: boolean; children: ReactNode }

export function Later({ fallback = null, quiet = false, children }: Around) {
  const [at] = useLocation();
  return <Caught at={at} quiet={quiet}><Suspense fallback={fallback}>{children}</Suspense></Caught>;
}

/** Tries again when asked to, at another page, and when the connection is back. */
class Caught extends Component<{ at: string; quiet: boolean; children: ReactNode }, { caught: boolean }> {
  override state = { caught: false };
  static getDerivedStateFromError(): { caught: boolean } { return { caught: true }; }
  readonly again = (): void => {
    for (const forget of failed) forget();
    failed.clear();
    if (this.state.caught) this.setState({ caught: false });
  };
  override componentDidMount(): void { addEventListener('online', this.again); }
  override componentWillUnmount(): void { removeEventListener('online', this.again); }
  override componentDidUpdate({ at }: { at: string }): void { if (at !== this.props.at) this.again(); }
  override render(): ReactNode {
    if (!this.state.caught) return this.props.children;
    return this.props.quiet ? null : <NotShown onAgain={this.again} />;
  }
}

function NotShown({ onAgain }: { onAgain(): void }) {
  const t = useText();
  return <Notice tone="danger" role="alert" title={t('failure.part')} action={<Button onPress={onAgain}>{t('action.again')}</Button>}><p>{t('safe.nothing-lost')} {t('failure.part-todo')}</p></Notice>;
}
