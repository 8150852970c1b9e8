/** @param {import('./book.js').Book} book @param {import('./book.js').Page} page */
export function hero(book, page) {
  void book, page;
  return '';
}
