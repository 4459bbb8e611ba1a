import type { MeetingSessionId } from '@comity/contracts';
import { meetingsOf, type Figures, type FiguresView, type SessionFigures } from '@comity/sdk';
import { useClient, useWatch } from '../client/hooks.js';
import type { Watched } from '../client/watch.js';

export const useFiguresSetting = (): Watched<FiguresView> => useWatch(useFiguresWatch());
/** For whoever changes it: read anew afterwards. */
export const useFiguresWatch = () => useClient().watch('figures-setting', (remote) => remote.figuresSetting(), ({ type }) => type === 'connection' || type === 'directory');
export const useFigures = (year: number | null): Watched<Figures> => useWatch(useClient().watch(`figures ${year ?? ''}`, (remote) => remote.figures(year), ({ type }) => type === 'connection'));
/** Counted anew where somebody asked, was placed, or said what became of a meeting. */
export const useSessionFigures = (session: MeetingSessionId): Watched<SessionFigures> =>
  useWatch(useClient().watch(`session-figures ${session}`, (remote) => meetingsOf(remote).figures(session), (event) => event.type === 'connection' || (event.type === 'meetings' && event.session === session && ['requests', 'published', 'outcomes'].includes(event.of))));
