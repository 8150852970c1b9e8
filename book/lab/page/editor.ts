/** The editor: C in colour, and what the compiler says at its lines. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { words } from './words';

/** What the compiler says of one line, counted from 1. */
export type Fault = { line: number; severity: 'error' | 'warning'; message: string };

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.processingInstruction],
    color: 'var(--c-word)',
  },
  { tag: [tags.typeName, tags.standard(tags.typeName), tags.modifier], color: 'var(--c-type)' },
  { tag: [tags.string, tags.number, tags.character, tags.literal], color: 'var(--c-text)' },
  { tag: tags.comment, color: 'var(--c-note)', fontStyle: 'italic' },
]);

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--sheet)', color: 'var(--ink)', fontSize: '0.8125rem' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--sheet)', color: 'var(--c-note)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--lit)' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--client-wash)',
  },
  '.cm-tooltip, .cm-panels': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--firm)' },
});

export class Editor {
  readonly #view: EditorView;
  readonly #states = new Map<string, EditorState>();
  #path = '';

  constructor(parent: HTMLElement, changed: (path: string, text: string) => void) {
    this.#view = new EditorView({ parent });
    this.#extensions = [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      bracketMatching(),
      indentOnInput(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      cpp(),
      indentUnit.of('    '),
      EditorState.tabSize.of(4),
      syntaxHighlighting(colours),
      look,
      keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
      EditorView.contentAttributes.of({
        'aria-label': words.editor,
        'aria-description': words.keys,
        spellcheck: 'false',
        tabindex: '0',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(this.#path, update.state.doc.toString());
      }),
    ];
  }

  readonly #extensions;

  /** Shows a file; its undo history is kept while the page lives. */
  show(path: string, text: string): void {
    if (this.#path) this.#states.set(this.#path, this.#view.state);
    this.#path = path;
    const state = this.#states.get(path);
    this.#view.setState(state ?? EditorState.create({ doc: text, extensions: this.#extensions }));
  }

  replace(text: string): void {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
  }

  /** Marks what the compiler said of the shown file, and shows the first. */
  mark(faults: Fault[]): void {
    const { doc } = this.#view.state;
    const diagnostics = faults
      .filter(({ line }) => line >= 1 && line <= doc.lines)
      .map(({ line, severity, message }): Diagnostic => {
        const { from, to } = doc.line(line);
        return { from, to, severity, message };
      });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
    if (diagnostics.length) this.goTo(faults[0].line);
  }

  goTo(line: number): void {
    const { from } = this.#view.state.doc.line(line);
    this.#view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  }

  focus(): void {
    this.#view.focus();
  }
}
