/** Files under crashes: what was acknowledged is there, and the rest is sent again, byte for byte. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { fileWire, type FileId, type Upload } from '@comity/contracts';
import { bytesToUuid, utf8 } from '@comity/e2ee';
import { anId, FileWire, json, someBytes } from '../support/file-wire.js';
import { Wire } from '../support/network.js';
import { sealMessage } from '../support/sealing.js';
import { Stage } from './stage.js';

describe('an upload', () => {
  let stage: Stage;
  afterEach(async () => { await stage.strike(); });

  it('outlives the service being killed in the middle of its pieces, again and again', async () => {
    stage = await Stage.set(2);
    const [seat, reader] = [stage.seats[0]!, stage.seats[1]!];
    const ana = new FileWire(stage.service.url, seat);
    const bytes = someBytes(24 * fileWire.chunk + 4_711);
    const id = anId<FileId>();
    expect((await ana.create(stage.space.id, bytes.length, id)).status).toBe(201);
    let acknowledged = 0;
    for (let kill = 0; acknowledged < bytes.length; kill += 1) {
      const piece = bytes.subarray(acknowledged, acknowledged + 4 * fileWire.chunk);
      if (kill < 6) {
        // Half a piece is on its way, another may or may not arrive whole, when the service dies.
        const half = ana.begin(id, acknowledged, piece.length, piece.subarray(0, piece.length / 2));
        await half.write(piece.subarray(piece.length / 2, piece.length - 1));
        const racing = kill % 2 === 0 ? ana.append(id, acknowledged, piece).catch(() => undefined) : undefined;
        await stage.service.kill('SIGKILL');
        half.drop();
        const answer = await racing;
        if (answer?.status === 200) acknowledged = json<Upload>(answer).offset;
        await stage.service.start();
      } else {
        const answer = await ana.append(id, acknowledged, piece);
        expect(answer.status).toBe(200);
      }
      const { offset } = json<Upload>(await ana.state(id));
      // Never less than what was acknowledged; what arrived unheard may be there, too.
      expect(offset).toBeGreaterThanOrEqual(acknowledged);
      acknowledged = offset;
    }
    expect(json<Upload>(await ana.state(id)).complete).toBe(true);
    const wire = await Wire.open(stage.service.url, seat);
    const item = sealMessage(stage.space, seat, 1, utf8('a file'));
    expect((await ana.place(id, bytesToUuid(item, 60), stage.space.id)).status).toBe(204);
    await wire.get('messaging:post', { item });
    wire.close();
    const read = await new FileWire(stage.service.url, reader).read(id);
    expect(read.body.equals(bytes)).toBe(true);
  }, 120_000);
});
