import { describe, expect, it } from '@jest/globals';
import { openArchive, textOf } from '../files/strip/zip.js';
import { csvOf } from './csv.js';
import { xlsxOf } from './xlsx.js';

describe('a table as CSV', () => {
  it('is UTF-8 with its mark, quoted, and ends its lines as RFC 4180 has it', () => {
    expect(csvOf([['Request', 'Due'], ['The "Alba", a yacht\nin port', 'عاجل']])).toBe('\ufeff"Request","Due"\r\n"The ""Alba"", a yacht\nin port","عاجل"\r\n');
    expect(csvOf([])).toBe('\ufeff');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\ttext', ' =1', '\u2068=cmd|\' /C calc\'!A0', '＝1', '＋1', '－1', '＠x', '\u200b@x', '-'])('makes no formula of %j', (text) => {
    expect(csvOf([[text]])).toBe(`\ufeff"'${text}"\r\n`);
  });

  it.each(['a=1', '1-2', '', ' text', 'x@y', "'", '–', '(=1)'])('leaves %j as it is', (text) => {
    expect(csvOf([[text]])).toBe(`\ufeff"${text}"\r\n`);
  });
});

describe('a table as a workbook', () => {
  const opened = async (rows: string[][], name = 'Requests', rightToLeft = false): Promise<Map<string, string>> => {
    const archive = await openArchive(new Blob(xlsxOf(name, rows, rightToLeft)));
    return new Map(await Promise.all(archive.entries.map(async (entry) => [entry.name, await textOf(archive, entry)] as const)));
  };
  const cells = (sheet = ''): (string | undefined)[][] => [...sheet.matchAll(/<c r="([A-Z]+\d+)" t="(\w+)"[^>]*><is><t xml:space="preserve">([^<]*)<\/t><\/is><\/c>/g)].map(([, ...found]) => found);

  it('has every part that its relations name, and each part has its type', async () => {
    const parts = await opened([['A']]);
    expect([...parts.keys()]).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/worksheets/sheet1.xml']);
    for (const [, target] of (parts.get('_rels/.rels') ?? '').matchAll(/Target="([^"]+)"/g)) expect(parts.has(target!)).toBe(true);
    for (const [, target] of (parts.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(/Target="([^"]+)"/g)) expect(parts.has(`xl/${target!}`)).toBe(true);
    for (const [, part] of (parts.get('[Content_Types].xml') ?? '').matchAll(/PartName="\/([^"]+)"/g)) expect(parts.has(part!)).toBe(true);
  });

  it('holds strings alone: what looks like a formula, markup or a sign of the format is text', async () => {
    const sheet = (await opened([['Request', 'Due'], ['=1+1', '<b>&"'], ['_x0041_ \u0000\u001f', ' two\nlines ']])).get('xl/worksheets/sheet1.xml');
    expect(cells(sheet)).toEqual([['A1', 'inlineStr', 'Request'], ['B1', 'inlineStr', 'Due'], ['A2', 'inlineStr', '=1+1'], ['B2', 'inlineStr', '&lt;b&gt;&amp;&quot;'], ['A3', 'inlineStr', '_x005F_x0041_ '], ['B3', 'inlineStr', ' two\nlines ']]);
    expect(sheet).not.toMatch(/<f\b/);
  });

  it('reads from the right in such a language, and takes a name that the format has room for', async () => {
    const parts = await opened([Array.from({ length: 28 }, (_, i) => `${i}`)], 'طلبات [2026/03]: المساعدة القانونية المتبادلة', true);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('rightToLeft="1"');
    expect(cells(parts.get('xl/worksheets/sheet1.xml')).map(([place]) => place).slice(-3)).toEqual(['Z1', 'AA1', 'AB1']);
    const [, name = ''] = /<sheet name="([^"]*)"/.exec(parts.get('xl/workbook.xml') ?? '') ?? [];
    expect(name).toBe('طلبات  2026 03   المساعدة القانونية المتبادلة'.slice(0, 31));
  });
});
