import { createContext, useContext } from 'react';

/** Starts the tour, from wherever one is. */
export const TourContext = createContext<() => void>(() => undefined);
export const useTour = () => useContext(TourContext);
