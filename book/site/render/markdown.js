import MarkdownIt from 'markdown-it';
import { anchors } from './anchors.js';
import { tables } from './tables.js';
import { quotes, typography } from './typography.js';

/**
 * A Markdown reader for one language. Raw HTML is read as such, so that it can be reported.
 * @param {string} language
 */
export function createMarkdown(language) {
  const md = new MarkdownIt({
    html: true,
    typographer: true,
    quotes: quotes[language],
  });
  md.disable('replacements'); // "(c)" and "--" mean what they say in this book
  md.use(anchors);
  md.use(typography, { language });
  md.use(tables);
  return md;
}
