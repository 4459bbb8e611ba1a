/** Puts the focus on what the page is about: on a narrow screen the list of conversations is a page of its own. */
export function focusPage(): void {
  const main = document.getElementById('main')!;
  (main.checkVisibility() ? main : document.querySelector<HTMLElement>('.list'))?.focus();
}
