/** What a file says that a spreadsheet wrote: in UTF-16, where it is marked as that, else in UTF-8. What is of neither has U+FFFD, or NULs, in it. */
export const tableText = (bytes: Uint8Array): string => new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8').decode(bytes);
