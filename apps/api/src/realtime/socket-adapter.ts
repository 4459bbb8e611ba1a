/**
 * Socket.IO as this service runs it: WebSocket only, MessagePack, no compression (ciphertext does not compress, and
 * inflating is a bomb's way in), frames no larger than the largest contract, foreign origins refused before the upgrade.
 * Events do not go through Nest's message handlers but through `EventRouter`, which knows the contract of each.
 */
import type { Server as HttpServer } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { AbstractWsAdapter } from '@nestjs/websockets';
import { Server } from 'socket.io';
import { limits } from '@comity/contracts';
import { CONFIG, type Config } from '../config.js';
import { originAllowed } from '../http/origin.js';
import * as parser from './parser.js';
import { Rooms } from './rooms.js';

/** A commit with its welcome and group info, and the packet around them. */
const frameBytes = limits.commitBytes + limits.welcomeBytes + limits.groupInfoBytes + 4_096;

export class SocketAdapter extends AbstractWsAdapter {
  private readonly config: Config;

  constructor(app: INestApplicationContext) {
    super(app);
    this.config = app.get<Config>(CONFIG);
  }

  override create(): Server {
    return new Server(this.httpServer as HttpServer, {
      parser, adapter: Rooms, transports: ['websocket'], allowUpgrades: false, serveClient: false, perMessageDeflate: false, httpCompression: false,
      maxHttpBufferSize: frameBytes, pingInterval: 15_000, pingTimeout: 10_000, connectTimeout: 5_000,
      allowRequest: (request, answer) => {
        const allowed = originAllowed(request.headers, this.config.allowedOrigins);
        answer(allowed ? undefined : 'foreign origin', allowed);
      },
    });
  }

  override bindMessageHandlers(): void { /* see above */ }
}
