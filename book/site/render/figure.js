import { escape } from './html.js';
import { highlightC } from './highlight.js';
import { beyond, figure, listingBody, shownLines } from './listing.js';
import { terminals } from './terminals.js';

/** @typedef {import('markdown-it').Token} Token */
/** @typedef {import('./chapter.js').Making} Making */
/** @typedef {{html: string, last: number, before: Token[]}} Placed */

/**
 * A fence, with the link above it that owns it and the notes below it: one figure.
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Making} making
 * @returns {Placed | undefined}
 */
export function placeFigure(tokens, i, making) {
  if (tokens[i].type === 'fence') return fence(tokens, i, undefined, [], making);
  const after = tokens[i + 3];
  if (tokens[i].type !== 'paragraph_open' || after?.type !== 'fence') return undefined;
  if (!/^(c|console|diff)$/.test(after.info.trim())) return undefined;
  const owner = ownerOf(tokens[i + 1]);
  if (!owner) return undefined;
  const before = owner.text.length ? [tokens[i], { ...tokens[i + 1], children: owner.text }, tokens[i + 2]] : [];
  return fence(tokens, i + 3, owner, /** @type {Token[]} */ (before), making);
}

/**
 * The link that stands alone on the last line of a paragraph.
 * @param {Token} inline
 */
function ownerOf(inline) {
  const children = (inline.children ?? []).filter((t) => t.type !== 'text' || t.content !== '');
  const breaks = children.map((t) => t.type).lastIndexOf('softbreak');
  const line = children.slice(breaks + 1);
  const [first] = line;
  if (first?.type !== 'link_open' || line.at(-1)?.type !== 'link_close') return undefined;
  if (line.filter((t) => t.type === 'link_open').length !== 1) return undefined;
  return {
    text: children.slice(0, Math.max(breaks, 0)),
    inside: line.slice(1, -1),
    href: String(first.attrGet('href')),
    source: /** @type {import('./sources.js').Source | undefined} */ (first.meta?.source),
  };
}

/** @typedef {NonNullable<ReturnType<typeof ownerOf>>} Owner */

/**
 * @param {Token[]} tokens
 * @param {number} i of the fence
 * @param {Owner | undefined} owner
 * @param {Token[]} before
 * @param {Making} making
 * @returns {Placed}
 */
function fence(tokens, i, owner, before, making) {
  const token = tokens[i];
  const kind = token.info.trim();
  const placed = { last: i, before };
  switch (kind) {
    case 'c':
    case 'console':
    case 'diff':
      if (!owner) return { ...placed, html: '' }; // weave has said so
      if (kind === 'c') return listing(tokens, i, owner, before, making);
      return { ...placed, html: kind === 'diff' ? change(token, owner, making) : run(token, owner, making) };
    case 'c sketch':
      return sketch(tokens, i, making);
    case 'mermaid':
      return { ...placed, html: making.diagrams.place(token, making) };
    case 'sh':
      return { ...placed, html: command(token, making) };
    default:
      return { ...placed, html: '' }; // weave has said so
  }
}

/** @param {Token} token */
const linesOf = (token) => token.content.replace(/\n$/, '').split('\n');

/**
 * The caption, without the name of the file that the title bar says already.
 * @param {Owner} owner
 * @param {string} name
 * @param {Making} making
 */
function caption({ inside }, name, { md }) {
  let children = inside;
  if (children[0]?.type === 'code_inline' && children[0].content === name) {
    children = children.slice(1).map((t) => Object.assign(Object.create(t), t));
    if (children[0]?.type === 'text')
      children[0].content = children[0].content.replace(/^[\s\u00a0\u202f]*[:,–—]?\s*/, '');
  }
  return md.renderer.renderInline(children, md.options, {}).trim();
}

/**
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Owner} owner
 * @param {Token[]} before
 * @param {Making} making
 * @returns {Placed}
 */
function listing(tokens, i, owner, before, making) {
  const token = tokens[i];
  const shown = linesOf(token);
  const { notes, last } = notesOn(tokens, i, shown, making);
  const { source } = owner;
  const { page, book } = making;
  const place = book.course.listings[page.file]?.find(({ line }) => line === (token.map?.[0] ?? 0) + 1);
  if (!source || !place?.lines) return { html: '', last, before }; // what is wrong was said
  const { lines: numbers, indent = 0 } = place;
  const id = making.id('listing');
  const body = listingBody(
    {
      id,
      lines: shownLines(
        source.text,
        numbers.map((n) => n - 1),
        indent,
      ),
      numbers,
      notes,
    },
    making.words,
  );
  const html = figure(
    {
      kind: notes.length ? 'listing noted' : 'listing',
      id,
      file: source.name,
      caption: caption(owner, source.name, making),
      whole: owner.href.replace(/#.*$/, '') + `#L${numbers[0]}`,
      of: making.page.recordings.size ? source.path.replace(/^code\//, '') : undefined,
      body,
    },
    making.words,
  );
  return { html: html + beyond(notes, shown.length), last, before };
}

/** @param {Token[]} tokens @param {number} i @param {Making} making @returns {Placed} */
function sketch(tokens, i, making) {
  const shown = linesOf(tokens[i]);
  const { notes, last } = notesOn(tokens, i, shown, making);
  const id = making.id('sketch');
  const body = listingBody({ id, lines: highlightC(shown.join('\n')), notes }, making.words);
  const label = `<span class="tag" title="${escape(making.words.sketchTitle)}">${making.words.sketch}</span>`;
  const kind = notes.length ? 'listing sketch noted' : 'listing sketch';
  const html = figure({ kind, id, caption: '', label, body }, making.words);
  return { html: html + beyond(notes, shown.length), last, before: [] };
}

/** @param {Token} token @param {Owner} owner @param {Making} making @returns {string} */
function run(token, owner, making) {
  const { source } = owner;
  if (!source) return '';
  const { steps } = making.book.course.scenarios[source.path] ?? {};
  if (!steps) return ''; // weave has said what is wrong in it
  const { html, broad } = terminals(steps, making.words);
  return figure(
    {
      kind: broad ? 'run broad' : 'run',
      id: making.id('run'),
      file: source.name,
      caption: caption(owner, source.name, making),
      whole: owner.href.replace(/#.*$/, ''),
      watch: [...making.page.recordings.values()].find((r) => `code/${r.scenario}.scenario` === source.path),
      body: html,
    },
    making.words,
  );
}

/**
 * What changed between two programs: lines that came, lines that went.
 * @param {Token} token
 * @param {Owner} owner
 * @param {Making} making
 * @returns {string}
 */
function change(token, owner, making) {
  const { source } = owner;
  if (!source) return '';
  const lines = linesOf(token).map((line) => {
    if (line.startsWith('+')) return `<ins>${escape(line)}</ins>`;
    if (line.startsWith('-')) return `<del>${escape(line)}</del>`;
    return line.startsWith('@@') ? `<i class=c>${escape(line)}</i>` : escape(line);
  });
  const id = making.id('change');
  return figure(
    {
      kind: 'listing change',
      id,
      file: source.name,
      caption: caption(owner, source.name, making),
      whole: owner.href.replace(/#.*$/, ''),
      body: listingBody({ id, lines, notes: [] }, making.words),
    },
    making.words,
  );
}

/** @param {Token} token @param {Making} making @returns {string} */
function command(token, making) {
  const lines = linesOf(token).map((line) =>
    /^\s*#/.test(line)
      ? `<span class="rem">${escape(line)}</span>`
      : line === ''
        ? ''
        : `<span class="cmd"><i>$ </i><kbd>${escape(line)}</kbd></span>`,
  );
  return (
    `<figure class="command" id="${making.id('command')}"><figcaption class="sr">` +
    `${making.words.typeThis}</figcaption>` +
    `<pre tabindex="0">${lines.join('\n')}</pre></figure>\n`
  );
}

/**
 * The ordered list right below a listing.
 * @param {Token[]} tokens
 * @param {number} i of the fence
 * @param {string[]} shown
 * @param {Making} making
 * @returns {{notes: import('./listing.js').Note[], last: number}}
 */
function notesOn(tokens, i, shown, making) {
  /** @type {import('./listing.js').Note[]} */
  const notes = [];
  if (tokens[i + 1]?.type !== 'ordered_list_open') return { notes, last: i };
  const { level } = tokens[i + 1];
  const last = tokens.findIndex((t, k) => k > i && t.type === 'ordered_list_close' && t.level === level);
  for (let k = i + 2; k < last; k++) {
    if (tokens[k].type !== 'list_item_open' || tokens[k].level !== level + 1) continue;
    const end = tokens.findIndex((t, n) => n > k && t.type === 'list_item_close' && t.level === level + 1);
    const inline = tokens[k + 2];
    const code = inline?.children?.find((t) => t.type !== 'text' || t.content !== '');
    if (shown.join('') === '') continue; // an empty block: weave has not run yet
    const where = shown.flatMap((text, n) => (code?.type === 'code_inline' && text.includes(code.content) ? [n] : []));
    if (code?.type !== 'code_inline') {
      making.fail(tokens[k], 'a note on a listing begins with inline code that stands in one of its lines');
    } else if (where.length !== 1) {
      making.fail(
        tokens[k],
        where.length === 0
          ? `no line of the listing above has \`${code.content}\``
          : `${where.length} lines of the listing above have \`${code.content}\`: say more of the line`,
      );
    } else {
      const text = (inline.children ?? []).map((t) => t.content).join('');
      notes.push({ line: where[0], html: making.html(tokens.slice(k + 1, end)), length: text.length });
    }
    k = end;
  }
  notes.sort((a, b) => a.line - b.line);
  return { notes, last };
}
