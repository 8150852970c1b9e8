/**
 * @typedef {object} Choice
 * @property {boolean} right
 * @property {string} html
 * @property {string} why HTML
 */

/**
 * A question that reads whole without a script: its choices, and the explained answers to unfold.
 * @param {{id: string, prompt: string, choices: Choice[]}} question
 * @param {import('./words.js').Words} words
 */
export function questionHtml({ id, prompt, choices }, words) {
  const several = choices.filter((c) => c.right).length > 1;
  const letter = (/** @type {number} */ i) => String.fromCharCode(65 + i);
  const list = choices.map((c) => `<li>${c.html}</li>`).join('');
  const answers = choices
    .map(
      (c, i) =>
        `<li data-right="${c.right}"><b>${letter(i)}. ${c.right ? words.right : words.wrong}.</b> ${c.why}</li>`,
    )
    .join('');
  return (
    `<quick-quiz class="aside question" id="${id}"${several ? ' several' : ''}>` +
    `<p class="label" id="${id}-q">${words.question}</p><div class="prompt">${prompt}</div>` +
    `<ol class="choices">${list}</ol>` +
    `<details><summary>${words.answers}</summary><ul class="answers">${answers}</ul></details></quick-quiz>\n`
  );
}
