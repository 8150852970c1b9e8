/** How words are compared: without capitals, accents and the commonest endings. */

export type Language = 'en' | 'fr';

/** Words that say nothing of what is looked for. */
const EMPTY: Record<Language, Set<string>> = {
  en: new Set(
    (
      'a an and are as at be by can do does for from get has have how i if in into is it its my not of on or ' +
      'set so that the their then there this to use versus vs was what when where which why will with you your'
    ).split(' '),
  ),
  fr: new Set(
    (
      'a ai au aux avec ce ces cette comment d dans de des du elle en est et faire fait faut ' +
      'il ils je l la le les ' +
      'leur ma mais mes mon n ne on ou par pas pour pourquoi qu quand que quel quelle qui quoi sa se ses si son ' +
      'sont sur un une versus vers vs'
    ).split(' '),
  ),
};

const ENDINGS: Record<Language, RegExp> = {
  en: /(?:ings?|ed|es|s|e)$/,
  fr: /(?:ements?|antes?|ants?|ees?|es|ez|er|ent|e|s|x)$/,
};

const folded = (text: string) => text.toLowerCase().replaceAll('œ', 'oe').normalize('NFD').replaceAll(/\p{M}/gu, '');

/** The words of a text; a name such as SO_LINGER is one. */
export const WORD = /[\p{L}\p{N}\p{M}_]+/gu;

const wordsOf = (text: string) => folded(text).match(WORD) ?? [];

/** What stays of a word when its ending is taken off; never less than three letters, nor of a name with digits or _. */
function stem(word: string, language: Language): string {
  if (word.length < 4 || /[\d_]/.test(word)) return word;
  const short = word.replace(ENDINGS[language], '');
  return short.length < 3 ? word : short;
}

/** The terms of a text, in its order. */
export function termsOf(text: string, language: Language): string[] {
  return wordsOf(text)
    .filter((word) => !EMPTY[language].has(word) && (word.length > 1 || /\d/.test(word)))
    .map((word) => stem(word, language));
}
