/** The search itself, fetched with its index when the reader first asks for it. */
import MiniSearch, { type Query, type SearchOptions } from 'minisearch';
import type { Index, Section } from '../../render/search-index.js';
import { type Language, termsOf, WORD } from './terms';

/** A part of a text, and whether it is what was asked for. */
export type Part = { text: string; asked: boolean };
export type Passage = Pick<Section, 'title' | 'page' | 'url'> & { excerpt: Part[] };

/** Passages that are shown. */
const MOST = 32;
/** Words of an excerpt. */
const EXCERPT = 30;
/** How much a word weighs by where it stands. */
const BOOST = { title: 5, page: 1.5, explains: 1, text: 1, run: 0.3, code: 0.3, asked: 0.3 };
/** What the reader said weighs more than what is like it, and a word more than its beginning. */
const LIKE = 0.5;
const BEGINNING = 0.3;
/** Less than usual for short texts, more for a word said often: a long section may be the one on its subject. */
const BM25 = { k: 2, b: 0.4, d: 0.5 };
/** A section that says again what stands elsewhere. */
const AGAIN = 0.4;
/** A section whose title says all that is asked, in these words or in others; one that says it word for word. */
const TITLED = 2;
const TITLED_ALIKE = 1.6;
const WORD_FOR_WORD = 1.4;

/** What the reader asked for, or a part of it: the terms said, and other ways to say them, each one term. */
type Concept = { said: string[]; alike: string[] };

/** A way to say something, as one term. */
const one = (way: string[]) => way.join('+');

export class Finder {
  #language: Language;
  #sections: Section[];
  #alike = new Map<string, Set<string>>();
  /** How many terms the longest way has that begins with a term. */
  #longest = new Map<string, number>();
  #index: MiniSearch;

  constructor({ alike, sections }: Index, language: Language) {
    this.#language = language;
    this.#sections = sections;
    for (const group of alike) {
      const ways = group.map((way) => one(termsOf(way, language))).filter(Boolean);
      for (const way of ways) {
        this.#alike.set(way, new Set([...(this.#alike.get(way) ?? []), ...ways]));
        const [first, ...others] = way.split('+');
        this.#longest.set(first, Math.max(this.#longest.get(first) ?? 1, others.length + 1));
      }
    }
    this.#index = new MiniSearch({
      fields: Object.keys(BOOST),
      tokenize: (text) => this.#known(this.#terms(text).flatMap(withParts)),
      processTerm: (term) => term,
    });
    this.#index.addAll(sections.map((section, id) => ({ id, ...section })));
  }

  #terms(text: string): string[] {
    return termsOf(text, this.#language);
  }

  /** The terms, and each known way to say something in several of them. */
  #known(terms: string[]): string[] {
    const known = [...terms];
    terms.forEach((term, i) => {
      const longest = Math.min(this.#longest.get(term) ?? 1, terms.length - i);
      for (let length = 2; length <= longest; length++) {
        const way = one(terms.slice(i, i + length));
        if (this.#alike.has(way)) known.push(way);
      }
    });
    return known;
  }

  /** The sections that answer, the best first: those with all that is asked; where there is none, with a part of it. */
  find(query: string): Passage[] {
    const asked = this.#concepts(this.#terms(query));
    if (!asked.length) return [];
    const all = this.#search(asked, 'AND');
    const found = all.length ? all : this.#search(asked, 'OR');
    return found.slice(0, MOST).map(({ id, terms }) => {
      const { title, page, url, text, run } = this.#sections[id];
      return {
        title,
        page,
        url,
        excerpt: this.#excerpt([text, run], new Set(terms.flatMap((term) => term.split('+')))),
      };
    });
  }

  /** What is asked: the longest ways to say something known, and words. */
  #concepts(terms: string[]): Concept[] {
    const concepts: Concept[] = [];
    for (let i = 0; i < terms.length;) {
      let length = Math.min(this.#longest.get(terms[i]) ?? 1, terms.length - i);
      while (length > 1 && !this.#alike.has(one(terms.slice(i, i + length)))) length--;
      const said = terms.slice(i, i + length);
      concepts.push({ said, alike: [...(this.#alike.get(one(said)) ?? [])].filter((way) => way !== one(said)) });
      i += length;
    }
    return concepts;
  }

  #search(concepts: Concept[], combineWith: 'AND' | 'OR') {
    const query: Query = {
      combineWith,
      queries: concepts.map(({ said, alike }) => ({
        combineWith: 'OR',
        queries: [one(said), { queries: alike, combineWith: 'OR', boostTerm: () => LIKE, prefix: false }],
      })),
    };
    const options: SearchOptions = {
      tokenize: (way) => [way],
      prefix: (term) => term.length > 2,
      weights: { prefix: BEGINNING, fuzzy: 0 },
      boost: BOOST,
      bm25: BM25,
    };
    return this.#index
      .search(query, options)
      .map(({ id, score, terms }) => ({ id: id as number, terms, score: score * this.#bonus(concepts, id) }))
      .sort((a, b) => b.score - a.score);
  }

  #bonus(concepts: Concept[], id: number): number {
    const section = this.#sections[id];
    const phrase = (text: string) => ` ${this.#terms(text).join(' ')} `;
    const title = phrase(section.title);
    const has = (where: string, way: string) => where.includes(` ${way.replaceAll('+', ' ')} `);
    const whole = concepts.flatMap(({ said }) => said).join(' ');
    let bonus = section.again ? AGAIN : 1;
    if (has(title, whole)) bonus *= TITLED;
    else if (concepts.every(({ said, alike }) => [one(said), ...alike].some((way) => has(title, way))))
      bonus *= TITLED_ALIKE;
    if (whole.includes(' ') && has(phrase(`${section.text} ${section.run}`), whole)) bonus *= WORD_FOR_WORD;
    return bonus;
  }

  /** The part of the texts that holds most of the terms. */
  #excerpt(texts: string[], terms: Set<string>): Part[] {
    const isAsked = (word: string) =>
      this.#terms(word)
        .flatMap(withParts)
        .some((term) => terms.has(term));
    let best = { text: texts[0], from: 0, to: 0, worth: -1 };
    for (const text of texts) {
      const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
        word,
        from: index,
        to: index + word.length,
      }));
      const hits = words.map(({ word }) => isAsked(word));
      for (let i = 0; i < words.length; i += 5) {
        const seen = new Set(
          words
            .slice(i, i + EXCERPT)
            .filter((_, n) => hits[i + n])
            .map(({ word }) => word.toLowerCase()),
        );
        const last = words[Math.min(i + EXCERPT, words.length) - 1];
        if (seen.size > best.worth) best = { text, from: words[i].from, to: last.to, worth: seen.size };
      }
      if (best.worth > 0) break;
    }
    const { text, from, to } = best;
    const parts: Part[] = from > 0 ? [{ text: '… ', asked: false }] : [];
    let at = from;
    for (const { 0: word, index } of text.slice(from, to).matchAll(WORD)) {
      if (!isAsked(word)) continue;
      parts.push({ text: text.slice(at, from + index), asked: false }, { text: word, asked: true });
      at = from + index + word.length;
    }
    return [...parts, { text: `${text.slice(at, to)}${to < text.length ? ' …' : ''}`, asked: false }];
  }
}

/** A name is found by its parts, too: reuseaddr. */
const withParts = (term: string) =>
  term.includes('_') ? [term, ...term.split('_').filter((part) => part.length > 2)] : term;

export async function fetchFinder(language: Language): Promise<Finder> {
  const answer = await fetch(new URL(`../search/${language}.json`, import.meta.url), { cache: 'no-cache' });
  if (!answer.ok) throw new Error(answer.statusText);
  return new Finder(await answer.json(), language);
}
