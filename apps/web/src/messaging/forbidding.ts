/** Why a code keeps something from going on, for those who read it; what `TLP:AMBER+STRICT` lets through differs by where it is asked. */
export const forbiddingReasons = { H2: 'talk-forward.why-h2', H3: 'talk-forward.why-h3', 'TLP:RED': 'talk-forward.why-tlp-red' } as const;
