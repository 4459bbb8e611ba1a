/**
 * A letter as a Word document (ECMA-376, transitional): paragraphs with named styles, numbered pages, and for each paragraph and run its direction, so that
 * Arabic beside Latin and digits reads as on the screen. It holds the letter and its title; no author, program or date of making.
 */
import { archiveOf } from '../files/strip/zip.js';
import { directionOfText, rightToLeft, type Block, type Letter } from './letter.js';
import { letterTags, type Line, type Row } from './line.js';

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function docxOf(letter: Letter): Blob {
  const title = letter.blocks.find((block) => block.kind === 'title')?.text ?? '';
  const files: [string, string][] = [
    ['[Content_Types].xml', contentTypes],
    ['_rels/.rels', relations([['officeDocument', 'word/document.xml'], ['metadata/core-properties', 'docProps/core.xml']])],
    ['docProps/core.xml', `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>${letterTags[letter.language]}</dc:language></cp:coreProperties>`],
    ['word/_rels/document.xml.rels', relations([['styles', 'styles.xml'], ['numbering', 'numbering.xml'], ['settings', 'settings.xml'], ['footer', 'footer.xml']])],
    ['word/document.xml', documentOf(letter)],
    ['word/styles.xml', stylesOf(letter)],
    ['word/numbering.xml', numbering],
    ['word/settings.xml', `<w:settings ${w}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`],
    ['word/footer.xml', `<w:ftr ${w}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${field('PAGE')}<w:r><w:t xml:space="preserve"> / </w:t></w:r>${field('NUMPAGES')}</w:p></w:ftr>`],
  ];
  return new Blob(archiveOf(Object.fromEntries(files.map(([name, xml]) => [name, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`]))), { type: docxType });
}

type Direction = Letter['direction'];
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** A4 with the margins of the printed letter, in twentieths of a point. */
const page = { width: 11_906, height: 16_838, block: 1_417, inline: 1_134 };
const columns = [2_700, page.width - 2 * page.inline - 2_700] as const;

/** What XML cannot hold does not get in, as it does not show on the screen either. */
const escaped = (text: string): string => text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const field = (name: string): string => `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;

function documentOf(letter: Letter): string {
  const { direction, blocks } = letter;
  const end = `<w:sectPr><w:footerReference w:type="default" r:id="r4"/><w:pgSz w:w="${page.width}" w:h="${page.height}"/><w:pgMar w:top="${page.block}" w:right="${page.inline}" w:bottom="${page.block}" w:left="${page.inline}" w:header="708" w:footer="708" w:gutter="0"/>${direction === 'rtl' ? '<w:bidi/>' : ''}</w:sectPr>`;
  return `<w:document ${w} xmlns:r="${office}"><w:body>${blocks.map((block) => blockOf(block, direction)).join('')}${end}</w:body></w:document>`;
}

function blockOf(block: Block, direction: Direction): string {
  switch (block.kind) {
    case 'mark': return paragraph('Mark', direction, runs(block.text, direction));
    case 'letterhead': return block.lines.map((line, i) => paragraph(i === 0 ? 'Letterhead' : 'LetterheadState', direction, lineOf(line, direction))).join('');
    case 'facts': return table(block.rows, direction, false);
    case 'title': return paragraph('Heading1', direction, runs(block.text, direction));
    case 'heading': return paragraph(`Heading${block.level}`, direction, runs(block.text, direction) + cited(block.articles, direction));
    case 'text': return paragraph('Normal', direction, lineOf(block.line, direction) + cited(block.articles, direction));
    case 'list': return block.items.map(({ line, articles }) => paragraph('ListBullet', direction, lineOf(line, direction) + cited(articles, direction))).join('');
    case 'said': return block.paragraphs.map((text) => { const own = directionOfText(text) ?? direction; return paragraph('Said', own, runs(text, own, { said: true })); }).join('');
    case 'unwritten': return paragraph('Unwritten', direction, runs(block.text, direction));
    case 'closing': return paragraph('Closing', direction, lineOf(block.line, direction)) + table(block.rows, direction, true);
  }
}

const paragraph = (style: string, direction: Direction, content: string): string => `<w:p><w:pPr><w:pStyle w:val="${style}"/>${direction === 'rtl' ? '<w:bidi/>' : ''}</w:pPr>${content}</w:p>`;

/** Rows of a label and what it says, or a line to write on; `kept`: on one page, with what comes before. */
function table(rows: readonly Row[], direction: Direction, kept: boolean): string {
  const cell = (i: 0 | 1, content: string, blank: boolean): string => `<w:tc><w:tcPr><w:tcW w:w="${columns[i]}" w:type="dxa"/>${blank ? '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="808080"/></w:tcBorders>' : ''}</w:tcPr>${content}</w:tc>`;
  const row = ({ label, value }: Row, i: number): string => {
    const style = kept ? (i === rows.length - 1 ? 'SignatureLast' : 'Signature') : 'Fact';
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(0, paragraph(style, direction, runs(label, direction, { bold: true })), false)}${cell(1, paragraph(style, direction, value === null ? '' : lineOf(value, direction)), value === null)}</w:tr>`;
  };
  // What follows a table is a paragraph, also at the end of the document.
  return `<w:tbl><w:tblPr>${direction === 'rtl' ? '<w:bidiVisual/>' : ''}<w:tblW w:w="${columns[0] + columns[1]}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.map(row).join('')}</w:tbl>${kept ? '<w:p><w:pPr><w:pStyle w:val="After"/></w:pPr></w:p>' : ''}`;
}

const lineOf = (line: Line, direction: Direction): string => line.map(({ text, as }) => runs(text, direction, { said: as === 'said' })).join('');

/** Provisions keep their direction in every language, and their line: marks of the direction stand around each, for programs that go by the text alone. */
function cited(articles: readonly string[], direction: Direction): string {
  if (articles.length === 0) return '';
  const mark = direction === 'rtl' ? '\u200e' : '';
  const plain = (text: string): string => run(text, direction === 'rtl', { cite: true });
  return plain(' [') + articles.map((article) => run(`${mark}${article.replaceAll(' ', '\u00a0')}${mark}`, false, { cite: true, said: true })).join(plain('; ')) + plain(']');
}

interface Look { bold?: boolean; said?: boolean; cite?: boolean }

/** A text in runs of one direction each, as a paragraph of `base` shows it. */
const runs = (text: string, base: Direction, look: Look = {}): string => directed(text, base).map(({ part, rtl }) => run(part, rtl, look)).join('');

function run(text: string, rtl: boolean, { bold = false, said = false, cite = false }: Look): string {
  // Nobody said in which language people write: their words are not checked for spelling.
  const properties = `${cite ? '<w:rStyle w:val="Cite"/>' : ''}${bold ? '<w:b/><w:bCs/>' : ''}${said ? '<w:noProof/>' : ''}${rtl ? '<w:rtl/>' : ''}`;
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

/**
 * Stretches of one direction: what stands between two letters of the other direction goes with them, everything else with the paragraph. (Within a
 * run the program orders digits and marks by Unicode’s rules.)
 */
export function directed(text: string, base: Direction): { part: string; rtl: boolean }[] {
  const parts: { part: string; rtl: boolean }[] = [];
  const add = (part: string, rtl: boolean): void => {
    const last = parts.at(-1);
    if (last?.rtl === rtl) last.part += part;
    else if (part !== '') parts.push({ part, rtl });
  };
  const own = base === 'rtl';
  let between = '';
  let inOther = false;
  for (const letter of text) {
    // A sign stays with the letter that it stands on.
    if (between === '' && /\p{M}/u.test(letter)) { add(letter, parts.at(-1)?.rtl ?? own); continue; }
    if (!/\p{L}/u.test(letter)) { between += letter; continue; }
    const other = rightToLeft.test(letter) !== own;
    add(between, inOther && other ? !own : own);
    add(letter, other ? !own : own);
    between = '';
    inOther = other;
  }
  add(between, own);
  return parts;
}

/** Fonts that Word has for each script; other programs take their own in their place. */
function stylesOf({ language, direction }: Letter): string {
  const tag = letterTags[language];
  const size = language === 'ar' ? 26 : 22;
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts${language === 'zh' ? ' w:hint="eastAsia"' : ''} w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="${language === 'ar' ? 'Traditional Arabic' : 'Times New Roman'}"/><w:sz w:val="22"/><w:szCs w:val="${size}"/><w:lang w:val="${direction === 'rtl' || language === 'zh' ? 'en-GB' : tag}" w:eastAsia="zh-CN" w:bidi="${direction === 'rtl' ? tag : 'ar-SA'}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`;
  const style = (id: string, name: string, paragraphs: string, letters = '', based = 'Normal'): string => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${based}"/>${id.startsWith('Heading') ? '<w:next w:val="Said"/>' : ''}<w:qFormat/><w:pPr>${paragraphs}</w:pPr>${letters === '' ? '' : `<w:rPr>${letters}</w:rPr>`}</w:style>`;
  const bold = '<w:b/><w:bCs/>';
  const sized = (half: number): string => `<w:sz w:val="${half}"/><w:szCs w:val="${half + size - 22}"/>`;
  const styles = [
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
    style('Mark', 'Mark', '<w:spacing w:after="240"/><w:jc w:val="center"/>', bold),
    style('Letterhead', 'Letterhead', '<w:keepNext/><w:spacing w:after="0"/><w:jc w:val="center"/>', bold + sized(28)),
    style('LetterheadState', 'Letterhead State', '<w:spacing w:after="360"/><w:jc w:val="center"/>', sized(24)),
    style('Fact', 'Fact', '<w:spacing w:after="60"/>'),
    style('Heading1', 'heading 1', '<w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="240"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>', bold + sized(28)),
    style('Heading2', 'heading 2', '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="1"/>', bold + sized(24)),
    style('Heading3', 'heading 3', '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="2"/>', bold),
    style('Said', 'Said', '<w:widowControl/>'),
    style('Unwritten', 'Unwritten', '', '<w:i/><w:iCs/>'),
    style('ListBullet', 'List Bullet', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>'),
    style('Closing', 'Closing', '<w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="360"/>'),
    style('SignatureLast', 'Signature Last', '<w:spacing w:before="360" w:after="0"/>'),
    style('Signature', 'Signature', '<w:keepNext/>', '', 'SignatureLast'),
    style('After', 'After', '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>', '<w:sz w:val="2"/>'),
    style('Footer', 'footer', '<w:spacing w:after="0"/><w:jc w:val="center"/>', sized(18)),
    `<w:style w:type="character" w:styleId="Cite"><w:name w:val="Cite"/><w:qFormat/><w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="20"/><w:szCs w:val="${size - 2}"/></w:rPr></w:style>`,
  ];
  return `<w:styles ${w}>${defaults}${styles.join('')}</w:styles>`;
}

const numbering = `<w:numbering ${w}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.map(([type, target], i) => `<Relationship Id="r${i + 1}" Type="${type.includes('/') ? 'http://schemas.openxmlformats.org/package/2006/relationships' : office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

const wordPart = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${[['document', 'document.main'], ['styles', 'styles'], ['numbering', 'numbering'], ['settings', 'settings'], ['footer', 'footer']].map(([name, type]) => `<Override PartName="/word/${name}.xml" ContentType="${wordPart}.${type}+xml"/>`).join('')}</Types>`;
