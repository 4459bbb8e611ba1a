/** The tab's title: what is open, and before it how much waits. */
let open = 'Comity';
let waiting = '';
const write = (): void => { document.title = `${waiting}${open}`; };

export function setTitle(title: string): void {
  open = title;
  write();
}
/** `count` as it is to be read, or an empty text for nothing. */
export function setWaiting(count: string): void {
  waiting = count === '' ? '' : `(${count}) `;
  write();
}
