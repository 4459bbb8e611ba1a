/**
 * Linking a device: the new one asks, one in use answers, and the person compares seven words on both. The code that a camera reads is
 * not offered here: one that is pasted could come from anybody.
 */
import { failureOf, type LinkRequestView, type Phase } from '@comity/sdk';
import { codeOf, passphraseOf } from '../credentials.js';
import { ready, type Desk } from '../desk.js';
import { linkWord } from '../link-words.js';
import type { Output } from '../output.js';
import { Answers } from '../prompt.js';
import { Misuse } from '../settings.js';

/** On the new device, which is signed in and whose vault is closed. */
export async function askLink({ client, output }: Pick<Desk, 'client' | 'output'>, deviceName: string): Promise<Phase> {
  const { expiresAt } = await client.requestLink(deviceName);
  output.progress(`Open Comity on a device that you use, or run there: comity link. It asks about “${deviceName}”, until ${expiresAt}.`);
  const words = await client.linkAnswered();
  if (words === null) return client.phase();
  showWords(output, words);
  const answers = new Answers();
  try {
    if (await answers.agree('Does the other device show the same words, in the same order?')) {
      output.progress('Confirm it there as well.');
      return await client.confirmLink();
    }
  } finally {
    answers.close();
  }
  await client.withdrawLink(true);
  throw new Misuse('Not linked: somebody may stand between the two devices. Tell whoever runs the service.');
}

/** On a device in use: answers the request that waits, or the next one. */
export async function link(desk: Desk): Promise<void> {
  await ready(desk);
  const { client, output } = desk;
  const request = await nextRequest(desk);
  const answers = new Answers();
  try {
    if (!(await answers.agree(`A new device asks to be linked: “${request.name}”. Are you setting it up now?`))) {
      await client.refuseLink(request.id, false);
      throw new Misuse('Refused. Whoever asked knows your passphrase: change it, and end sessions you do not know.');
    }
    showWords(output, (await client.answerLink(request.id)).words);
    if (!(await answers.agree('Does the new device show the same words, in the same order?'))) {
      await client.refuseLink(request.id, true);
      throw new Misuse('Not linked: somebody may stand between the two devices. Tell whoever runs the service.');
    }
  } finally {
    answers.close();
  }
  await client.giveLink().catch(async (error: unknown) => {
    const failure = failureOf(error);
    if (failure?.kind !== 'problem' || failure.problem.code !== 'step-up-required') throw error;
    await client.stepUpWithPassphrase(await passphraseOf(desk.settings), await codeOf(desk.settings));
    await client.giveLink();
  });
  output.show({ linked: request.name }, [`“${request.name}” is linked, once it is confirmed there as well.`]);
}

function nextRequest({ client, output }: Desk): Promise<LinkRequestView> {
  return new Promise((resolve, reject) => {
    let told = false;
    const look = async (): Promise<void> => {
      const request = await client.linkRequest();
      if (request !== null) {
        stop();
        resolve(request);
      } else if (!told) {
        told = true;
        output.progress('No device asks to be linked. Run on the new one: comity sign-in --login NAME --link. Waiting, until interrupted.');
      }
    };
    const stop = client.on((event) => { if (event.type === 'link') look().catch(reject); });
    look().catch(reject);
  });
}

const showWords = (output: Output, words: readonly number[]): void => {
  output.show({ words }, words.map((number, i) => `  ${i + 1}. ${linkWord(number)} (${number})`));
};
