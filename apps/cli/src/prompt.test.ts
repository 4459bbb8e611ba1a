import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { Answers } from './prompt.js';

describe('a question to the person at the terminal', () => {
  const asked = async (question: string, answer: string): Promise<[boolean, string]> => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answers = new Answers(input, output);
    input.end(`${answer}\n`);
    const agreed = await answers.agree(question);
    answers.close();
    output.end();
    return [agreed, await text(output)];
  };

  it('takes yes for yes, and nothing else', async () => {
    expect(await asked('Is it so?', 'yes')).toEqual([true, 'Is it so? yes or no: ']);
    for (const answer of ['no', '', 'yess']) expect((await asked('Is it so?', answer))[0]).toBe(false);
  });

  it('is one line that neither steers the terminal nor turns the direction of writing, whatever name is in it', async () => {
    const name = 'Laptop\u001b[8m\u009b2K\r\n\t\u061c\u200e\u200f\u202e\u2066';
    expect(await asked(`“${name}”?`, 'yes')).toEqual([true, `“Laptop\ufffd[8m\ufffd2K${'\ufffd'.repeat(8)}”? yes or no: `]);
  });
});
