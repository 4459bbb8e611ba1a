/** A ceremony that keeps its screen although the phase moved on: there is a recovery code to note first. */
export type Hold = 'set-up' | 'enrolment' | null;
