/** Random identifiers: 122 random bits as a lower-case UUID, made by clients alone. */
export const newId = <T extends string>(): T => crypto.randomUUID() as string as T;
