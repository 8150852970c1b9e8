import { make } from './dom';
import { words } from './words';

let made = 0;

/**
 * Upgrades a list of choices and its folded answers: choose, answer, read why, try again.
 * What is right is said in words; the answers come from the page itself.
 */
class QuickQuiz extends HTMLElement {
  connectedCallback(): void {
    const list = this.querySelector(':scope > .choices');
    const details = this.querySelector(':scope > details');
    const answers = [...this.querySelectorAll<HTMLElement>(':scope .answers > li')];
    const label = this.querySelector(':scope > .label');
    const prompt = this.querySelector(':scope > .prompt');
    if (!list || !details || !label || !prompt || this.querySelector('form')) return;

    const several = this.hasAttribute('several');
    const name = `quiz-${++made}`;
    prompt.id = `${name}-prompt`;
    const group = make('div', {
      role: several ? 'group' : 'radiogroup',
      'aria-labelledby': prompt.id,
      'aria-describedby': `${name}-how`,
    });
    const how = make('p', { class: 'how', id: `${name}-how` }, several ? words.several : words.one);
    const says = make('p', { class: 'says', role: 'status' });
    const submit = make('button', { class: 'answer' }, words.answer);
    const form = make('form', {}, how, group, make('p', { class: 'do' }, submit, says));

    const choices = [...list.children].map((item, i) => {
      const input = make('input', { type: several ? 'checkbox' : 'radio', name, id: `${name}-${i}` });
      const text = make('span', { class: 'text' });
      text.append(...item.cloneNode(true).childNodes);
      // A label holds no paragraph.
      for (const p of text.querySelectorAll('p')) p.replaceWith(...p.childNodes);
      const why = make('div', { class: 'why', id: `${name}-${i}-why`, hidden: '' });
      const row = make('div', { class: 'choice' }, make('label', { for: input.id }, input, text), why);
      group.append(row);
      return { input, why, row, right: answers[i]?.dataset.right === 'true', explanation: answers[i] };
    });

    const ask = () => {
      for (const { input, why, row } of choices) {
        input.checked = false;
        input.disabled = false;
        input.removeAttribute('aria-describedby');
        why.hidden = true;
        why.replaceChildren();
        delete row.dataset.is;
      }
      says.textContent = '';
      submit.textContent = words.answer;
      form.classList.remove('done');
    };
    const show = () => {
      for (const { input, why, row, right, explanation } of choices) {
        input.disabled = true;
        row.dataset.is = right ? 'right' : 'wrong';
        const verdict = make('b', {}, right ? words.right : words.wrong);
        if (input.checked) verdict.append(` (${words.yours})`);
        why.append(verdict, '. ');
        const copy = explanation.cloneNode(true) as HTMLElement;
        copy.querySelector('b')?.remove();
        why.append(...copy.childNodes);
        why.hidden = false;
        input.setAttribute('aria-describedby', why.id);
      }
      const all = choices.every(({ input, right }) => input.checked === right);
      says.textContent = all ? words.allRight : words.notRight;
      submit.textContent = words.again;
      form.classList.add('done');
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (form.classList.contains('done')) {
        ask();
        choices[0].input.focus();
      } else if (choices.some(({ input }) => input.checked)) show();
      else says.textContent = words.pickFirst;
    });

    list.replaceWith(form);
    details.remove();
  }
}

customElements.define('quick-quiz', QuickQuiz);
