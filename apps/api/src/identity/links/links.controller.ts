/** Linking a device over HTTP: the new device asks and takes, the one in use answers and gives. */
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { DeviceLinkAnswer, DeviceLinkEnd, DeviceLinkId, DeviceLinkRequest, DeviceLinkReveal, DeviceLinkVault, type DeviceLink } from '@comity/contracts';
import { Fresh } from '../../http/access.js';
import { Route } from '../../http/route.js';
import type { SessionContext } from '../sessions/session-context.js';
import { CurrentSession } from '../sessions/session.guard.js';
import { LinkService } from './link.service.js';

@Controller()
export class LinksController {
  constructor(private readonly service: LinkService) {}

  @Route('links', { summary: 'What other sessions of the caller ask to be linked' })
  links(@CurrentSession() session: SessionContext): Promise<DeviceLink[]> {
    return this.service.waiting(session);
  }

  @Fresh()
  @Route('requestLink', { summary: 'Asks the caller\'s devices in use to link this one; in the place of an earlier request', created: true })
  request(@CurrentSession() session: SessionContext, @Body({ schema: DeviceLinkRequest }) request: z.infer<typeof DeviceLinkRequest>): Promise<DeviceLink> {
    return this.service.request(session, request);
  }

  @Route('link', { summary: 'How far a request of the caller is' })
  link(@CurrentSession() session: SessionContext, @Param('id', { schema: DeviceLinkId }) id: DeviceLinkId): Promise<DeviceLink> {
    return this.service.read(session, id);
  }

  @Route('answerLink', { summary: 'From a device in use: its key, once' })
  answer(@CurrentSession() session: SessionContext, @Param('id', { schema: DeviceLinkId }) id: DeviceLinkId, @Body({ schema: DeviceLinkAnswer }) { key }: z.infer<typeof DeviceLinkAnswer>): Promise<void> {
    return this.service.answer(session, id, key);
  }

  @Route('revealLink', { summary: 'From the session that asked: what it committed to, once, after the answer' })
  reveal(@CurrentSession() session: SessionContext, @Param('id', { schema: DeviceLinkId }) id: DeviceLinkId, @Body({ schema: DeviceLinkReveal }) reveal: z.infer<typeof DeviceLinkReveal>): Promise<void> {
    return this.service.reveal(session, id, reveal);
  }

  @Fresh()
  @Route('giveLink', { summary: 'From the device that answered, or at once: the sealed vault key, once' })
  give(@CurrentSession() session: SessionContext, @Param('id', { schema: DeviceLinkId }) id: DeviceLinkId, @Body({ schema: DeviceLinkVault }) given: z.infer<typeof DeviceLinkVault>): Promise<void> {
    return this.service.give(session, id, given);
  }

  @Route('endLink', { summary: 'Ends a request of the caller; nothing of it stays' })
  end(@CurrentSession() session: SessionContext, @Param('id', { schema: DeviceLinkId }) id: DeviceLinkId, @Query({ schema: DeviceLinkEnd }) { because }: DeviceLinkEnd): Promise<void> {
    return this.service.end(session, id, because);
  }
}
