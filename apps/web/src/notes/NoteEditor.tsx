import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Toolbar } from 'react-aria-components/Toolbar';
import { Button as AriaButton } from 'react-aria-components/Button';
import { EditorView } from 'prosemirror-view';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { linkTarget } from '../messaging/words.js';
import { commands, editorState, linkAt, pressed, setLink, tools, type Tool } from './editing.js';
import type { Pen } from './pen.js';

const signs: Record<Tool, string> = {
  strong: 'M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z', em: 'M8 4h6M6 16h6M11.500 4l-3 12', heading: 'M4 4v12M11 4v12M4 10h7M14 8.500 16 7v9', subheading: 'M3 4v12M10 4v12M3 10h7M13.500 9a2 2 0 1 1 3.500 1.500L13.500 16H17.500',
  bullets: 'M4 5.500h.5M4 10h.5M4 14.500h.5M8 5.500h8.500M8 10h8.500M8 14.500h8.500', numbers: 'M3.500 4 4.500 3.500V7.500M3.300 12.500h2L3.300 16h2M9 5.500h7.500M9 14.500h7.500M9 10h7.500', quote: 'M4 5v10M8 6h8.500M8 10h8.500M8 14h5',
  link: 'M8.500 11.500 11.500 8.500M9 6l1.800-1.800a3.500 3.500 0 0 1 5 5L14 11M11 14l-1.800 1.800a3.500 3.500 0 0 1-5-5L6 9', undo: 'M7 4 3.500 7.500 7 11M3.500 7.500H12a4.500 4.500 0 0 1 0 9H8', redo: 'M13 4l3.500 3.500L13 11M16.500 7.500H8a4.500 4.500 0 0 0 0 9h4',
};
/** As the platform writes them; `aria-keyshortcuts` has them for assistive technology. */
const shortcuts: Partial<Record<Tool, string>> = { strong: 'Control+B', em: 'Control+I', heading: 'Control+Alt+1', subheading: 'Control+Alt+2', bullets: 'Control+Shift+8', numbers: 'Control+Shift+7', quote: 'Control+Shift+9', link: 'Control+K', undo: 'Control+Z', redo: 'Control+Y' };

/** The words of a note, to be read or, with its toolbar, written. */
export function NoteEditor({ pen, title, writable }: { pen: Pen; title: string; writable: boolean }) {
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const [held, setHeld] = useState<ReadonlySet<Tool>>(new Set());
  const [link, setLinkAt] = useState<ReturnType<typeof linkAt> | null>(null);
  const label = t('note.text', { title });
  /** As the editor asks for it, whenever it shows itself anew. */
  const shown = useRef({ label, writable });

  useEffect(() => {
    const dom = place.current;
    if (!dom) return undefined;
    const open = (): void => { if (view.current) setLinkAt(linkAt(view.current.state)); };
    const made = new EditorView({ mount: dom }, {
      state: editorState(pen, open),
      editable: () => shown.current.writable,
      attributes: () => ({ role: 'textbox', 'aria-multiline': 'true', 'aria-label': shown.current.label, 'aria-readonly': String(!shown.current.writable), class: 'note-words', spellcheck: 'true', ...(shown.current.writable ? {} : { tabindex: '0' }) }),
      // The document dispatches while the view is still being made.
      dispatchTransaction(this: EditorView, transaction) {
        this.updateState(this.state.apply(transaction));
        setHeld(pressed(this.state));
      },
      handleDOMEvents: {
        blur: () => { pen.flush(); return false; },
        click: (_, event) => {
          // A plain click puts the caret there.
          const target = event.target instanceof Element ? event.target.closest('a') : null;
          if (!target || !(event.ctrlKey || event.metaKey)) return false;
          window.open(target.href, '_blank', 'noopener,noreferrer');
          return true;
        },
      },
    });
    view.current = made;
    return () => { view.current = null; made.destroy(); };
  }, [pen]);
  useEffect(() => {
    shown.current = { label, writable };
    view.current?.setProps({});
  }, [writable, label]);

  const use = (tool: Tool): void => {
    const editor = view.current;
    if (!editor) return;
    if (tool === 'link') { setLinkAt(linkAt(editor.state)); return; }
    commands[tool](editor.state, editor.dispatch, editor);
    editor.focus();
  };
  const setAddress = (href: string | null): void => {
    const editor = view.current;
    if (editor && link) setLink(href, link)(editor.state, editor.dispatch, editor);
    setLinkAt(null);
    editor?.focus();
  };

  return (
    <div className="note-editor card">
      {writable && (
        <Toolbar aria-label={t('note.tools')} className="note-tools">
          {tools.map((tool) => (
            <AriaButton key={tool} className="button button-icon button-quiet" aria-label={t(`note.tool-${tool}`)} onPress={() => use(tool)} {...(tool === 'undo' || tool === 'redo' || tool === 'link' ? {} : { 'aria-pressed': held.has(tool) })}
              render={(dom) => <button {...dom} type="button" title={t(`note.tool-${tool}`)} aria-keyshortcuts={shortcuts[tool]} />}>
              <svg className={`icon${tool === 'undo' || tool === 'redo' || tool === 'quote' || tool === 'bullets' ? ' icon-turning' : ''}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d={signs[tool]} /></svg>
            </AriaButton>
          ))}
        </Toolbar>
      )}
      <div ref={place} />
      {link && <LinkSheet href={link.href} onSet={setAddress} onClose={() => setLinkAt(null)} />}
    </div>
  );
}

function LinkSheet({ href, onSet, onClose }: { href: string; onSet(href: string | null): void; onClose(): void }) {
  const t = useText();
  const [address, setAddress] = useState(href);
  const target = linkTarget(address.trim());
  return (
    <Sheet title={t('note.tool-link')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); if (target !== null) onSet(target); }}>
        <Field label={t('note.address')} hint={t('note.address-hint')} value={address} onChange={setAddress} dir="ltr" autoFocus autoComplete="off" maxLength={2000} error={address.trim() !== '' && target === null ? t('note.address-wrong') : undefined} />
        <div className="row row-end">
          {href !== '' && <Button look="quiet" onPress={() => onSet(null)}>{t('note.unlink')}</Button>}
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={target === null}>{t('note.link-set')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
