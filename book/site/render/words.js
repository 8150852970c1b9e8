/** The words that the pages themselves say, in each language. */

export const languages = /** @type {const} */ (['en', 'fr']);

/** @typedef {(typeof languages)[number]} Language */

export const words = {
  en: {
    tagline: 'TCP sockets in C, where everything you read was run',
    chapter: 'Chapter',
    chapters: 'Chapters',
    contents: 'On this page',
    skip: 'Skip to the text',
    menu: 'Contents',
    otherLanguage: 'Lire en français',
    turns: 'Before and next',
    previous: 'Before',
    next: 'Next',
    begin: 'Begin with chapter',
    programs: 'Programs',
    allPrograms: 'All programs and scenarios',
    archive: 'Download all of them',
    download: 'Download',
    wholeFile: 'whole file',
    shownIn: 'Read about it in',
    linkTo: 'Link to this section',
    sketch: 'sketch',
    sketchTitle: 'A prototype from a manual page: not a program of the course',
    typeThis: 'Type this in a terminal',
    exit: 'exit',
    killedBy: 'killed by',
    orders: {
      cut: () => 'cable cut',
      mend: () => 'cable mended',
      drop: (/** @type {string} */ segment) => `its next ${segment} is lost`,
      hold: (/** @type {string} */ call) => `stops before ${call}`,
      release: () => 'goes on',
    },
    varies: (/** @type {string} */ names, /** @type {number} */ n) =>
      n === 1
        ? `${names} stands for a number that changes from run to run`
        : `${names} stand for numbers that change from run to run`,
    varying: 'this number changes from run to run',
    byte: (/** @type {string} */ hex) => `the byte ${hex}`,
    noNewline: 'no newline here',
    noteRef: 'Note',
    backToLine: 'Back to line',
    callouts: {
      NOTE: 'Note',
      TIP: 'Tip',
      WARNING: 'Beware',
      PREDICT: 'Predict, then run',
    },
    question: 'Question',
    answers: 'The answers, each explained',
    right: 'Right',
    wrong: 'Wrong',
    noDiagram: 'This diagram was not drawn in this build.',
    recording: {
      watch: 'step by step',
      scenario: 'scenario',
      kernel: 'kernel',
      steps: (/** @type {number} */ n) => `Each of the ${n} steps in words`,
      earlier: (/** @type {number} */ n) => (n === 1 ? 'One step before' : `${n} steps before`),
      about: (/** @type {number} */ from, /** @type {number} */ to) =>
        `Steps ${from} to ${to} of a recorded run: calls, waiting, segments and states. The list below tells each ` +
        `in words.`,
      how: 'How recordings are made',
      tuned: {
        loopback: 'A real run, tuned so that it repeats: Reno, no tail-loss probe, ACKs at once, one thread at a time.',
        wire:
          'A real run, tuned so that it repeats: Reno, no tail-loss probe, ACKs at once, one thread and one ' +
          'segment at a time.',
      },
    },
  },
  fr: {
    tagline: 'les sockets TCP en C, et tout ce que vous lisez a été exécuté',
    chapter: 'Chapitre',
    chapters: 'Chapitres',
    contents: 'Sur cette page',
    skip: 'Aller au texte',
    menu: 'Sommaire',
    otherLanguage: 'Read in English',
    turns: 'Avant et ensuite',
    previous: 'Avant',
    next: 'Ensuite',
    begin: 'Commencer par le chapitre',
    programs: 'Programmes',
    allPrograms: 'Tous les programmes et scénarios',
    archive: 'Les télécharger tous',
    download: 'Télécharger',
    wholeFile: 'fichier entier',
    shownIn: 'Expliqué dans',
    linkTo: 'Lien vers cette section',
    sketch: 'esquisse',
    sketchTitle: 'Un prototype de page de manuel : pas un programme du cours',
    typeThis: 'À taper dans un terminal',
    exit: 'sortie',
    killedBy: 'tué par',
    orders: {
      cut: () => 'câble coupé',
      mend: () => 'câble réparé',
      drop: (/** @type {string} */ segment) => `son prochain ${segment} se perd`,
      hold: (/** @type {string} */ call) => `s’arrête avant ${call}`,
      release: () => 'continue',
    },
    varies: (/** @type {string} */ names, /** @type {number} */ n) =>
      n === 1
        ? `${names} remplace un nombre qui change à chaque exécution`
        : `${names} remplacent des nombres qui changent à chaque exécution`,
    varying: 'ce nombre change à chaque exécution',
    byte: (/** @type {string} */ hex) => `l’octet ${hex}`,
    noNewline: 'pas de saut de ligne ici',
    noteRef: 'Note',
    backToLine: 'Revenir à la ligne',
    callouts: {
      NOTE: 'Remarque',
      TIP: 'Conseil',
      WARNING: 'Attention',
      PREDICT: 'Prédisez, puis exécutez',
    },
    question: 'Question',
    answers: 'Les réponses, toutes expliquées',
    right: 'Juste',
    wrong: 'Faux',
    noDiagram: 'Ce diagramme n’a pas été dessiné cette fois.',
    recording: {
      watch: 'pas à pas',
      scenario: 'scénario',
      kernel: 'noyau',
      steps: (/** @type {number} */ n) => `Chacun des ${n} pas, en toutes lettres`,
      earlier: (/** @type {number} */ n) => (n === 1 ? 'Un pas avant' : `${n} pas avant`),
      about: (/** @type {number} */ from, /** @type {number} */ to) =>
        `Pas ${from} à ${to} d’une exécution enregistrée : appels, attentes, segments et états. La liste ` +
        `ci-dessous dit chacun en toutes lettres.`,
      how: 'Comment naissent les enregistrements',
      tuned: {
        loopback:
          'Une véritable exécution, réglée pour se répéter : Reno, pas de sonde de fin, ACK aussitôt, un thread à ' +
          'la fois.',
        wire:
          'Une véritable exécution, réglée pour se répéter : Reno, pas de sonde de fin, ACK aussitôt, un ' +
          'thread et un segment à la fois.',
      },
    },
  },
};
/** @typedef {typeof words.en} Words */
