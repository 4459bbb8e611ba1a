import { describe, expect, it } from '@jest/globals';
import { openArchive, textOf } from '../files/strip/zip.js';
import { directed, docxOf } from './docx.js';
import { letterLanguages, type LetterLanguage } from './frame.js';
import { letterOf, type Letter } from './letter.js';
import { names, today, view } from './sample.js';
import { tongueOf } from './tongue.js';

const letterIn = async (language: LetterLanguage, given?: Parameters<typeof view>[0]): Promise<Letter> => letterOf(view(given), await tongueOf(language), names, today);

/** The parts of the document by name, as somebody else's reader finds them. */
async function opened(letter: Letter): Promise<Map<string, string>> {
  const archive = await openArchive(docxOf(letter));
  return new Map(await Promise.all(archive.entries.map(async (entry) => [entry.name, await textOf(archive, entry)] as const)));
}

/** Throws unless every element is closed where it has to be, and every ampersand begins an entity. */
function wellFormed(xml: string): void {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>\s*/, '');
  for (const [, text, close, name, rest] of body.matchAll(/([^<]*)<(\/?)([\w:]+)((?:\s[\w:]+="[^"<]*")*\s*\/?)>/g)) {
    if (/&(?!(amp|lt|gt|quot);)/.test(`${text}${rest}`)) throw new Error(`a bare ampersand: ${text}${rest}`);
    if (close === '/') { if (open.pop() !== name) throw new Error(`</${name}>`); }
    else if (!rest!.endsWith('/')) open.push(name!);
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(' ')}`);
  if (body.replaceAll(/([^<]*)<(\/?)([\w:]+)((?:\s[\w:]+="[^"<]*")*\s*\/?)>/g, '') !== '') throw new Error('something else than elements');
}
const plain = (xml: string): string => [...xml.matchAll(/<w:t xml:space="preserve">([^<]*)<\/w:t>/g)].map(([, text]) => text).join('').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('\u200e', '').replaceAll('\u00a0', ' ');
const said = (letter: Letter): string[] => letter.blocks.flatMap((block) => {
  switch (block.kind) {
    case 'said': return block.paragraphs;
    case 'heading': return [block.text, ...block.articles];
    case 'title': case 'mark': case 'unwritten': return [block.text];
    case 'facts': return block.rows.flatMap(({ label, value }) => [label, ...(value ?? []).map(({ text }) => text)]);
    case 'closing': return [...block.line.map(({ text }) => text), ...block.rows.flatMap(({ label, value }) => [label, ...(value ?? []).map(({ text }) => text)])];
    case 'text': return block.line.map(({ text }) => text);
    case 'letterhead': return block.lines.flat().map(({ text }) => text);
    case 'list': return block.items.flatMap(({ line }) => line.map(({ text }) => text));
  }
});

describe('a letter as a Word document', () => {
  it.each(letterLanguages)('is a package of well-formed parts that hold all of it and point to each other, in %s', async (language) => {
    const letter = await letterIn(language);
    const parts = await opened(letter);
    for (const xml of parts.values()) wellFormed(xml);
    const text = plain(parts.get('word/document.xml')!);
    for (const each of said(letter)) expect(text).toContain(each);
    const types = parts.get('[Content_Types].xml')!;
    const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, name]) => name!);
    expect([...named, '[Content_Types].xml', '_rels/.rels', 'word/_rels/document.xml.rels'].sort()).toEqual([...parts.keys()].sort());
    for (const [rels, folder] of [['_rels/.rels', ''], ['word/_rels/document.xml.rels', 'word/']] as const) for (const [, target] of parts.get(rels)!.matchAll(/Target="([^"]+)"/g)) expect(named).toContain(`${folder}${target}`);
    const styles = new Set([...parts.get('word/styles.xml')!.matchAll(/w:styleId="(\w+)"/g)].map(([, id]) => id));
    for (const [, id] of parts.get('word/document.xml')!.matchAll(/w:(?:pStyle|rStyle) w:val="(\w+)"/g)) expect(styles).toContain(id);
    expect(parts.get('word/footer.xml')).toContain(' PAGE ');
    expect(parts.get('word/_rels/document.xml.rels')).toContain(`Id="${/footerReference[^>]*r:id="(\w+)"/.exec(parts.get('word/document.xml')!)![1]}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"`);
    expect(parts.get('word/styles.xml')).toContain({ en: 'w:val="en-GB"', fr: 'w:val="fr-FR"', es: 'w:val="es-ES"', ru: 'w:val="ru-RU"', ar: 'w:bidi="ar-SA"', zh: 'w:eastAsia="zh-CN"' }[language]);
  });

  it('goes from right to left in Arabic, but for what people wrote in other scripts', async () => {
    const xml = (await opened(await letterIn('ar'))).get('word/document.xml')!;
    const paragraphs = xml.match(/<w:p>.*?<\/w:p>/g)!.filter((each) => each.includes('<w:t '));
    const rtl = (text: string): boolean => paragraphs.find((each) => plain(each).includes(text))!.includes('<w:bidi/>');
    expect([rtl('طلب مساعدة'), rtl('أُودِعت'), rtl('Three payments.'), rtl('Case 118/2026')]).toEqual([true, true, false, false]);
    expect(paragraphs.filter((each) => !each.includes('<w:bidi/>')).every((each) => each.includes('"Said"'))).toBe(true);
    for (const [, properties, text] of xml.matchAll(/<w:r>(?:<w:rPr>(.*?)<\/w:rPr>)?<w:t[^>]*>([^<]*)</g)) if (/\p{Script=Arabic}/u.test(text!)) expect(properties).toContain('<w:rtl/>');
    expect(xml.match(/<w:bidiVisual\/>/g)).toHaveLength(2);
    expect(xml).toMatch(/<w:bidi\/><\/w:sectPr>/);
    expect(xml).toContain('<w:t xml:space="preserve">\u200eUNCAC\u00a046(15)(a)\u200e</w:t>');
  });

  it('goes from left to right in English, but for what people wrote in Arabic', async () => {
    const xml = (await opened(await letterIn('en'))).get('word/document.xml')!;
    expect(xml.match(/<w:bidi\/>/g)).toHaveLength(1);
    expect(xml).not.toContain('bidiVisual');
  });

  it('names fonts of East Asia, and keeps headings and signature with what they belong to', async () => {
    const styles = (await opened(await letterIn('zh'))).get('word/styles.xml')!;
    expect(styles).toContain('w:hint="eastAsia"');
    expect(styles).toContain('w:eastAsia="SimSun"');
    for (const id of ['Heading1', 'Heading2', 'Heading3', 'Closing', 'Signature']) expect(new RegExp(`w:styleId="${id}".*?</w:style>`).exec(styles)![0]).toContain('<w:keepNext/>');
  });

  it('leaves out what XML cannot hold, and nothing else', async () => {
    const letter = await letterIn('en', { title: 'a\u0000b\u000b<c>&\ud800"😀' });
    const parts = await opened(letter);
    for (const xml of parts.values()) wellFormed(xml);
    expect(plain(parts.get('word/document.xml')!)).toContain('ab<c>&"😀');
  });

  it('says of nobody that they made it, or when', async () => {
    const parts = await opened(await letterIn('en'));
    expect(parts.get('docProps/core.xml')).not.toMatch(/creator|created|modified|Comity/);
  });
});

describe('runs of one direction', () => {
  it.each([
    ['ltr', 'Case عقد الميناء 118/2026 (a)', ['Case ', 'عقد الميناء', ' 118/2026 (a)']],
    ['rtl', 'القضية UNCAC 46(15) رقم 118/2026', ['القضية ', 'UNCAC', ' 46(15) رقم 118/2026']],
    ['rtl', 'عقدُ', ['عقدُ']],
    ['ltr', 'a عقدُ b', ['a ', 'عقدُ', ' b']],
    ['ltr', '…', ['…']],
    ['rtl', 'A B', ['A B']],
  ] as const)('of %s “%s”', (base, text, parts) => {
    const found = directed(text, base);
    expect(found.map(({ part }) => part)).toEqual(parts);
    for (const { part, rtl } of found) if (/\p{L}/u.test(part)) expect(rtl).toBe(/\p{Script=Arabic}/u.test(part));
  });
});
