/** Every entity MikroORM manages; each room adds its own here. */
export const entities = [] as const;
