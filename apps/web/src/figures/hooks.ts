import type { Figures, FiguresView } from '@comity/sdk';
import { useClient, useWatch } from '../client/hooks.js';
import type { Watched } from '../client/watch.js';

export const useFiguresSetting = (): Watched<FiguresView> => useWatch(useFiguresWatch());
/** For whoever changes it: read anew afterwards. */
export const useFiguresWatch = () => useClient().watch('figures-setting', (remote) => remote.figuresSetting(), ({ type }) => type === 'connection' || type === 'directory');
export const useFigures = (year: number | null): Watched<Figures> => useWatch(useClient().watch(`figures ${year ?? ''}`, (remote) => remote.figures(year), ({ type }) => type === 'connection'));
